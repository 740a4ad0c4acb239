"""Dates: the one place where a day and a length of time become another day."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date

from checks.policy.values import Duration, Frequency
from checks.policy.working_days import working_days_from

_MONTHS = {"month": 1, "half-year": 6, "year": 12}
_DAYS = {"day": 1, "week": 7}
_EACH_WORKDAY = Frequency(1, "workday")
_HOURS_OF_A_DAY = {"hour": 24, "office-hour": 8}


def after(day: date, length: Duration) -> date:
    """Return the day that comes a length of time after another. What is left of a day when hours are counted is a whole
    one; office hours are those of working days."""
    return _moved(day, length, 1)


def before(day: date, length: Duration) -> date:
    """Return the day that comes a length of time before another, counted as in `after`."""
    return _moved(day, length, -1)


def again(day: date, often: Frequency) -> date:
    """Return the last day on which something done on a day must be done again, if it is done so often."""
    if often == _EACH_WORKDAY:
        return working_days_from(day, 1)
    months = _MONTHS.get(often.per, 0)
    if months and months % often.times == 0:
        return _months_from(day, months // often.times)
    return _days_from(day, max(1, 365 // often.times_a_year))


def _moved(day: date, length: Duration, direction: int) -> date:
    if length.unit in _MONTHS:
        return _months_from(day, direction * length.amount * _MONTHS[length.unit])
    if length.unit in _HOURS_OF_A_DAY:
        days = -(-length.amount // _HOURS_OF_A_DAY[length.unit])
        return (working_days_from if length.unit == "office-hour" else _days_from)(day, direction * days)
    if length.unit == "workday":
        return working_days_from(day, direction * length.amount)
    return _days_from(day, direction * length.amount * _DAYS[length.unit])


def _days_from(day: date, days: int) -> date:
    return date.fromordinal(max(1, min(day.toordinal() + days, date.max.toordinal())))


def _months_from(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    if year < 1:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
