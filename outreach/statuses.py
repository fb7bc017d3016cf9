"""The states of a message, in the words of GOV.UK Notify, and two that stay inside."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Where a message stands; why is said by its `reason`."""

    CREATED = "created"  # Queued: due at `due_at`.
    CLAIMED = "claimed"  # Inside only: a worker holds it, nothing has left yet.
    SENDING = "sending"  # Marked with an attempt's id; the carrier is being called.
    UNKNOWN = "unknown"  # Inside only: whether the carrier took it has to be found out.
    PENDING = "pending"
    SENT = "sent"  # The carrier took it.
    DELIVERED = "delivered"
    PERMANENT_FAILURE = "permanent-failure"
    TEMPORARY_FAILURE = "temporary-failure"
    TECHNICAL_FAILURE = "technical-failure"
    VALIDATION_FAILED = "validation-failed"
    CANCELLED = "cancelled"

    @property
    def public(self) -> Status:
        """The status that is told outside."""
        return Status.SENDING if self in {Status.CLAIMED, Status.UNKNOWN} else self

    @property
    def final(self) -> bool:
        """Whether it never changes again, whatever arrives late."""
        return self in FINAL


BY_PERSON = "by-person"
"""The reason of messages that are not sent: a letter tells them, whose listen link reads them."""

FINAL = frozenset(
    {
        Status.DELIVERED,
        Status.PERMANENT_FAILURE,
        Status.TEMPORARY_FAILURE,
        Status.TECHNICAL_FAILURE,
        Status.VALIDATION_FAILED,
        Status.CANCELLED,
    }
)
UNSETTLED = frozenset({Status.CLAIMED, Status.SENDING, Status.UNKNOWN})
"""Held by a worker, or waiting for what the carrier knows."""
