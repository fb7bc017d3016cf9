"""What can come of handing a message to a carrier."""

from __future__ import annotations

from dataclasses import dataclass

from outreach.statuses import Status


@dataclass(frozen=True, slots=True)
class Accepted:
    """The carrier took it, under its own id; `parts` are those it will bill, if it says so."""

    provider_id: str
    parts: int | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The carrier did not take it and never will: `status` is final, `reason` a stable word."""

    status: Status
    reason: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Again:
    """The carrier did not take it for now: nothing has left, and it may be tried again.

    With `rests` the provider itself is at fault rather than the message.
    """

    reason: str
    code: str = ""
    rests: bool = False


LATE = Again("late")
"""It was not handed over: too much time had gone by before it could be."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Whether the carrier took it cannot be told; it has to be asked before a second try."""

    reason: str


Outcome = Accepted | Refused | Again | Unknown
