"""What a campaign can wait for in the place of a time: an event in a life, a change of a case."""

from __future__ import annotations

from datetime import time
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class _Trigger(BaseModel):
    """A message follows `delay_days` later, at a time of day where the member is; unset, at once.

    What happened more than `within_days` ago is not told any more.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    delay_days: int = Field(default=0, ge=0, le=365)
    at: time | None = None
    within_days: int = Field(default=30, ge=0, le=3650)


class OnEvent(_Trigger):
    """After a life event of that type is recorded."""

    kind: Literal["event"] = "event"
    event: str = Field(min_length=1, max_length=200)


class OnCaseChange(_Trigger):
    """After a case takes on that status; unset, any status, and any kind of case."""

    kind: Literal["case"] = "case"
    case_kind: str | None = Field(default=None, max_length=200)
    status: str | None = Field(default=None, max_length=200)
