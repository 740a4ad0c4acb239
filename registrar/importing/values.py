"""From what people write in a cell to what stands in the data: days, counts, lengths of time, how often, yes and no."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ENGLISH_MONTHS = {"may": 5, "oct": 10}
_DAYS = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?"),
    re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"),
    re.compile(r"(?:den )?(?P<day>\d{1,2})(?::[ae])?[ .]+(?P<name>[a-z]{3})[a-z]*\.?,? (?P<year>\d{4})"),
)
_EITHER_WAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/. ](\d{4})")
_YES = frozenset({"ja", "j", "x", "sant", "yes", "y", "true", "1", "på"})
_NO = frozenset({"nej", "n", "falskt", "no", "false", "0", "av", "–", "-"})
_NUMBERS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_UNITS = (
    (r"kontorstimm\w*|tim\w* under kontorstid|office-?hours?", "office-hour"),
    (r"h|tim(?:m(?:e|ar))?|hours?", "hour"),
    (r"arbetsdag(?:ar)?|vardag(?:ar)?|workdays?|working days?", "workday"),
    (r"dag(?:ar)?|dygn|d|days?", "day"),
    (r"veck(?:a|or)|v|weeks?", "week"),
    (r"månad(?:er)?|mån|months?", "month"),
    (r"år|years?", "year"),
)
_LENGTH = re.compile(r"(?:(?:inom|senast|max|högst|within) )?(?P<amount>\d{1,4}|[a-zåäö]+) ?(?P<unit>[\w -]+)")
_OFTEN = {
    "daily": ("dagligen", "varje dag", "alla dagar", "daily", "every day"),
    "each workday": ("vardagar", "varje vardag", "varje arbetsdag", "arbetsdagar", "alla vardagar", "each workday"),
    "continuously": ("löpande", "hela tiden", "dygnet runt", "continuously"),
    "1 per week": ("varje vecka", "en gång i veckan", "veckovis", "weekly"),
    "1 per month": ("varje månad", "en gång i månaden", "månadsvis", "monthly"),
}
_TIMES = re.compile(
    r"(?P<times>\d{1,3}|[a-zåäö]+) (?:gång(?:er)?|ggr|times?)[ /](?:om |i |per |a )?"
    r"(?P<per>dag|veck|månad|halvår|år|day|week|month|year)\w*"
)
_PERIODS = {"dag": "day", "veck": "week", "månad": "month", "halvår": "half-year", "år": "year"}


class NotUnderstood(Exception):
    """A cell does not say what its field can hold. The sentence and the remedy are Swedish."""

    def __init__(self, sentence: str, remedy: str) -> None:
        super().__init__(sentence)
        self.sentence, self.remedy = sentence, remedy


def a_day(text: str) -> date:
    """Return the day that a text means. Raises NotUnderstood for no day, and for one that can be read in two ways."""
    written = text.strip().lower()
    for pattern in _DAYS:
        if found := pattern.fullmatch(written):
            parts = found.groupdict()
            return _date(int(parts["year"]), _month(parts), int(parts["day"]), text)
    if found := _EITHER_WAY.fullmatch(written):
        first, second, year = map(int, found.groups())
        if first <= 12 and second <= 12 and first != second:
            raise NotUnderstood(f"Datumet ”{text}” kan läsas på två sätt.", "Skriv ÅÅÅÅ-MM-DD.")
        return _date(year, second if second <= 12 else first, first if second <= 12 else second, text)
    raise _no_day(text)


def _month(parts: Mapping[str, str]) -> int:
    if "name" not in parts:
        return int(parts["month"])
    return _MONTHS.index(parts["name"]) + 1 if parts["name"] in _MONTHS else _ENGLISH_MONTHS.get(parts["name"], 0)


def _date(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _no_day(text) from None


def _no_day(text: str) -> NotUnderstood:
    return NotUnderstood(f"”{text}” är inget datum som går att förstå.", "Skriv ÅÅÅÅ-MM-DD.")


def yes_or_no(text: str) -> bool:
    """Return whether a text means yes. Raises NotUnderstood."""
    said = answer(text)
    if said is None:
        raise NotUnderstood(f"”{text}” är varken ja eller nej.", "Skriv ja eller nej.")
    return said


def answer(text: str) -> bool | None:
    """Return whether a text means yes or no; None if it is something else."""
    word = text.strip().lower().rstrip(".")
    return word in _YES if word in _YES or word in _NO else None


def a_count(text: str) -> int:
    """Return a number. Raises NotUnderstood."""
    word = text.strip().lower().removesuffix(" st")
    if re.fullmatch(r"\d{1,6}", word):
        return int(word)
    if word in _NUMBERS:
        return _NUMBERS.index(word)
    raise NotUnderstood(f"”{text}” är inget antal.", "Skriv ett heltal.")


def a_length(text: str) -> str:
    """Return a length of time as the data writes it: "1 workday". Raises NotUnderstood."""
    found = _LENGTH.fullmatch(folded(text))
    amount = _amount(found["amount"]) if found else None
    unit = next((name for pattern, name in _UNITS if found and re.fullmatch(pattern, found["unit"])), None)
    if amount and unit:
        return f"{amount} {unit}{'' if amount == 1 else 's'}"
    raise NotUnderstood(f"”{text}” är ingen tid som går att förstå.", "Skriv till exempel 24 timmar eller 1 arbetsdag.")


def how_often(text: str) -> str:
    """Return how often something is done as the data writes it: "each workday", "2 per year". Raises NotUnderstood."""
    written = folded(text)
    for value, words in _OFTEN.items():
        if written in words:
            return value
    if found := _TIMES.fullmatch(written):
        times, per = _amount(found["times"]), _PERIODS.get(found["per"], found["per"])
        if times:
            return "daily" if (times, per) == (1, "day") else f"{times} per {per}"
    raise NotUnderstood(f"”{text}” säger inte hur ofta.", "Skriv till exempel varje arbetsdag eller 2 gånger om året.")


def _amount(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    return 1 if word == "ett" else _NUMBERS.index(word) if word in _NUMBERS else None


def folded(text: str) -> str:
    """Return a text in small letters, with one space between words."""
    return " ".join(text.casefold().split())
