"""From a local day and time to an instant."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from outreach.errors import ScheduleError


@cache
def get_zone(name: str) -> ZoneInfo:
    """Return the time zone of that name in the IANA database. Raises ScheduleError."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ScheduleError(
            f"{name[:60]!r} is no time zone; names look like Europe/Helsinki"
        ) from None


def to_instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the instant (UTC) at which clocks in `zone` show `at` on `day`.

    Where they never show it, the same time by the clock before the change; where they show it
    twice, the first time, unless ``at.fold`` is 1.
    """
    return datetime.combine(day, at.replace(tzinfo=None), zone).astimezone(UTC)
