"""What the commands take, in Swedish: one option each, as argparse reads it. Which command takes which stands at the
door."""

from __future__ import annotations

from typing import Any

from checks.command_line import a_day

Option = tuple[tuple[str, ...], dict[str, Any]]


def option(name: str, **settings: Any) -> Option:
    """Return an option (or, without hyphens, an argument) as argparse takes it."""
    return (name,), settings


AS_OF = option("--as-of", type=a_day, metavar="DATUM", help="räkna som om det vore den dagen (ÅÅÅÅ-MM-DD)")
DOCUMENT = option("--document", metavar="DOKUMENT", help="bara det dokumentet, som dess egen handbok i build/")
DOMAIN = option("--domain", metavar="DOMÄN", help="kommunens domän, till exempel storkoping.se")
DRY_RUN = option("--dry-run", action="store_true", help="berätta vad som skulle ske, men skriv inget")
FORMAT = option(
    "--format", choices=("text", "json"), default="text", help="text för människor, json för program (text)"
)
GATE = option("--gate", action="store_true", help="godkänn det som bara kalendern har gjort fel")
NAME = option("--name", required=True, metavar="NAMN", help='kommunens namn, till exempel "Storköpings kommun"')
NUMBER = option("number", metavar="KONTROLL", help="kontrollens nummer, till exempel KO102")
PORT = option("--port", type=int, default=8000, metavar="NUMMER", help="port på den egna datorn (8000)")
REF = option("ref", metavar="REF", help="katalogens nyare version: en tagg, gren eller commit i git")
YES = option("--yes", action="store_true", help="svara ja på frågan om vad som tas bort")
