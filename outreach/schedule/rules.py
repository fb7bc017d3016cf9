"""The schedules that a campaign can have, as data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal, TypeAlias
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from outreach.errors import ScheduleError
from outreach.schedule.instants import to_instant
from outreach.schedule.recurrence import Recurrence, parse_recurrence

_LONGEST_MONTH_SHIFT = 4
"""Days by which different anchors can land on one target, where months differ in length."""


class _Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Now(_Rule):
    """As soon as the campaign is approved."""

    kind: Literal["now"] = "now"


class AtInstant(_Rule):
    """At one instant for everyone."""

    kind: Literal["instant"] = "instant"
    at: AwareDatetime


class AtLocalTime(_Rule):
    """On one day, at a time of day where each member is."""

    kind: Literal["local"] = "local"
    day: date
    at: time

    def due_at(self, zone: ZoneInfo) -> datetime:
        """Return the instant (UTC) for members in `zone`."""
        return to_instant(self.day, self.at, zone)


class Recurring(_Rule):
    """On the days of an RFC 5545 rule, at a time of day where each member is."""

    kind: Literal["recurring"] = "recurring"
    rule: str = Field(max_length=500)
    starts_on: date
    at: time

    @model_validator(mode="after")
    def _check(self) -> Recurring:
        _ = self.recurrence
        return self

    @property
    def recurrence(self) -> Recurrence:
        """The days of the rule."""
        return parse_recurrence(self.rule, self.starts_on)

    def due_at(self, day: date, zone: ZoneInfo) -> datetime:
        """Return the instant (UTC) of the occurrence of `day` for members in `zone`."""
        return to_instant(day, self.at, zone)


class RelativeToDate(_Rule):
    """Some time before or after a date of each member: "30 days before turning 60, at 10:00".

    `source` is ``born_on``, ``event:<type>`` or ``attribute:<name>``; `turning` moves the date
    by that many years first; `offset` is negative before it. Someone born on 29 February turns
    a year older on 28 February where there is no 29th, and the 31st of a short month is its last
    day, so that nobody hears a day late.
    """

    kind: Literal["relative"] = "relative"
    source: str = Field(pattern=r"^(born_on|(event|attribute):[\w.-]{1,60})$")
    turning: int | None = Field(default=None, ge=0, le=150)
    offset: int = Field(default=0, ge=-3650, le=3650)
    unit: Literal["days", "weeks", "months"] = "days"
    at: time

    def target_day(self, anchor: date) -> date | None:
        """Return the local day that belongs to a member's date; None beyond the calendar."""
        try:
            moved = anchor + relativedelta(years=self.turning or 0)
            return moved + _shift(self.unit, self.offset)
        except (ValueError, OverflowError):
            return None

    def find_anchors(self, day: date) -> list[date]:
        """Return every date whose `target_day` is `day`: what a planner looks for in the rows."""
        try:
            near = day - _shift(self.unit, self.offset) - relativedelta(years=self.turning or 0)
        except (ValueError, OverflowError):
            return []
        span = range(-_LONGEST_MONTH_SHIFT, _LONGEST_MONTH_SHIFT + 1)
        candidates = [near + timedelta(days=step) for step in span]
        return [anchor for anchor in candidates if self.target_day(anchor) == day]

    def due_at(self, anchor: date, zone: ZoneInfo, now: datetime) -> datetime | None:
        """Return the instant (UTC) for a member, or None where it is past: those do not fire."""
        day = self.target_day(anchor)
        due = to_instant(day, self.at, zone) if day else None
        return due if due and due >= now else None


def _shift(unit: str, count: int) -> relativedelta:
    if unit == "months":
        return relativedelta(months=count)
    return relativedelta(days=count * (7 if unit == "weeks" else 1))


Schedule: TypeAlias = Annotated[
    Now | AtInstant | AtLocalTime | Recurring | RelativeToDate, Field(discriminator="kind")
]
"""Any of the schedules; `kind` tells which."""

_adapter: TypeAdapter[Schedule] = TypeAdapter(Schedule)


def parse_schedule(data: Mapping[str, Any]) -> Schedule:
    """Return the schedule that `data` describes, as it is stored. Raises ScheduleError."""
    try:
        return _adapter.validate_python(data, strict=False)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"][1:]) or "schedule"
        raise ScheduleError(f"{where}: {first['msg']}") from None
