"""Swedish working days, computed for any year.

Public holidays follow lag (1989:253) om allmänna helgdagar. Saturdays, Midsummer Eve, Christmas Eve and New Year's Eve
are no working days either: lag (1930:173) om beräkning av lagstadgad tid, 2 §, puts them on a par with holidays.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

NATIONAL_DAY_SINCE = 2005  # it took the place of Whit Monday (lag 2004:1320)
_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Whether people are at work on a day in general."""
    return day.weekday() < _SATURDAY and day not in days_off(day.year)


def working_days_from(day: date, count: int) -> date:
    """Return the day that comes so many working days after another, or before it if `count` is negative."""
    step = 1 if count > 0 else -1
    while count and date.min < day < date.max:
        day += timedelta(step)
        count -= step * is_working_day(day)
    return day


def latest_working_day(day: date) -> date:
    """Return the day itself, or the last working day before it if it is none."""
    return day if is_working_day(day) else working_days_from(day, -1)


@cache
def days_off(year: int) -> frozenset[date]:
    """Return the days of a year that are no working days whatever weekday they fall on."""
    sunday = easter(year)
    midsummer = _saturday_from(date(year, 6, 20))
    off = {
        date(year, 1, 1),
        date(year, 1, 6),
        sunday - timedelta(2),
        sunday + timedelta(1),
        sunday + timedelta(39),  # Ascension Day
        date(year, 5, 1),
        midsummer - timedelta(1),
        midsummer,
        _saturday_from(date(year, 10, 31)),  # All Saints' Day
        date(year, 12, 24),
        date(year, 12, 25),
        date(year, 12, 26),
        date(year, 12, 31),
    }
    off.add(date(year, 6, 6) if year >= NATIONAL_DAY_SINCE else sunday + timedelta(50))
    return frozenset(off)


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Nature, 20 April 1876)."""
    century, in_century = divmod(year, 100)
    moon = year % 19
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * moon + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (moon + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _saturday_from(day: date) -> date:
    return day + timedelta((_SATURDAY - day.weekday()) % 7)
