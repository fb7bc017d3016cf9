"""When a message is due: pure functions of a rule, a member's place and a moment.

No clock is read here and no row: zone, date and now are arguments. Times of day are those where
each member is. A time that the clocks skip in spring is due as much later as they skip; one that
they repeat in autumn is due the first time (RFC 5545, section 3.3.5).
"""

from outreach.schedule.hours import Hours, SendingHours, find_holidays, parse_hours
from outreach.schedule.instants import get_zone, to_instant
from outreach.schedule.recurrence import Recurrence, parse_recurrence
from outreach.schedule.rules import (
    AtInstant,
    AtLocalTime,
    Now,
    Recurring,
    RelativeToDate,
    Schedule,
    parse_schedule,
)

__all__ = [
    "AtInstant",
    "AtLocalTime",
    "Hours",
    "Now",
    "Recurrence",
    "Recurring",
    "RelativeToDate",
    "Schedule",
    "SendingHours",
    "find_holidays",
    "get_zone",
    "parse_hours",
    "parse_recurrence",
    "parse_schedule",
    "to_instant",
]
