"""Swedish words for levels, numbers, durations, dates and lists: the one place where a value becomes language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from checks.policy.values import MONTHS, Duration, Frequency, Parameter, Vague, Value, Week

LEVELS = {
    "must": "ska",
    "must-not": "får inte",
    "should": "bör",
    "should-not": "bör inte",
    "may": "får",
    "need-not": "behöver inte",
    "info": "upplysning",
}
SUPPORTS = {"law": "lag", "guidance": "vägledning", "house-rule": "husregel"}
KINDS = {  # of things that have an id, as the subject of a sentence
    "account": "Kontot",
    "actor": "Aktören",
    "attestation": "Intyget",
    "body": "Organisationen",
    "category": "Kategorin",
    "check": "Kontrollen",
    "document": "Dokumentet",
    "false-account": "Det falska kontot",
    "guide": "Guiden",
    "guideline": "Riktlinjen",
    "page": "Sidan",
    "platform": "Plattformen",
    "role": "Rollen",
    "statute": "Författningen",
    "text": "Standardtexten",
    "topic": "Ämnet",
    "unit": "Verksamheten",
}
STATUSES = {
    "planned": "planerat",
    "active": "aktivt",
    "dormant": "vilande",
    "closing": "under avveckling",
    "closed": "avslutat",
}
NOTES = {
    "outdated": "inaktuellt",
    "contradiction": "motsägelse",
    "misnamed": "fel namn",
    "unclear": "oklart",
    "bad-practice": "olämpligt arbetssätt",
}
ANSWERS = {
    "met": "uppfyllt",
    "not-met": "inte uppfyllt",
    "needs-person": "behöver en människa",
    "unknown": "okänt",
    "not-applicable": "berörs inte",
}
UNIT_KINDS = {"department": "förvaltningar", "school": "skolor", "company": "bolag"}
TEXT_USES = {
    "about": "om-text i profilen",
    "notice": "upplysning i kontot",
    "reply": "svar till någon",
    "absence": "svar när ingen är på plats",
    "closing": "besked om att kontot avslutas",
    "letter": "brev eller utskick",
}
STATUTE_KINDS = {
    "grundlag": "grundlag",
    "lag": "lag",
    "förordning": "svensk förordning",
    "eu": "EU-förordning",
    "föreskrift": "myndighets föreskrift",
    "standard": "standard eller metodstöd",
}

_MONTH_NAMES = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_NUMBERS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_UNITS = {  # gender, one, many
    "office-hour": ("en", "timme under kontorstid", "timmar under kontorstid"),
    "hour": ("en", "timme", "timmar"),
    "workday": ("en", "arbetsdag", "arbetsdagar"),
    "day": ("en", "dag", "dagar"),
    "week": ("en", "vecka", "veckor"),
    "month": ("en", "månad", "månader"),
    "year": ("ett", "år", "år"),
}
_PERIODS = {
    "day": "om dagen",
    "week": "i veckan",
    "month": "i månaden",
    "half-year": "i halvåret",
    "year": "om året",
}


def number(count: int, gender: str = "en") -> str:
    """Return a count in words up to twelve, in figures above."""
    if count == 1:
        return gender
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def duration(value: Duration) -> str:
    """Return "48 timmar", "en arbetsdag"."""
    gender, one, many = _UNITS[value.unit]
    return f"{number(value.amount, gender)} {one if value.amount == 1 else many}"


def frequency(value: Frequency) -> str:
    """Return "varje arbetsdag", "två gånger om året"."""
    if value.times == 1 and value.per in ("day", "workday", "hour"):
        return {"day": "varje dag", "workday": "varje arbetsdag", "hour": "löpande"}[value.per]
    return f"{number(value.times)} {'gång' if value.times == 1 else 'gånger'} {_PERIODS[value.per]}"


def day(value: date) -> str:
    """Return "22 november 2026"."""
    return f"{value.day} {_MONTH_NAMES[value.month - 1]} {value.year}"


def weekday(value: date) -> str:
    """Return "söndag"."""
    return _WEEKDAYS[value.weekday()]


def weeks(first: Week, last: Week) -> str:
    """Return "vecka 28 2027", "vecka 28–30 2027", "vecka 52 2026–vecka 1 2027"."""
    if first == last:
        return f"vecka {first.number} {first.year}"
    between = f"{first.number}" if first.year == last.year else f"{first.number} {first.year}"
    return f"vecka {between}–{'' if first.year == last.year else 'vecka '}{last.number} {last.year}"


def months(numbers: Sequence[int]) -> list[str]:
    """Return "juni" for 6, and so on."""
    return [_MONTH_NAMES[one - 1] for one in numbers]


def listing(words: Sequence[str], joint: str = "och") -> str:
    """Return "a, b och c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def value_in_words(value: Value, parameter: Parameter, actors: Mapping[str, str]) -> str:
    """Return one value as it stands in a sentence, with its lead word; `actors` are Swedish names by id."""
    match value:
        case Vague.PROMPT:
            return "skyndsamt"
        case Vague.UNSPECIFIED:
            return "vid behov" if parameter.type == "frequency" else "utan angiven gräns"
        case Duration():
            words = duration(value)
        case Frequency():
            words = frequency(value)
        case tuple():
            words = listing([_MONTH_NAMES[MONTHS.index(month)] for month in value])
        case int():
            words = f"{value} år" if parameter.type == "age" else number(value)
        case _:
            words = parameter.options.get(value) or actors.get(value, value)
    return f"{parameter.lead} {words}" if parameter.lead else words
