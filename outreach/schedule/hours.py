"""Quiet hours: when a channel may disturb people, by weekday and public holiday where they are."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from threading import Lock
from zoneinfo import ZoneInfo

import holidays

from outreach.errors import ScheduleError
from outreach.schedule.instants import to_instant

_FURTHEST_DAYS = 370
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOLIDAYS = "holidays"
_MIDNIGHT = time(0)


@dataclass(frozen=True, slots=True)
class Hours:
    """From `opens` until just before `closes` on one day; closing at 00:00 is its end."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.closes != _MIDNIGHT and self.opens >= self.closes:
            raise ScheduleError(f"hours from {self.opens:%H:%M} to {self.closes:%H:%M} are none")

    def __contains__(self, at: time) -> bool:
        return self.opens <= at and (self.closes == _MIDNIGHT or at < self.closes)


@dataclass(frozen=True, slots=True)
class SendingHours:
    """The hours of one channel; outside of them it is quiet.

    `by_weekday` counts from Monday, 0; a day that is missing is quiet. `on_holidays` are the
    hours of public holidays whatever their weekday, or None where those are quiet.
    """

    by_weekday: Mapping[int, Hours] = field(default_factory=dict)
    on_holidays: Hours | None = None

    def find_hours(self, day: date, closed: Container[date]) -> Hours | None:
        """Return the hours of a day, whose public holidays are `closed`; None where it is quiet."""
        return self.on_holidays if day in closed else self.by_weekday.get(day.weekday())

    def is_quiet(self, now: datetime, zone: ZoneInfo, closed: Container[date]) -> bool:
        """Tell whether nothing may be sent at `now` to members in `zone`."""
        local = now.astimezone(zone)
        hours = self.find_hours(local.date(), closed)
        return hours is None or local.time() not in hours

    def next_allowed(self, due: datetime, zone: ZoneInfo, closed: Container[date]) -> datetime:
        """Return `due` (UTC), or the first moment after it that is not quiet in `zone`.

        Raises ScheduleError where the hours leave no moment within a year.
        """
        due = due.astimezone(UTC)
        if not self.is_quiet(due, zone, closed):
            return due
        today = due.astimezone(zone).date()
        for opening in self._openings(today, zone, closed):
            if opening >= due and not self.is_quiet(opening, zone, closed):
                return opening
        raise ScheduleError("the quiet hours leave no moment of the coming year to send at")

    def _openings(self, today: date, zone: ZoneInfo, closed: Container[date]) -> Iterator[datetime]:
        for step in range(_FURTHEST_DAYS):
            day = today + timedelta(days=step)
            hours = self.find_hours(day, closed)
            if hours is not None:
                # Where clocks are set back over the opening, the day opens a second time.
                yield to_instant(day, hours.opens, zone)
                yield to_instant(day, hours.opens.replace(fold=1), zone)


def parse_hours(data: Mapping[str, Sequence[str]]) -> SendingHours:
    """Return the hours that `data` describes: ``{"mon": ["09:00", "18:00"], "holidays": …}``.

    The days are mon to sun and holidays; those that are missing are quiet. Raises ScheduleError.
    """
    unknown = set(data) - {*_DAYS, _HOLIDAYS}
    if unknown:
        raise ScheduleError(f"{min(unknown)[:20]!r} is no day: use {', '.join(_DAYS)}, {_HOLIDAYS}")
    found = {day: _parse_span(day, hours) for day, hours in data.items()}
    by_weekday = {number: found[day] for number, day in enumerate(_DAYS) if day in found}
    return SendingHours(by_weekday, found.get(_HOLIDAYS))


def _parse_span(day: str, hours: Sequence[str]) -> Hours:
    try:
        opens, closes = (time.fromisoformat(each) for each in hours)
    except (ValueError, TypeError):
        raise ScheduleError(f"{day}: hours are two times, such as 09:00 and 18:00") from None
    if opens.tzinfo or closes.tzinfo:
        raise ScheduleError(f"{day}: hours are those where the member is, without a time zone")
    return Hours(opens, closes)


class _Calendar:
    """Public holidays; a year's are worked out when it is first asked for, by one thread."""

    def __init__(self, days: Container[date]) -> None:
        self._days = days
        self._lock = Lock()

    def __contains__(self, day: object) -> bool:
        with self._lock:
            return day in self._days


@cache
def find_holidays(country: str | None, region: str | None = None) -> Container[date]:
    """Return the public holidays of a country (ISO 3166-1) or one of its regions (ISO 3166-2).

    ``find_holidays("ES", "ES-MD")`` are Madrid's. An unknown region has its country's holidays,
    an unknown country none: a message is not held back for want of a calendar.
    """
    subdivision = region.split("-", 1)[-1] if region else None
    for attempt in (subdivision, None):
        try:
            return _Calendar(holidays.country_holidays(country or "", subdiv=attempt))
        except NotImplementedError:
            continue
    return frozenset()
