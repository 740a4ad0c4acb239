"""The door: every command of Kanalboken, with one sentence each. What a command does stands where it is imported from.

Only here and in `hooks` the clock is read; everybody else is told what day it is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from msgspec import Struct

from checks.command_line import Parser, Refused, answered
from checks.options import AS_OF, TAKES

CLEAN, FINDINGS, FAILED = 0, 1, 2


class Command(Struct, frozen=True):
    """A command: its name (with that of its group before it), what it does and where its function stands.

    What it takes stands in `checks.options`. `hands` is a function of the printer that the pen is handed: the two know
    nothing of each other.
    """

    name: str
    sentence: str
    function: str
    hands: str | None = None


GROUPS = {"account": "Sköt kontona i registret.", "show": "Visa en översikt."}

COMMANDS = (
    Command("check", "Kontrollera riktlinjer och konton. Ändrar inget.", "checks.check:check"),
    Command("explain", "Förklara en kontroll, med exempel på rätt och fel.", "checks.commands:explain"),
    Command("show code-owners", "Visa filen CODEOWNERS: vem som godkänner vad.", "checks.commands:show_code_owners"),
    Command("show coverage", "Visa vad varje dokument täcker.", "checks.commands:show_coverage"),
    Command(
        "show deadlines", "Visa vad som är försenat och vad som snart ska göras.", "checks.commands:show_deadlines"
    ),
    Command(
        "show in-force", "Visa vilka beslutade versioner som gäller, eller gällde.", "checks.commands:show_in_force"
    ),
    Command("show leaver", "Visa allt som en roll håller i, för en överlämning.", "checks.leaver:show_leaver"),
    Command("show laws", "Visa upphävda lagar som dokumenten vilar på.", "checks.commands:show_laws"),
    Command("verify", "Svara på om en adress eller ett namn är vårt: 0 ja, 1 nej, 2 oklart.", "checks.verify:verify"),
    Command("redline", "Visa vad som ändras i ett styrdokument.", "checks.redline.command:redline"),
    Command("proposal", "Skriv ut förslaget till beslutsmötet som PDF.", "hooks.proposal:print_proposals"),
    Command("build", "Kontrollera och bygg handboken med PDF-filer i site/.", "hooks.build:build"),
    Command("serve", "Visa handboken och bygg om den medan du redigerar.", "hooks.build:serve"),
    Command("account new", "Lägg till ett konto. Frågar om det som saknas.", "registrar.account.beginning:new"),
    Command("account open", "Anteckna att ett planerat konto är öppnat.", "registrar.account.beginning:open_"),
    Command("account snapshot", "Anteckna ett arkivuttag.", "registrar.account.commands:snapshot"),
    Command("account review", "Anteckna en översyn av ett konto.", "registrar.account.commands:review"),
    Command("account rename", "Ge ett konto ett nytt användarnamn.", "registrar.account.commands:rename"),
    Command("account close", "Avsluta ett konto, steg för steg.", "registrar.account.commands:close"),
    Command(
        "format", "Ordna filerna: nycklarnas ordning, citattecken, mellanslag.", "registrar.formatting:format_files"
    ),
    Command("adopt", "Ta över handboken till en ny kommun.", "registrar.takeover.commands:adopt"),
    Command(
        "record",
        "Skriv in ett beslut och frys det som beslutades.",
        "registrar.recording:record",
        hands="hooks.paper:decided_pdf",
    ),
    Command("import", "Läs in konton från ett kalkylark eller en fil.", "registrar.importing.command:bring_in"),
    Command("export", "Skriv hela registret som kalkylark. Internt.", "hooks.exports.sheets:export"),
    Command("egenkontroll", "Skriv årets frågor, läs in svaren, gör rapporten.", "registrar.self_review:self_review"),
    Command("probe", "Jämför registret med webben. Besöker sidor, ändrar inget.", "probe.command:probe"),
    Command("upgrade", "Visa vad som är nytt i katalogen. Ändrar inget.", "registrar.takeover.commands:upgrade"),
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
        one.set_defaults(function=command.function, hands=command.hands)
        for names, settings in (*TAKES[command.name], AS_OF):
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
    if arguments.hands:
        arguments.hands = imported(arguments.hands)
    status: int = imported(arguments.function)(root, date.today(), arguments)
    print(end="", flush=True)  # a full disk is told of here, not when Python ends
    return status


def imported(name: str) -> Callable[..., Any]:
    """Return a function by its name, `module:function`. Raises Refused if a part of the package is not installed."""
    module, _, function = name.partition(":")
    try:
        found: Callable[..., Any] = getattr(import_module(module), function)
    except ModuleNotFoundError as missing:
        extra = "registrar" if module.startswith("registrar.") else "handbook"
        raise Refused(f"Delen `{missing.name}` är inte installerad. Kör `pip install kanalboken[{extra}]`.") from None
    return found


def main() -> int:
    """The program `kanalboken`."""
    return answered(lambda: run(sys.argv[1:]), FAILED)


if __name__ == "__main__":
    sys.exit(main())
