"""The occurrences of a schedule: which there are, and when each has to be planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from outreach.campaigns.definition import Definition, When
from outreach.campaigns.triggers import OnCaseChange, OnEvent
from outreach.errors import CampaignError
from outreach.schedule import AtInstant, AtLocalTime, Now, Recurring, RelativeToDate, to_instant

LEAD = timedelta(minutes=15)
"""How long before the first message is due a run is planned."""

_EASTERNMOST = ZoneInfo("Pacific/Kiritimati")  # UTC+14: where a day begins first,
_WESTERNMOST = ZoneInfo("Etc/GMT+12")  # and where it ends last.
_SEARCHED = timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One run to be made: its name, the first instant at which any of it is due, and the last."""

    name: str
    first_due_at: datetime
    last_due_at: datetime

    @property
    def planned_at(self) -> datetime:
        """When it has to be planned."""
        return self.first_due_at - LEAD


def find_first_run(schedule: When, now: datetime) -> datetime | None:
    """Return when the first run of a campaign that is approved `now` has to be planned."""
    upcoming = find_next(schedule, now)
    return upcoming.planned_at if upcoming else None


def check_upcoming(definition: Definition, now: datetime) -> None:
    """Raise CampaignError where nothing of a campaign can be due any more."""
    schedule = definition.schedule
    due_at = now
    if not isinstance(schedule, OnEvent | OnCaseChange):
        upcoming = find_next(schedule, now)
        if upcoming is None:
            raise CampaignError("its rule names no day any more: change the schedule")
        if upcoming.last_due_at < now:
            raise CampaignError("its time is past everywhere: change the schedule")
        due_at = max(due_at, upcoming.first_due_at)
    if definition.expires_at and definition.expires_at <= due_at:
        raise CampaignError("it expires before anything of it is due: change expires_at")


def find_next(schedule: When, now: datetime, after: str | None = None) -> Occurrence | None:
    """Return the first occurrence that is not over everywhere, after the one of that name.

    None where there is none any more, and for what waits for events.
    """
    for occurrence in _list(schedule, now, after):
        if schedule.kind in {"now", "instant", "local"} or occurrence.last_due_at >= now:
            return occurrence
    return None


def _list(schedule: When, now: datetime, after: str | None) -> Iterator[Occurrence]:
    match schedule:
        case Now() | AtInstant() | AtLocalTime() if after is None:
            yield _make_one_off(schedule, now)
        case Recurring():
            first = max(schedule.starts_on, _first_day(now, after))
            for day in schedule.recurrence.days(first, first + _SEARCHED):
                yield _make_daily(day, schedule.at)
        case RelativeToDate():
            first = _first_day(now, after)
            for step in range(3):
                yield _make_daily(first + timedelta(days=step), schedule.at)


def _make_one_off(schedule: Now | AtInstant | AtLocalTime, now: datetime) -> Occurrence:
    match schedule:
        case Now():
            return Occurrence("", now, now)
        case AtInstant():
            at = schedule.at.astimezone(UTC)
            return Occurrence("", at, at)
        case AtLocalTime():
            daily = _make_daily(schedule.day, schedule.at)
            return Occurrence("", daily.first_due_at, daily.last_due_at)


def _first_day(now: datetime, after: str | None) -> date:
    """Return the day that is not over in the west, or the day after the last occurrence."""
    today = now.astimezone(_WESTERNMOST).date()
    return max(today, date.fromisoformat(after) + timedelta(days=1)) if after else today


def _make_daily(day: date, at: time) -> Occurrence:
    first, last = (to_instant(day, at, zone) for zone in (_EASTERNMOST, _WESTERNMOST))
    return Occurrence(day.isoformat(), first, last)
