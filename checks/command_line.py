"""The command line in Swedish: argparse with Swedish words, and the sentence that refuses what can't be done."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any, NoReturn


class Refused(Exception):
    """The command can't do what was asked. The message is a Swedish sentence for the user."""


class Swedish(argparse.HelpFormatter):
    """How help begins, in Swedish."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Write how a command is used, with a Swedish first word."""
        super().add_usage(usage, actions, groups, "Användning: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """argparse in Swedish."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=Swedish, **settings)
        self._positionals.title, self._optionals.title = "Anges", "Val"
        self.add_argument("-h", "--help", action="help", help="visa den här hjälpen")

    def commands(self) -> argparse._SubParsersAction[Parser]:
        """Return where the commands below this one are added; one of them must be given."""
        return self.add_subparsers(title="Kommandon", metavar="KOMMANDO", required=True, parser_class=Parser)

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - argparse says it in English
        """Refuse a command line that can't be understood."""
        raise Refused(f"Kommandot går inte att förstå. {self.format_usage().strip()}\nHjälp: {self.prog} --help")


def a_day(text: str) -> date:
    """Read the day of `--as-of`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"”{text}” är inget datum som finns. Skriv --as-of ÅÅÅÅ-MM-DD.") from None
