"""The door: every command of Kanalboken, with one sentence each. What a command does stands where it is imported from.

Only here and in `hooks` the clock is read; everybody else is told what day it is.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

CLEAN, FINDINGS, FAILED = 0, 1, 2


class Refused(Exception):
    """The command can't do what was asked. The message is a Swedish sentence for the user."""


@dataclass(frozen=True)
class Command:
    """A command: its name, what it does, where its function stands and what it takes besides `--as-of`."""

    name: str
    sentence: str
    function: str
    arguments: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = ()


FORMAT = (
    ("--format",),
    {"choices": ("text", "json"), "default": "text", "help": "text för människor, json för program"},
)
GATE = (("--gate",), {"action": "store_true", "help": "godkänn det som bara kalendern har gjort fel"})
NUMBER = (("number",), {"metavar": "KONTROLL", "help": "kontrollens nummer, till exempel KO102"})
OVERVIEW = (("overview",), {"choices": ("coverage", "laws"), "metavar": "coverage|laws", "help": "vad som visas"})
PORT = (
    ("--port",),
    {"type": int, "default": 8000, "metavar": "NUMMER", "help": "port på den egna datorn (8000)"},
)

COMMANDS = (
    Command("check", "Kontrollera riktlinjer och konton. Skriver inget.", "checks.commands:check", (FORMAT, GATE)),
    Command("explain", "Förklara en kontroll, med rätt och fel exempel.", "checks.commands:explain", (NUMBER,)),
    Command(
        "show",
        "Visa vad varje dokument täcker och vilken lag det vilar på.",
        "checks.commands:show",
        (OVERVIEW, FORMAT),
    ),
    Command("build", "Kontrollera och bygg handboken med PDF-filer i site/.", "hooks.build:build"),
    Command("serve", "Visa handboken och bygg om den medan du redigerar.", "hooks.build:serve", (PORT,)),
)


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

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - argparse says it in English
        """Refuse a command line that can't be understood."""
        raise Refused(f"Kommandot går inte att förstå. {self.format_usage().strip()}\nHjälp: {self.prog} --help")


def a_day(text: str) -> date:
    """Read the day of `--as-of`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"”{text}” är inget datum som finns. Skriv --as-of ÅÅÅÅ-MM-DD.") from None


def parser() -> Parser:
    """Return the parser of the whole command line."""
    top = Parser(
        prog="kanalboken",
        description="Riktlinjer för sociala medier och kontoregister: kontroll, handbok och PDF.",
        epilog="Slutkod: 0 inga fel, 1 fel finns, 2 kommandot gick inte att utföra.",
    )
    below = top.add_subparsers(
        title="Kommandon", metavar="KOMMANDO", dest="command", required=True, parser_class=Parser
    )
    for command in COMMANDS:
        sub = below.add_parser(command.name, help=command.sentence, description=command.sentence)
        sub.set_defaults(function=command.function)
        for names, settings in command.arguments:
            sub.add_argument(*names, **settings)
        sub.add_argument("--as-of", type=a_day, metavar="DATUM", help="räkna som om det vore den dagen (ÅÅÅÅ-MM-DD)")
    return top


def run(words: Sequence[str]) -> int:
    """Carry out a command line and return its exit code. Raises Refused with a sentence for the user."""
    from checks.policy.tree import NoData, find_root

    arguments = parser().parse_args(words)
    try:
        root = find_root(Path.cwd())
    except NoData:
        raise Refused("Här finns ingen mapp policy_data. Gå till mappen med handboken och försök igen.") from None
    module, _, name = arguments.function.partition(":")
    try:
        function: Callable[..., int] = getattr(import_module(module), name)
    except ModuleNotFoundError as missing:
        raise Refused(f"Delen `{missing.name}` är inte installerad. Kör `pip install kanalboken[handbook]`.") from None
    return function(root, date.today(), arguments)


def main() -> int:
    """The program `kanalboken`."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # always text streams here
    try:
        return run(sys.argv[1:])
    except Refused as refusal:
        print(refusal, file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print("Avbrutet.", file=sys.stderr)
    except OSError as error:
        print(f"Det gick inte att läsa eller skriva {error.filename or ''}: {error.strerror}.", file=sys.stderr)
    return FAILED


if __name__ == "__main__":
    sys.exit(main())
