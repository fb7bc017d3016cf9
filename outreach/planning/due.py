"""When the messages of a run are due, by time zone: reckoned once a zone, not once a member."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from outreach.campaigns import Definition
from outreach.campaigns.triggers import OnCaseChange, OnEvent
from outreach.errors import ScheduleError
from outreach.schedule import (
    AtInstant,
    AtLocalTime,
    Recurring,
    RelativeToDate,
    get_zone,
    to_instant,
)


@dataclass(frozen=True, slots=True)
class Due:
    """When a message may leave, and when it is too late for it."""

    due_at: datetime
    expires_at: datetime


def find_due(
    definition: Definition,
    occurrence: str,
    zone_name: str,
    now: datetime,
    since: datetime | None = None,
) -> Due | None:
    """Return when members in a time zone are due; None where a date, or a day's time, is past.

    These are past before `since`, or by now, and do not fire; of what is sent once, whoever has no
    other time for it is due at once. What follows an event is reckoned from `since`. Members in a
    zone that the system does not know are due by UTC.
    """
    since = since or now
    due_at = _find_instant(definition, occurrence, _find_zone(zone_name), since)
    if isinstance(definition.schedule, Recurring | RelativeToDate) and due_at < since:
        return None
    # What is late is due now, so that a rate counts from now on and not from before.
    return find_due_now(definition, max(due_at, now))


def find_due_now(definition: Definition, due_at: datetime) -> Due:
    """Return a message that is due at a moment with the moment at which it is given up."""
    expires_at = due_at + timedelta(hours=definition.message_hours)
    if definition.expires_at:
        expires_at = min(expires_at, definition.expires_at.astimezone(UTC))
    return Due(due_at, expires_at)


def _find_zone(name: str) -> ZoneInfo:
    try:
        return get_zone(name)
    except ScheduleError:
        return get_zone("UTC")


def _find_instant(
    definition: Definition, occurrence: str, zone: ZoneInfo, since: datetime
) -> datetime:
    match definition.schedule:
        case AtInstant(at=at):
            return at.astimezone(UTC)
        case AtLocalTime() as local:
            return local.due_at(zone)
        case Recurring(at=at) | RelativeToDate(at=at):
            return to_instant(date.fromisoformat(occurrence), at, zone)
        case OnEvent() | OnCaseChange() as trigger:
            return _find_after(trigger, zone, since)
    return since


def _find_after(trigger: OnEvent | OnCaseChange, zone: ZoneInfo, heard_at: datetime) -> datetime:
    if trigger.at is None:
        return heard_at + timedelta(days=trigger.delay_days)
    day = heard_at.astimezone(zone).date() + timedelta(days=trigger.delay_days)
    due = to_instant(day, trigger.at, zone)
    return due if due >= heard_at else to_instant(day + timedelta(days=1), trigger.at, zone)
