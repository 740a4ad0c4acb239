"""The values that a document gives a guideline's parameters: durations, frequencies, months, counts and the like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import total_ordering

from msgspec import Struct, field

from checks.policy.reading import Value as Raw

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

# Hours of clock time that one unit stands for when two durations are compared; an eight-hour day is one day.
HOURS = {"office-hour": 3, "hour": 1, "workday": 24, "day": 24, "week": 168, "month": 730, "year": 8760}
TIMES_A_YEAR = {"hour": 8760, "day": 365, "workday": 250, "week": 52, "month": 12, "half-year": 2, "year": 1}

_DURATION = re.compile(r"([1-9][0-9]{0,4}) (office-hour|hour|workday|day|week|month|year)s?\Z")
_FREQUENCY = re.compile(r"([1-9][0-9]{0,2}) per (day|week|month|half-year|year)\Z")


class Vague(Enum):
    """What a document says without a number; it is told, never judged."""

    PROMPT = "prompt"
    UNSPECIFIED = "unspecified"


@total_ordering
@dataclass(frozen=True, eq=False)  # a Struct has an order of its own, by field, even if it is not to be used
class Duration:
    """A length of time, in the unit that the document uses; compared by clock hours."""

    amount: int
    unit: str

    @classmethod
    def parse(cls, raw: Raw) -> Duration:
        """Read "48 hours", "1 workday" and the like. Raises ValueError."""
        found = _DURATION.match(raw) if isinstance(raw, str) else None
        if found is None:
            raise ValueError("en tid, till exempel `48 hours`, `1 workday` eller `14 days`")
        return cls(int(found[1]), found[2])

    @property
    def hours(self) -> int:
        """The clock hours it stands for."""
        return self.amount * HOURS[self.unit]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Duration) and self.hours == other.hours

    def __hash__(self) -> int:
        return hash(self.hours)

    def __lt__(self, other: Duration) -> bool:
        return self.hours < other.hours


@total_ordering
@dataclass(frozen=True, eq=False)
class Frequency:
    """How often something is done; the more often, the greater."""

    times: int
    per: str

    @classmethod
    def parse(cls, raw: Raw) -> Frequency:
        """Read "daily", "each workday", "continuously", "2 per year". Raises ValueError."""
        words = {"daily": (1, "day"), "each workday": (1, "workday"), "continuously": (1, "hour")}
        if isinstance(raw, str):
            if raw in words:
                return cls(*words[raw])
            if found := _FREQUENCY.match(raw):
                return cls(int(found[1]), found[2])
        raise ValueError("hur ofta, till exempel `daily`, `each workday` eller `2 per year`")

    @property
    def times_a_year(self) -> int:
        """How many times a year it stands for."""
        return self.times * TIMES_A_YEAR[self.per]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Frequency) and self.times_a_year == other.times_a_year

    def __hash__(self) -> int:
        return hash(self.times_a_year)

    def __lt__(self, other: Frequency) -> bool:
        return self.times_a_year < other.times_a_year


Value = Duration | Frequency | Vague | tuple[str, ...] | int | str


class Week(Struct, frozen=True, order=True):
    """A week as ISO 8601 counts them."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Week:
        """Read `2027-W28`. Raises ValueError (Swedish) if there is no such week."""
        year, _, number = str(text).partition("-W")
        try:
            return cls.of(date.fromisocalendar(int(year), int(number), 1))
        except ValueError:
            raise ValueError("en vecka som finns, skriven ÅÅÅÅ-Wvv, till exempel 2027-W28") from None

    @classmethod
    def of(cls, day: date) -> Week:
        """Return the week of a day."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @property
    def monday(self) -> date:
        """The week's first day."""
        return date.fromisocalendar(self.year, self.number, 1)


class Parameter(Struct, frozen=True):
    """A blank in a guideline's sentence. `lead` is the word before the value; `options` are a choice's texts."""

    type: str
    lead: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)


class Setting(Struct, frozen=True):
    """What a document sets a parameter to: a value, others for some platforms, and the source's own words if it
    gives no number (`said`); then the value is how those words are read."""

    default: Value
    by_platform: Mapping[str, Value] = field(default_factory=dict)
    said: str | None = None

    def on(self, platform: str | None) -> Value:
        """Return the value that holds on a platform (an id), or in general for None."""
        return self.by_platform.get(platform, self.default) if platform else self.default


def read_setting(parameter: Parameter, raw: Raw) -> Setting:
    """Return what a document's `set` gives a parameter. Raises ValueError with what was expected, in Swedish."""
    if not isinstance(raw, dict):
        return Setting(_read(parameter, raw))
    if "said" in raw:
        return Setting(_read(parameter, raw.get("read_as", "unspecified")), said=str(raw["said"]))
    if "default" not in raw:
        raise ValueError("ett värde för `default` bredvid plattformarnas")
    by_platform = {name: _read(parameter, one) for name, one in raw.items() if name != "default"}
    return Setting(_read(parameter, raw["default"]), by_platform)


def _read(parameter: Parameter, raw: Raw) -> Value:
    if raw in ("prompt", "unspecified"):
        return Vague(raw)
    match parameter.type:
        case "duration":
            return Duration.parse(raw)
        case "frequency":
            return Frequency.parse(raw)
        case "months":
            if isinstance(raw, list) and raw and all(month in MONTHS for month in raw):
                return tuple(raw)
            raise ValueError("en lista med månader, till exempel `[june, july]`")
        case "age" | "count":
            if isinstance(raw, int) and not isinstance(raw, bool):
                return raw
            raise ValueError("ett heltal")
        case "actor" | "choice":
            if isinstance(raw, str) and (not parameter.options or raw in parameter.options):
                return raw
            raise ValueError("ett av " + ", ".join(f"`{name}`" for name in parameter.options))
    raise ValueError(f"en känd typ i stället för `{parameter.type}`")
