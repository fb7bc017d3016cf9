"""What a campaign is, as data: who is written to, what is said, by which channels, and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from outreach.campaigns.mistakes import explain
from outreach.campaigns.triggers import OnCaseChange, OnEvent
from outreach.errors import CampaignError, ScheduleError
from outreach.schedule import (
    AtInstant,
    AtLocalTime,
    Now,
    Recurring,
    RelativeToDate,
    SendingHours,
    parse_hours,
)

PERSON = "person"
"""The last step of a plan: a work item for staff in the place of a message."""

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun", "holidays"]
_Span = Annotated[str, Field(pattern=r"^\d\d:\d\d-\d\d:\d\d$")]
_Name = Annotated[str, Field(min_length=1, max_length=200)]
_Reason = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]

When: TypeAlias = Annotated[
    Now | AtInstant | AtLocalTime | Recurring | RelativeToDate | OnEvent | OnCaseChange,
    Field(discriminator="kind"),
]
"""Any of the schedules, or what triggers a message; `kind` tells which."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Audience(_Part):
    """Who is written to: a segment or a stage of life, by name."""

    segment: _Name | None = None
    stage: _Name | None = None

    @model_validator(mode="after")
    def _check(self) -> Audience:
        if (self.segment is None) == (self.stage is None):
            raise ValueError("name a segment or a stage, one of them")
        return self


class Step(_Part):
    """One channel of the plan, and what moves a member on to the next.

    `next_on` are reasons of failure (``no-address``, ``landline``, ``unreachable``, …); unset, it
    is whatever concerns the address or the channel. `next_after_hours` moves on where nothing was
    delivered so many hours after sending.
    """

    channel: Literal["sms", "voice", "email", "person"]
    next_on: tuple[_Reason, ...] | None = None
    next_after_hours: int | None = Field(default=None, ge=1, le=720)


class Cap(_Part):
    """At most `count` messages of the template's purpose to one member in `days` days."""

    count: int = Field(ge=1, le=1000)
    days: int = Field(ge=1, le=366)


_DAYTIME: Mapping[str, Mapping[Any, str]] = {
    channel: dict.fromkeys((*_DAYS, "holidays"), "08:00-20:00") for channel in ("sms", "voice")
}


class Definition(_Part):
    """The whole campaign, but for its name and its state.

    `template_version` is pinned when the campaign is submitted. `cap` is the largest audience of
    one run. A message is given up `message_hours` after it was due. `per_second` spreads a run.
    `values` fill placeholders that are the same for everyone.
    """

    template: _Name
    template_version: int | None = Field(default=None, ge=1)
    audience: Audience
    steps: tuple[Step, ...] = Field(min_length=1, max_length=6)
    schedule: When
    cap: int = Field(ge=1, le=100_000_000)
    expires_at: AwareDatetime | None = None
    message_hours: int = Field(default=72, ge=1, le=24 * 90)
    per_second: float | None = Field(default=None, gt=0, le=100_000)
    hours: dict[Literal["sms", "voice", "email"], dict[_Day, _Span]] = Field(
        default_factory=lambda: {name: dict(days) for name, days in _DAYTIME.items()},
        validate_default=True,
    )
    frequency: Cap | None = None
    preferred_first: bool = True
    resend_unknown: bool = False
    values: dict[_Name, Annotated[str, Field(max_length=1000)]] = Field(default_factory=dict)

    @property
    def is_one_off(self) -> bool:
        """Whether it runs once, so that its audience is frozen when it is approved."""
        return isinstance(self.schedule, Now | AtInstant | AtLocalTime)

    @property
    def sending_hours(self) -> Mapping[str, SendingHours]:
        """When each channel may disturb people; a channel that is not named may always."""
        return {channel: _read_hours(days) for channel, days in self.hours.items()}

    @model_validator(mode="after")
    def _check_steps(self) -> Definition:
        channels = [step.channel for step in self.steps]
        if len(set(channels)) < len(channels):
            raise ValueError("steps: each channel stands in the plan once")
        if channels[0] == PERSON or PERSON in channels[:-1]:
            raise ValueError("steps: person is the last step, after a channel")
        if self.steps[-1].next_on or self.steps[-1].next_after_hours:
            raise ValueError("steps: nothing follows the last step")
        return self

    @model_validator(mode="after")
    def _check_hours(self) -> Definition:
        if any(not days for days in self.hours.values()):
            raise ValueError("hours: a channel needs a day; leave it out where any hour is right")
        try:
            _ = self.sending_hours
        except ScheduleError as error:
            raise ValueError(f"hours: {error}") from None
        return self


def _read_hours(days: Mapping[Any, str]) -> SendingHours:
    return parse_hours({day: _to_midnight(span).split("-") for day, span in days.items()})


def _to_midnight(span: str) -> str:
    """Write the end of a day as the clock does."""
    return span.replace("24:00", "00:00")


_adapter: TypeAdapter[Definition] = TypeAdapter(Definition)


def parse_definition(data: Mapping[str, Any]) -> Definition:
    """Return the campaign that `data` describes. Raises CampaignError, which says where."""
    try:
        return _adapter.validate_python(data)
    except ValidationError as error:
        raise CampaignError(explain(error)) from None


def dump_definition(definition: Definition) -> dict[str, Any]:
    """Return the campaign as data, as it is stored."""
    return definition.model_dump(mode="json", exclude_none=True)
