"""Recurring days, as RFC 5545 writes them: ``FREQ=MONTHLY;BYMONTHDAY=1``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.rrule import DAILY, rrule, rrulestr

from outreach.errors import ScheduleError

_HELP = "write it as in RFC 5545: FREQ=WEEKLY;BYDAY=MO or FREQ=MONTHLY;BYMONTHDAY=1"
_HORIZON = timedelta(days=3660)
_INTERVAL = re.compile(r"INTERVAL=(?![1-9]\d{0,3}(;|$))")
_TIMES = ("BYHOUR", "BYMINUTE", "BYSECOND", "DTSTART", "TZID")


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Days by rule, from the first on; each day is the name of one occurrence."""

    rule: rrule

    def days(self, first: date, last: date) -> Iterator[date]:
        """Yield the days of the rule from `first` to `last`, both included."""
        begin, end = datetime.combine(first, time()), datetime.combine(last, time())
        for moment in _bound(self.rule, end).xafter(begin, inc=True):
            if moment > end:
                return
            yield moment.date()


def _bound(rule: rrule, end: datetime) -> rrule:
    """Return a rule that ends, because one that never comes true is searched to the year 9999."""
    if rule._count is not None:  # type: ignore[attr-defined]  # RFC 5545 allows one limit.
        return rule
    until = rule._until  # type: ignore[attr-defined]  # dateutil tells it nowhere else.
    return rule.replace(until=min(until, end) if until else end)


def parse_recurrence(text: str, starts_on: date) -> Recurrence:
    """Return the recurrence of an RRULE counted from `starts_on`.

    Its time of day is not the rule's matter. Raises ScheduleError.
    """
    wanted = text.strip().removeprefix("RRULE:").upper()
    if "\n" in wanted or any(word in wanted for word in _TIMES):
        raise ScheduleError(f"the rule names days alone; the time stands beside it: {_HELP}")
    if _INTERVAL.search(wanted):  # Without end, dateutil would look for the day after 0 years.
        raise ScheduleError(f"INTERVAL is a whole number from 1 to 9999; {_HELP}")
    try:
        rule = rrulestr(wanted, dtstart=datetime.combine(starts_on, time()))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ScheduleError(f"the rule of recurrence cannot be read ({error}); {_HELP}") from None
    if not isinstance(rule, rrule):
        raise ScheduleError(f"one rule alone is taken, without dates of its own; {_HELP}")
    if rule._freq > DAILY:  # type: ignore[attr-defined]  # dateutil tells it nowhere else.
        raise ScheduleError(f"a rule recurs daily at most; {_HELP}")
    horizon = datetime.combine(starts_on, time()) + _HORIZON
    if next(iter(rule.replace(count=None, until=horizon)), None) is None:
        raise ScheduleError(f"the rule names no day within ten years of {starts_on}; {_HELP}")
    return Recurrence(rule)
