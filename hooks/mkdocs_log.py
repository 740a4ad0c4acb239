"""What MkDocs says while it works."""

from __future__ import annotations

import logging


def say_only_warnings(of: str = "mkdocs") -> None:
    """Show the warnings of MkDocs, or of a part of it, and nothing else that it logs. (Its own `--quiet` also stops
    `--strict` from counting.)"""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    handler.addFilter(logging.Filter(of))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
