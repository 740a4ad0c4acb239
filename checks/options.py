"""What the commands take, in Swedish: the options as argparse reads them, and below them which command takes which."""

from __future__ import annotations

from typing import Any

from checks.command_line import a_day, some_days

Option = tuple[tuple[str, ...], dict[str, Any]]


def option(name: str, **settings: Any) -> Option:
    """Return an option (or, without hyphens, an argument) as argparse takes it."""
    return (name,), settings


AS_OF = option("--as-of", type=a_day, metavar="DATUM", help="räkna som om det vore den dagen (ÅÅÅÅ-MM-DD)")
CHANGES = option(
    "--format",
    choices=("text", "markdown", "json"),
    default="text",
    help="text för människor, markdown för ett ändringsförslag, json för program (text)",
)
BODY = option("--body", required=True, metavar="ORGAN", help="vem som beslutade, till exempel kommunstyrelsen")
CASE = option("--case", required=True, metavar="ÄRENDE", help='ärendenumret, till exempel "KS 2027/12"')
DAYS = option("--days", type=some_days, default=30, metavar="ANTAL", help="hur många dagar framåt (30 om inget anges)")
DOCUMENT = option("--document", metavar="DOKUMENT", help="bara det dokumentet, som dess egen handbok i build/")
DECIDED_DOCUMENT = option("--document", required=True, metavar="DOKUMENT", help="det egna dokument som beslutet gäller")
DOMAIN = option("--domain", metavar="DOMÄN", help="kommunens domän, till exempel storkoping.se")
DRY_RUN = option("--dry-run", action="store_true", help="berätta vad som skulle ske, men skriv inget")
FAIL_ON = option(
    "--fail-on",
    choices=("error", "warning"),
    default="error",
    help="vad som ger slutkod 1: fel, eller redan varningar (fel)",
)
FOLDER = option("--output", metavar="MAPP", help="skriv PDF-filerna i en annan mapp (build/forslag)")
FORMAT = option(
    "--format", choices=("text", "json"), default="text", help="text för människor, json för program (text)"
)
GATE = option("--gate", action="store_true", help="godkänn det som bara kalendern har gjort fel")
IGNORE = option("--ignore", metavar="KONTROLLER", help="utan de kontrollerna, till exempel KO124")
NAME = option("--name", required=True, metavar="NAMN", help='kommunens namn, till exempel "Storköpings kommun"')
NUMBER = option("number", metavar="KONTROLL", help="kontrollens nummer, till exempel KO102")
OF_DOCUMENT = option("--document", metavar="DOKUMENT", help="bara det styrdokumentet, till exempel exempelby-rutiner")
ON = option("--on", required=True, type=a_day, metavar="DATUM", help="dagen för beslutet (ÅÅÅÅ-MM-DD)")
OUTPUT = option("--output", metavar="FIL", help="skriv rapporten i en fil i stället")
PARAGRAPH = option("--paragraph", required=True, metavar="PARAGRAF", help="paragrafen i det justerade protokollet")
PORT = option("--port", type=int, default=8000, metavar="NUMMER", help="port på den egna datorn (8000)")
REF = option("ref", metavar="REF", help="katalogens nyare version: en tagg, gren eller commit i git")
REPORT = option(
    "--format",
    choices=("text", "json", "github", "gitlab", "junit"),
    default="text",
    metavar="FORMAT",
    help="text för människor, json för program, github, gitlab eller junit för CI (text)",
)
REVIEW_BY = option(
    "--review-by", type=a_day, metavar="DATUM", help="när dokumentet senast ska ses över (som riktlinjerna säger)"
)
ROLE = option("--role", metavar="ROLL", help="bara den rollen, till exempel bibliotekschef")
SELECT = option("--select", metavar="KONTROLLER", help="bara de kontrollerna, till exempel KO102,KO115 eller KO1")
UNIT = option("--unit", metavar="VERKSAMHET", help="bara den verksamheten, till exempel biblioteket")
VERSIONS = option(
    "versions",
    nargs="?",
    metavar="FRÅN..TILL",
    help="beslutade versioner eller datum, till exempel 1.0..1.1; annars från det som gäller till arbetsversionen",
)
VALID_FROM = option(
    "--valid-from", type=a_day, metavar="DATUM", help="första dagen det gäller (förslagets, annars beslutets dag)"
)
VERSION = option("--version", metavar="VERSION", help="den beslutade versionen (förslagets)")
YES = option("--yes", action="store_true", help="svara ja på frågan om vad som tas bort")

DECISION = (DECIDED_DOCUMENT, BODY, PARAGRAPH, ON, CASE, VERSION, VALID_FROM, REVIEW_BY)
"""What the approved minutes say."""

TAKES: dict[str, tuple[Option, ...]] = {
    "check": (REPORT, OUTPUT, GATE, FAIL_ON, SELECT, IGNORE),
    "explain": (NUMBER,),
    "show code-owners": (),
    "show coverage": (FORMAT,),
    "show deadlines": (DAYS, ROLE, UNIT, FORMAT),
    "show in-force": (FORMAT,),
    "show laws": (FORMAT,),
    "redline": (VERSIONS, OF_DOCUMENT, CHANGES),
    "proposal": (OF_DOCUMENT, FOLDER),
    "build": (DOCUMENT,),
    "serve": (PORT,),
    "adopt": (NAME, DOMAIN, YES, DRY_RUN),
    "record": (*DECISION, DRY_RUN),
    "upgrade": (REF, FORMAT),
}
