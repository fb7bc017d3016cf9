"""What every provider does, and what it is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from outreach.providers.outcomes import Outcome


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One attempt at one message, ready for the carrier.

    `address` is E.164 or an email address, `sender` as the operator configured it. `body` is the
    text of an SMS, `content` the bytes of a mail (RFC 5322 with CRLF). `callback_url` is where
    the carrier reports to. Once `is_late` says so, it must not leave any more.
    """

    message_id: int
    attempt_id: str
    address: str
    sender: str
    body: str
    callback_url: str
    content: bytes = b""
    is_late: Callable[[], bool] = field(default=_never, compare=False)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A message that the carrier has in its books: perhaps the one that was asked about."""

    provider_id: str
    body: str
    created_at: datetime


class Provider(Protocol):
    """Carries messages of one channel. Used in one event loop.

    None of the methods raises for what a carrier or a network does: that is an outcome.
    """

    name: str
    channel: str
    at_once: int
    """How many messages it is given at once; they should find a connection very soon."""

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Hand one message over, once, within the provider's time limit.

        `is_late` is asked when all else is ready: on a connection, right before it leaves. The
        outcome of what is late is `LATE`.
        """
        ...

    async def find(self, address: str) -> Sequence[Sighting] | None:
        """Return what the carrier has for an address, the latest first.

        None where it cannot be asked: for now, or ever, as `askable` says.
        """
        ...

    @property
    def askable(self) -> bool:
        """Whether the carrier keeps books that can be asked."""
        ...

    async def close(self) -> None:
        """End its connections; it can be used again in another event loop."""
        ...
