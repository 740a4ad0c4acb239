"""Due dates: the one place where a day and a length of time become another day."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date

from checks.policy.values import Duration, Frequency

_MONTHS = {"month": 1, "half-year": 6, "year": 12}
_DAYS = {"day": 1, "workday": 1, "week": 7}


def after(day: date, length: Duration) -> date:
    """Return the day that comes a length of time after another; hours and workdays count as whole days."""
    if length.unit in _MONTHS:
        return _months_after(day, length.amount * _MONTHS[length.unit])
    return _days_after(day, length.amount * _DAYS.get(length.unit, 1))


def again(day: date, often: Frequency) -> date:
    """Return the last day on which something done on a day must be done again, if it is done so often."""
    months = _MONTHS.get(often.per, 0)
    if months and months % often.times == 0:
        return _months_after(day, months // often.times)
    return _days_after(day, max(1, 365 // often.times_a_year))


def _days_after(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
