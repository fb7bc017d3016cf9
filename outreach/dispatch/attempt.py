"""One attempt at one message: mark, call, record."""

from __future__ import annotations

import asyncio
import hashlib
import random
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
import structlog

from outreach.database import Database
from outreach.dispatch.rendering import Ready, Rendered, Renderer
from outreach.dispatch.rests import note_failure, note_success
from outreach.dispatch.results import describe, describe_attempt
from outreach.dispatch.timing import Moment, Timing
from outreach.dispatch.writer import Job, Writer
from outreach.errors import DatabaseUnavailableError, InvalidError
from outreach.providers import LATE, Accepted, Again, Outcome, Outgoing, Provider, Refused, Unknown
from outreach.providers.registry import Route
from outreach.statuses import Status

_RECORD_TRIES = 60
_log = structlog.get_logger(__name__)

OnRefusal = Callable[[str, Route, Refused, datetime], object]
"""Learns of an address that a carrier refused: by which route, and why."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Under what attempts are made: `owner` holds the claims; see `delivery.Delivery`."""

    owner: str
    callback_url: str
    clock: Callable[[], datetime]
    chance: random.Random
    timing: Timing
    on_refusal: OnRefusal | None = None


class Attempts:
    """Makes the attempts of one worker's turn, in its event loop."""

    def __init__(
        self,
        database: Database,
        writer: Writer,
        renderer: Renderer,
        providers: Mapping[str, Provider],
        terms: Terms,
    ) -> None:
        self._database = database
        self._writer = writer
        self._renderer = renderer
        self._providers = providers
        # A message is marked only when it can leave very soon: a stop holds from the next mark
        # on, and how long a call may take is reckoned from it.
        self._places = {name: asyncio.Semaphore(each.at_once) for name, each in providers.items()}
        self._terms = terms
        # Whether a provider failed before this turn is not known: its first success settles it.
        self._failing = set(providers)
        self._secret = secrets.token_bytes(32)

    async def make(self, ready: Ready) -> bool:
        """Send one message if it still may leave; tell whether the carrier took it."""
        now = self._terms.clock()
        if ready.claimed.expires_at and ready.claimed.expires_at <= now:
            await self._settle(ready, Refused(Status.CANCELLED, "expired"))
            return False
        try:
            rendered = self._renderer.render(ready, now)
        except InvalidError as error:
            await self._settle(ready, Refused(Status.VALIDATION_FAILED, _name(error)))
            return False
        attempt_id = self._name_attempt(ready)
        async with self._places[ready.route.provider]:
            outcome = await self._call(ready, attempt_id, rendered)
        if outcome is None:
            return False
        await self._record(ready, attempt_id, outcome)
        if self._terms.on_refusal and isinstance(outcome, Refused):
            address, now = ready.claimed.address or "", self._terms.clock()
            await asyncio.to_thread(self._terms.on_refusal, address, ready.route, outcome, now)
        await self._note(ready.route.provider, outcome)
        return isinstance(outcome, Accepted)

    async def _call(self, ready: Ready, attempt_id: str, rendered: Rendered) -> Outcome | None:
        """Mark a message and hand it over; None where it must not leave any more."""
        moment = Moment(self._terms.clock)
        mark = self._mark(ready, attempt_id, rendered, moment.at)
        if not await self._writer.write(Job("mark", mark)):
            return None
        outgoing = self._outgoing(ready, attempt_id, rendered, moment)
        return await self._providers[ready.route.provider].send(outgoing)

    def _name_attempt(self, ready: Ready) -> str:
        """Return an id that nobody guesses, without asking for randomness each time."""
        name = f"{ready.claimed.id}.{ready.claimed.attempts}".encode()
        return hashlib.blake2b(name, key=self._secret, digest_size=16).hexdigest()

    def _mark(
        self, ready: Ready, attempt_id: str, rendered: Rendered, now: datetime
    ) -> dict[str, Any]:
        return {
            "row": ready.claimed.id,
            "holder": self._terms.owner,
            "margin_until": now + self._terms.timing.margin,
            "attempt": attempt_id,
            "at": now,
            "to": ready.claimed.address,
            "heading": rendered.subject,
            "said": rendered.body,
        }

    def _outgoing(
        self, ready: Ready, attempt_id: str, rendered: Rendered, moment: Moment
    ) -> Outgoing:
        return Outgoing(
            message_id=ready.claimed.id,
            attempt_id=attempt_id,
            address=ready.claimed.address or "",
            sender=ready.route.sender,
            body=rendered.body,
            callback_url=f"{self._terms.callback_url}/{ready.claimed.id}/{attempt_id}",
            content=rendered.content,
            # Were the mark older, another worker may have judged the attempt lost.
            is_late=lambda: moment.is_past(self._terms.timing.latest),
        )

    async def _settle(self, ready: Ready, refused: Refused) -> None:
        """Settle a message that never leaves: it is marked, and recorded."""
        attempt_id = self._name_attempt(ready)
        mark = self._mark(ready, attempt_id, Rendered(""), self._terms.clock())
        if await self._writer.write(Job("mark", mark)):
            await self._record(ready, attempt_id, refused)

    async def _record(self, ready: Ready, attempt_id: str, outcome: Outcome) -> None:
        """Write down what came of a call; what cannot be written, the sweep finds out."""
        now = self._terms.clock()
        values = {"row": ready.claimed.id, "attempt": attempt_id}
        values |= describe(outcome, ready.claimed, now, self._terms.chance)
        if isinstance(outcome, Unknown):
            values["until"] = now + self._terms.timing.lease
            _log.warning("fate_unknown", message=ready.claimed.id, attempt=attempt_id)
        job = Job("record", values, describe_attempt(outcome, ready, attempt_id, now))
        for _ in range(_RECORD_TRIES):
            try:
                await self._writer.write(job)
                return
            except DatabaseUnavailableError:
                await asyncio.sleep(0)  # The writer itself waits between tries.
            except sa.exc.SQLAlchemyError:
                break  # It will not be taken the next time either.
        _log.warning("result_not_recorded", message=ready.claimed.id)

    async def _note(self, provider: str, outcome: Outcome) -> None:
        """Count failures of a provider in a row, for its rest."""
        if outcome == LATE:
            return  # The provider had no part in it.
        fails = isinstance(outcome, Unknown) or (isinstance(outcome, Again) and outcome.rests)
        if fails:
            self._failing.add(provider)
            now = self._terms.clock()
            until = await asyncio.to_thread(note_failure, self._database, provider, now)
            if until:
                _log.warning("provider_rests", provider=provider, until=until.isoformat())
        elif provider in self._failing:
            self._failing.discard(provider)
            await asyncio.to_thread(note_success, self._database, provider)


def _name(error: InvalidError) -> str:
    """Return the reason that planning would have left a message out for, had it seen it."""
    return error.code.replace("_", "-")
