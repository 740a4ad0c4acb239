"""The printer's commands: build the handbook, and show it while it is edited."""

from __future__ import annotations

import argparse
import logging
import os
from datetime import date
from pathlib import Path

from checks.command_line import Refused
from checks.policy.single_document import as_its_body
from checks.report import as_text
from checks.run import judge, open_policy
from hooks.one_body import laid_out

SITE, CONFIGURATION = "site", "mkdocs.yml"
CLEAN, FINDINGS, FAILED = 0, 1, 2


def build(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Judge the data and build the handbook into `site/`, or that of one document's body into `build/<document>/site/`.

    Exit code 1 if something must be mended first.
    """
    policy = open_policy(root, clock, arguments.as_of)
    findings = judge(policy)
    if findings:
        print(as_text(findings), end="")
    if any(finding.stops for finding in findings):
        print("Handboken byggs inte förrän felen är rättade.")
        return FINDINGS
    _tell_macros(arguments)
    pages = root
    if arguments.document:
        document = policy.documents.get(arguments.document)
        if document is None:
            raise Refused(f"Det finns inget dokument ”{arguments.document}”. Välj bland {', '.join(policy.documents)}.")
        policy = as_its_body(document, policy)
        pages = laid_out(document, policy, root)
        os.environ["KANALBOKEN_DOCUMENT"] = document.id
    if not _strictly_built(pages):
        print("Handboken blev inte byggd. Det som står ovan behöver rättas.")
        return FAILED
    site = (pages / SITE).relative_to(root)
    print(f"Handboken: {site}/index.html")
    for document in policy.documents_in_force:
        print(f"PDF: {site}/nedladdning/{document.id}.pdf ({document.title})")
    return CLEAN


def serve(root: Path, clock: date, arguments: argparse.Namespace) -> int:  # noqa: ARG001  # the door's signature
    """Show the handbook on this computer and build it anew at each change, findings included."""
    _tell_macros(arguments)
    os.environ["KANALBOKEN_PREVIEW"] = "1"
    address = f"127.0.0.1:{arguments.port}"
    _say_only_warnings()
    from mkdocs.commands.serve import serve as serve_forever

    print(f"Handboken visas på http://{address}/ (avsluta med Ctrl+C)", flush=True)
    serve_forever(config_file=str(root / CONFIGURATION), dev_addr=address, livereload=True)
    return CLEAN


def _tell_macros(arguments: argparse.Namespace) -> None:
    """Hand on to `hooks.macros`, which MkDocs calls, what day it is to be."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # the theme's own banner
    if arguments.as_of:
        os.environ["KANALBOKEN_AS_OF"] = arguments.as_of.isoformat()


def _strictly_built(root: Path) -> bool:
    """Let MkDocs build the site; whether it did so without a single warning."""
    _say_only_warnings()
    from mkdocs.commands.build import build as build_site
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    try:
        configuration = load_config(str(root / CONFIGURATION), strict=True, site_dir=str(root / SITE))
        configuration.plugins.on_startup(command="build", dirty=False)
        try:
            build_site(configuration)
        finally:
            configuration.plugins.on_shutdown()
    except (MkDocsException, SystemExit) as refusal:
        print(refusal)
        return False
    return True


def _say_only_warnings() -> None:
    """Show MkDocs' warnings and nothing else that it logs. (Its own `--quiet` also stops `--strict` from counting.)"""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
