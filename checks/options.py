"""What the commands take, in Swedish: the options as argparse reads them, and below them which command takes which."""

from __future__ import annotations

from typing import Any

from checks.command_line import a_day, a_year, some_days, some_pages

Option = tuple[tuple[str, ...], dict[str, Any]]


def option(name: str, **settings: Any) -> Option:
    """Return an option (or, without hyphens, an argument) as argparse takes it."""
    return (name,), settings


ADDRESS = option(
    "address", metavar="ADRESS", help="adressen som den är skriven, eller kontots namn: facebook.com/namnet, @namnet"
)
AS_OF = option("--as-of", type=a_day, metavar="DATUM", help="räkna som om det vore den dagen (ÅÅÅÅ-MM-DD)")
CHANGES = option(
    "--format",
    choices=("text", "markdown", "json"),
    default="text",
    help="text för människor, markdown för ett ändringsförslag, json för program (annars text)",
)
BODY = option("--body", required=True, metavar="ORGAN", help="vem som beslutade, till exempel kommunstyrelsen")
CASE = option("--case", required=True, metavar="ÄRENDE", help='ärendenumret, till exempel "KS 2027/12"')
DAYS = option("--days", type=some_days, default=30, metavar="ANTAL", help="hur många dagar framåt (annars 30)")
DOCUMENT = option("--document", metavar="DOKUMENT", help="bara det dokumentet, som en egen handbok i build/")
DECIDED_DOCUMENT = option("--document", required=True, metavar="DOKUMENT", help="det egna dokument som beslutet gäller")
DOMAIN = option("--domain", metavar="DOMÄN", help="kommunens domän, till exempel storkoping.se")
DRY_RUN = option("--dry-run", action="store_true", help="berätta vad som skulle ske, men skriv inget")
FAIL_ON = option(
    "--fail-on",
    choices=("error", "warning"),
    default="error",
    help="vad som ger slutkod 1: fel, eller redan varningar (annars fel)",
)
FOLDER = option("--output", metavar="MAPP", help="skriv PDF-filerna i en annan mapp (annars build/forslag)")
FORMAT = option(
    "--format", choices=("text", "json"), default="text", help="text för människor, json för program (annars text)"
)
GATE = option("--gate", action="store_true", help="godkänn det som bara kalendern har gjort fel")
IGNORE = option("--ignore", metavar="KONTROLLER", help="hoppa över de kontrollerna, till exempel KO124")
NAME = option("--name", required=True, metavar="NAMN", help='kommunens namn, till exempel "Storköpings kommun"')
NUMBER = option("number", metavar="KONTROLL", help="kontrollens nummer, till exempel KO102")
OF_DOCUMENT = option("--document", metavar="DOKUMENT", help="bara det styrdokumentet, till exempel exempelby-rutiner")
ON = option("--on", required=True, type=a_day, metavar="DATUM", help="dagen för beslutet (ÅÅÅÅ-MM-DD)")
OUTPUT = option("--output", metavar="FIL", help="skriv rapporten i en fil i stället")
PARAGRAPH = option("--paragraph", required=True, metavar="PARAGRAF", help="paragrafen i det justerade protokollet")
PORT = option("--port", type=int, default=8000, metavar="NUMMER", help="port på den egna datorn (annars 8000)")
PUBLIC = option("--public", action="store_true", help="bara det som är öppet för alla, i build/public/site/")
REF = option("ref", metavar="REF", help="katalogens nyare version: en tagg, gren eller commit i git")
REPORT = option(
    "--format",
    choices=("text", "json", "github", "gitlab", "junit"),
    default="text",
    metavar="FORMAT",
    help="text för människor, json för program, github, gitlab eller junit för CI (annars text)",
)
REVIEW_BY = option(
    "--review-by",
    type=a_day,
    metavar="DATUM",
    help="när dokumentet senast ska ses över (annars som riktlinjerna säger)",
)
ROLE = option("--role", metavar="ROLL", help="bara den rollen, till exempel bibliotekschef")
SELECT = option("--select", metavar="KONTROLLER", help="bara de kontrollerna, till exempel KO102,KO115 eller KO1")
UNIT = option("--unit", metavar="VERKSAMHET", help="bara den verksamheten, till exempel biblioteket")
# Accounts.
ACCOUNT = option("account", metavar="KONTO", help="kontots id, till exempel biblioteket-facebook")
ACCESS_REVOKED_ON = option("--access-revoked-on", type=a_day, metavar="DATUM", help="dagen då behörigheterna togs bort")
APPROVED_BY = option("--approved-by", metavar="ROLL", help="rollen som har godkänt kontot")
APPROVED_ON = option("--approved-on", type=a_day, metavar="DATUM", help="dagen för godkännandet")
ARCHIVED_ON = option("--archived-on", type=a_day, metavar="DATUM", help="dagen då det som ska sparas var arkiverat")
BY = option("--by", metavar="ROLL", help="rollen som gjorde översynen")
CATEGORY = option("--category", metavar="KATEGORI", help="kategorin, till exempel verksamhetskonto")
CLOSED = option("--closed", action="store_true", help="kontot är stängt: det sista steget")
CLOSED_ON = option("--closed-on", type=a_day, metavar="DATUM", help="dagen då kontot ska stängas, eller stängdes")
COVERS = option(
    "--covers",
    nargs="+",
    choices=("layout", "content"),
    metavar="VAD",
    help="vad det visar: layout (utseendet), content (innehållet)",
)
DECIDED_BY = option("--decided-by", metavar="ROLL", help="rollen som har beslutat att kontot avslutas")
DONE_ON = option("--on", type=a_day, metavar="DATUM", help="vilken dag (annars i dag)")
FIELD = option(
    "--field",
    action="append",
    metavar="FÄLT=VÄRDE",
    help='ett fält till, som det skulle stå i filen: --field "editors=[assistent]". Kan anges flera gånger',
)
FILE_FORMAT = option(
    "--file-format", choices=("pdf", "other"), metavar="FORMAT", help="filens format: pdf, other (annat)"
)
HANDLE = option("--handle", metavar="NAMN", help="användarnamnet på plattformen")
HAND_OVER_FILE = option("--output", metavar="FIL", help="skriv listan i en fil i stället")
HAND_OVER_FORMAT = option(
    "--format",
    choices=("text", "json"),
    default="text",
    help="text för människor (Markdown), json för program (annars text)",
)
ID = option("--id", metavar="ID", help="kontots id, om det ska heta något annat än verksamhet och plattform")
LAST_POST = option("--last-post", type=a_day, metavar="DATUM", help="dagen för det senaste inlägget")
LEAVING_ROLE = option("role", metavar="ROLL", help="rollen som någon lämnar, till exempel bibliotekschef")
NAME_OF_ACCOUNT = option("--name", metavar="NAMN", help="namnet som besökaren ser (annars verksamhetens)")
NOTE = option("--note", metavar="TEXT", help="vad översynen visade")
NOTICE_ON = option("--notice-on", type=a_day, metavar="DATUM", help="dagen då beskedet publicerades i kontot")
OF_UNIT = option("--unit", metavar="VERKSAMHET", help="verksamheten, till exempel biblioteket")
OPENED_ON = option("--opened-on", type=a_day, metavar="DATUM", help="dagen då kontot öppnades (annars är det planerat)")
OUTCOME = option(
    "--outcome",
    choices=("keep", "change", "close"),
    metavar="UTFALL",
    help="vad översynen ledde till: keep (fortsätter), change (ändras), close (avslutas)",
)
OWNER = option("--owner", metavar="ROLL", help="den kontoansvariges roll")
PLATFORM = option("--platform", metavar="PLATTFORM", help="plattformen, till exempel facebook")
PURPOSE = option("--purpose", metavar="TEXT", help="vad kontot är till för, utan punkt på slutet")
REASON = option("--reason", metavar="TEXT", help="varför kontot avslutas, som besökarna får läsa det")
REFERENCE = option("--reference", metavar="TEXT", help='var uttaget finns, till exempel "E-arkivet, 2026-0341"')
STAND_IN = option("--stand-in", metavar="ROLL", help="ersättarens roll")
SUCCESSOR = option("--successor", metavar="KONTO", help="kontot eller webbadressen dit besökarna hänvisas")
TURN_TO = option("--turn-to", metavar="TEXT", help="vart besökarna vänder sig i stället, med ord")
URL = option("--url", metavar="ADRESS", help="kontots adress, som den står i webbläsaren")

CHECK = option("--check", action="store_true", help="säg bara vilka filer som inte är ordnade, och skriv inget")
COMPLETE_BY = option(
    "--complete-by", type=a_day, metavar="DATUM", help="till och med den dagen är luckor i nya konton bara varningar"
)
MAPPING = option("--mapping", metavar="FIL", help="vad kolumnerna betyder (annars FIL.mapping.yaml bredvid filen)")
SHEET = option("--sheet", metavar="BLAD", help="bladet i arbetsboken, om den har flera")
SOURCE = option("source", metavar="FIL", help="kalkylark (.xlsx, .csv), lista (.yaml, .json) eller fil för ett konto")
TARGET = option("target", metavar="FIL", help="filen som skrivs: .xlsx, .csv eller .json")
PATHS = option("paths", nargs="*", metavar="FIL", help="filer eller mappar i policy_data (annars alla)")
VERSIONS = option(
    "versions",
    nargs="?",
    metavar="FRÅN..TILL",
    help="beslutade versioner eller datum, till exempel 1.0..1.1; annars från det som gäller till arbetsversionen",
)
VALID_FROM = option(
    "--valid-from", type=a_day, metavar="DATUM", help="första dagen det gäller (annars förslagets, eller beslutets dag)"
)
VERSION = option("--version", metavar="VERSION", help="den beslutade versionen (annars förslagets)")
NO_VISIT = option("--dry-run", action="store_true", help="visa bara vad som skulle besökas")
ONE_ACCOUNT = option("--account", metavar="KONTO", help="bara det kontot, till exempel biblioteket-facebook")
OWN_PAGES = option(
    "--pages", type=some_pages, default=30, metavar="ANTAL", help="hur många egna webbsidor som läses (annars 30)"
)
READ = option("--read", metavar="MAPP", help="läs in svaren ur mappen och skriv dem i policy_data/attestations")
BOARD_REPORTS = option("--report", action="store_true", help="skriv rapporten om intern kontroll till varje nämnd")
SHEETS: Option = (
    ("--output", "--out"),
    {"metavar": "MAPP", "help": "skriv bladen eller rapporterna i en annan mapp (annars build/egenkontroll/ÅR)"},
)
YEAR = option("--year", type=a_year, metavar="ÅR", help="vilket år egenkontrollen gäller (annars i år)")
YES = option("--yes", action="store_true", help="svara ja på frågan om vad som tas bort")

DECISION = (DECIDED_DOCUMENT, BODY, PARAGRAPH, ON, CASE, VERSION, VALID_FROM, REVIEW_BY)
"""What the approved minutes say."""

WHERE = (URL, HANDLE, PLATFORM)
WHOSE = (OF_UNIT, CATEGORY, OWNER, STAND_IN, PURPOSE)
CLOSING = (DECIDED_BY, REASON, CLOSED_ON, SUCCESSOR, TURN_TO, NOTICE_ON, ARCHIVED_ON, ACCESS_REVOKED_ON, CLOSED)
"""The steps of a closing."""

TAKES: dict[str, tuple[Option, ...]] = {
    "check": (REPORT, OUTPUT, GATE, FAIL_ON, SELECT, IGNORE),
    "explain": (NUMBER,),
    "show code-owners": (),
    "show coverage": (FORMAT,),
    "show deadlines": (DAYS, ROLE, UNIT, FORMAT),
    "show in-force": (FORMAT,),
    "show laws": (FORMAT,),
    "show leaver": (LEAVING_ROLE, HAND_OVER_FORMAT, HAND_OVER_FILE),
    "verify": (ADDRESS, FORMAT),
    "redline": (VERSIONS, OF_DOCUMENT, CHANGES),
    "proposal": (OF_DOCUMENT, FOLDER),
    "build": (DOCUMENT, PUBLIC),
    "serve": (PORT,),
    "account new": (*WHERE, *WHOSE, NAME_OF_ACCOUNT, ID, OPENED_ON, APPROVED_BY, APPROVED_ON, FIELD, DRY_RUN),
    "account open": (ACCOUNT, DONE_ON, APPROVED_BY, APPROVED_ON, FIELD, DRY_RUN),
    "account snapshot": (ACCOUNT, DONE_ON, REFERENCE, COVERS, FILE_FORMAT, DRY_RUN),
    "account review": (ACCOUNT, DONE_ON, BY, OUTCOME, NOTE, LAST_POST, DRY_RUN),
    "account rename": (ACCOUNT, HANDLE, URL, DONE_ON, DRY_RUN),
    "account close": (ACCOUNT, *CLOSING, DRY_RUN),
    "format": (PATHS, CHECK, DRY_RUN),
    "adopt": (NAME, DOMAIN, YES, DRY_RUN),
    "record": (*DECISION, DRY_RUN),
    "import": (SOURCE, COMPLETE_BY, MAPPING, SHEET, DRY_RUN),
    "export": (TARGET,),
    "probe": (ONE_ACCOUNT, UNIT, OWN_PAGES, NO_VISIT, FORMAT),
    "egenkontroll": (YEAR, ROLE, SHEETS, READ, BOARD_REPORTS, DRY_RUN),
    "upgrade": (REF, FORMAT),
}
