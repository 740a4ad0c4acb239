"""The commands of a takeover: they ask, show and say what remains; what is written is worked out by others."""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import date
from pathlib import Path

from checks.command_line import Refused
from checks.finding import Finding
from checks.policy.words import listing
from checks.report import as_text
from checks.run import open_policy
from registrar.errand import DRY_RUN, RECOVERED
from registrar.takeover.adoption import TO_DECIDE, Adoption, adoption
from registrar.takeover.naming import newcomer
from registrar.takeover.upgrading import as_json, as_text_for, upgrading
from registrar.takeover.versions import Versions, readable
from registrar.trial import refuse_what_would_not_pass, tried
from registrar.writing import recover, write

KINDS = (
    ("accounts", "konton"),
    ("false_accounts", "falska konton"),
    ("units", "verksamheter"),
    ("documents", "styrdokument"),
    ("decided", "beslutade versioner"),
    ("attestations", "intyg"),
)


def adopt(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Make the example a new municipality's, after asking. Refused if more than decisions would be missing then."""
    who = newcomer(arguments.name, arguments.domain)
    if not arguments.dry_run and recover(root):
        print(RECOVERED)
    found = adoption(root, open_policy(root, clock, arguments.as_of), who)
    findings, policy = tried(root, clock, arguments.as_of, found.changes)
    refuse_what_would_not_pass(findings, policy)
    _show(found)
    if arguments.dry_run:
        print(f"\n{DRY_RUN}")
        return 0
    if not arguments.yes:
        _ask()
    write(root, found.changes)
    _say_what_remains(found, findings)
    return 0


def _show(found: Adoption) -> None:
    print(f"Handboken blir {found.newcomer.genitive} egen.\n\nTas bort:")
    for folder, what in KINDS:
        if paths := found.removed(f"policy_data/{folder}/"):
            names = list(dict.fromkeys(_name(path) for path in paths))
            print(f"  {len(names)} {what}: {listing(names)}")
    if pages := found.removed("docs/"):
        print(f"  {len(pages)} sidor och nedladdningar i docs som hör till dem")
    print("\nSkrivs:")
    for path in found.written:
        print(f"  {path}")


def _name(path: str) -> str:
    """Return what a file of `policy_data` is about: its name and, of a decided version, its document's before it."""
    return " ".join(Path(path).with_suffix("").parts[2:])


def _ask() -> None:
    if not sys.stdin.isatty():
        raise Refused("Här går det inte att fråga. Läs igenom listan och kör igen med --yes. Inget är skrivet.")
    try:
        answer = input("\nSka det tas bort och skrivas? Svara ja eller nej: ")
    except EOFError:
        answer = "nej"
    if answer.strip().lower() not in ("ja", "j"):
        raise Refused("Inget är skrivet.")


def _say_what_remains(found: Adoption, findings: tuple[Finding, ...]) -> None:
    documents = [f"policy_data/documents/{id}.yaml" for id in found.documents]
    print("\nKlart. Det här är kvar att bestämma:")
    print(f"  1. {found.values} värden i {listing(documents)}. Sök efter ”{TO_DECIDE}”.")
    print("  2. Nivåer, skäl och utelämnade riktlinjer i samma dokument. De är också exempel.")
    print(f"  3. Rollernas titlar och brevlådor i {found.unit}.")
    vacant = f" Peka ut {listing(found.vacant)}." if found.vacant else ""
    print(f"  4. Vem som är vem i policy_data/organisation.yaml.{vacant}")
    domain = f" Domänen {found.newcomer.domain} är påhittad." if found.newcomer.guessed else ""
    print(f"  5. Adresserna i samma fil, och där tillgänglighetsredogörelsen (`accessibility`).{domain}")
    print("  6. Namn, logotyp och exempel på sidorna i docs, i docs/assets och i mkdocs.yml.")
    print("  7. Era konton, en fil för varje, i policy_data/accounts.")
    print("  8. Besluten. Tills de är inskrivna säger `kanalboken check` så här:\n")
    print(as_text(findings), end="")


def upgrade(root: Path, clock: date, arguments: argparse.Namespace) -> int:
    """Show what is new in the catalogue and what it means here. Exit code 1 if something must be done about it."""
    versions = Versions.of(root, arguments.ref)
    with tempfile.TemporaryDirectory() as folder:
        before = versions.policy(versions.ancestor, Path(folder) / "before", clock)
        after = versions.policy(versions.theirs, Path(folder) / "after", clock)
        ours = readable(open_policy(root, clock, arguments.as_of), "er egen version")
        found = upgrading(before, after, ours)
    print(as_json(found, versions) if arguments.format == "json" else as_text_for(found, versions), end="")
    return int(any(one.urgent for one in found))
