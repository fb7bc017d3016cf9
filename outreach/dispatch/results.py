"""What the outcome of an attempt changes: the message's row, and the history of its attempts."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from outreach.dispatch.backoff import is_given_up, next_try_at
from outreach.dispatch.claim import Claimed
from outreach.dispatch.rendering import Ready
from outreach.providers import Accepted, Again, Outcome, Refused, Unknown
from outreach.statuses import Status

_SENT: Mapping[str, Any] = MappingProxyType(
    {
        "state": Status.SENT,
        "why": "",
        "again_at": None,
        "carrier_id": None,
        "segments": None,
        "handed_at": None,
        "final_at": None,
        "holder": None,
        "until": None,
    }
)
_WORDS = MappingProxyType(
    {Accepted: "accepted", Again: "queued-again", Refused: "failed", Unknown: "unknown"}
)


def describe(
    outcome: Outcome, claimed: Claimed, now: datetime, chance: random.Random
) -> dict[str, Any]:
    """Return how an outcome changes a message's row; the keys are those of the writer."""
    match outcome:
        case Accepted():
            taken = {"carrier_id": outcome.provider_id, "segments": outcome.parts}
            return {**_SENT, **taken, "handed_at": now}
        case Refused():
            return {**_SENT, "state": outcome.status, "why": outcome.reason, "final_at": now}
        case Unknown():
            return {**_SENT, "state": Status.UNKNOWN, "why": outcome.reason}
        case Again():
            return {**_SENT, "why": outcome.reason, **_queue_again(claimed, now, chance)}


def _queue_again(claimed: Claimed, now: datetime, chance: random.Random) -> dict[str, Any]:
    again_at = next_try_at(claimed.attempts + 1, now, chance)
    if is_given_up(claimed.created_at, claimed.expires_at, again_at):
        return {"state": Status.TEMPORARY_FAILURE, "final_at": now}
    return {"state": Status.CREATED, "again_at": again_at}


def describe_attempt(
    outcome: Outcome, ready: Ready, attempt_id: str, now: datetime
) -> dict[str, Any] | None:
    """Return the row of `attempts` for an outcome; None where the message's row says it all."""
    if isinstance(outcome, Accepted) and not ready.claimed.attempts:
        return None
    return {
        "id": attempt_id,
        "message_id": ready.claimed.id,
        "provider": ready.route.provider,
        "sender": ready.route.sender,
        "started_at": now,
        "ended_at": now,
        "outcome": _WORDS[type(outcome)],
        "code": getattr(outcome, "code", ""),
        "provider_id": getattr(outcome, "provider_id", None),
    }
