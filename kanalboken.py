"""The door: every command of Kanalboken, with one sentence each. What a command does stands where it is imported from.

Only here and in `hooks` the clock is read; everybody else is told what day it is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path

from checks.command_line import Parser, Refused
from checks.options import AS_OF, DOCUMENT, DOMAIN, DRY_RUN, FORMAT, GATE, NAME, NUMBER, PORT, REF, YES, Option

CLEAN, FINDINGS, FAILED = 0, 1, 2


@dataclass(frozen=True)
class Command:
    """A command: its name (with that of its group before it), what it does, where its function stands and what it takes
    besides `--as-of`."""

    name: str
    sentence: str
    function: str
    takes: tuple[Option, ...] = ()


GROUPS = {"show": "Visa en översikt."}

COMMANDS = (
    Command("check", "Kontrollera riktlinjer och konton. Skriver inget.", "checks.commands:check", (FORMAT, GATE)),
    Command("explain", "Förklara en kontroll, med rätt och fel exempel.", "checks.commands:explain", (NUMBER,)),
    Command("show coverage", "Visa vad varje dokument täcker.", "checks.commands:show_coverage", (FORMAT,)),
    Command("show laws", "Visa upphävda lagar som dokumenten vilar på.", "checks.commands:show_laws", (FORMAT,)),
    Command("build", "Kontrollera och bygg handboken med PDF-filer i site/.", "hooks.build:build", (DOCUMENT,)),
    Command("serve", "Visa handboken och bygg om den medan du redigerar.", "hooks.build:serve", (PORT,)),
    Command(
        "adopt",
        "Ta över handboken till en ny kommun: egna dokument, exemplets konton bort.",
        "registrar.commands:adopt",
        (NAME, DOMAIN, YES, DRY_RUN),
    ),
    Command(
        "upgrade",
        "Visa vad som är nytt i katalogen och vad det betyder för er. Skriver inget.",
        "registrar.commands:upgrade",
        (REF, FORMAT),
    ),
)


def parser() -> Parser:
    """Return the parser of the whole command line."""
    top = Parser(
        prog="kanalboken",
        description="Riktlinjer för sociala medier och kontoregister: kontroll, handbok och PDF.",
        epilog="Slutkod: 0 inga fel, 1 fel finns, 2 kommandot gick inte att utföra.",
    )
    groups = {"": top.commands()}
    for command in COMMANDS:
        group, _, name = command.name.rpartition(" ")
        if group not in groups:
            sentence = GROUPS[group]
            groups[group] = groups[""].add_parser(group, help=sentence, description=sentence).commands()
        one = groups[group].add_parser(name, help=command.sentence, description=command.sentence)
        one.set_defaults(function=command.function)
        for names, settings in (*command.takes, AS_OF):
            one.add_argument(*names, **settings)
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
        extra = "registrar" if module.startswith("registrar.") else "handbook"
        raise Refused(f"Delen `{missing.name}` är inte installerad. Kör `pip install kanalboken[{extra}]`.") from None
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
