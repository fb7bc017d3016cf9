"""Delivery: one worker's turn at a channel, from the claim to the record."""

from __future__ import annotations

import asyncio
import random
import secrets
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from outreach.channels.email import Letterhead
from outreach.database import Database
from outreach.dispatch.attempt import Attempts, OnRefusal, Terms
from outreach.dispatch.claim import Lease, claim, release
from outreach.dispatch.preparing import Preparation
from outreach.dispatch.recheck import Rules, RulesOf
from outreach.dispatch.rendering import Links, Ready, Renderer
from outreach.dispatch.rests import find_awake
from outreach.dispatch.timing import Timing
from outreach.dispatch.writer import Writer
from outreach.errors import DatabaseUnavailableError
from outreach.providers.configuration import Entry
from outreach.providers.registry import create_provider, list_routes

IN_FLIGHT = 192
TURN_SECONDS = 20.0
_SHORTEST_WAIT, _LONGEST_WAIT = 0.05, 0.5


def no_rules(_connection: sa.Connection, _campaigns: set[int]) -> Mapping[int, Rules]:
    """Return no rules: any hour is right, and nobody gets too much."""
    return {}


@dataclass(frozen=True, slots=True)
class Delivery:
    """What delivery works with.

    `callback_url` is where carriers report to; message and attempt are appended to it. `clock`
    returns the present as an aware datetime. In a trial, `guests` are the only addresses.
    """

    database: Database
    entries: Sequence[Entry]
    letterhead: Letterhead
    callback_url: str
    clock: Callable[[], datetime]
    links: Links | None = None
    rules_of: RulesOf = no_rules
    guests: frozenset[str] | None = None
    chance: random.Random = field(default_factory=random.Random)
    timing: Timing = field(default_factory=Timing)
    on_refusal: OnRefusal | None = None

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that have a provider."""
        return tuple(dict.fromkeys(entry.channel for entry in self.entries))


def deliver(
    delivery: Delivery,
    channel: str,
    seconds: float = TURN_SECONDS,
    stopped: Callable[[], bool] = lambda: False,
) -> int:
    """Send what is due on a channel until nothing is, or for `seconds`; return how many left.

    Once `stopped` says so, nothing more is begun. Raises DatabaseUnavailableError; what was
    marked by then is found by the sweep.
    """
    ends_at = time.monotonic() + seconds
    return asyncio.run(_Turn(delivery, channel, lambda: stopped() or _is_past(ends_at)).run())


def _is_past(moment: float) -> bool:
    return time.monotonic() >= moment


class _Turn:
    def __init__(self, delivery: Delivery, channel: str, is_over: Callable[[], bool]) -> None:
        self._delivery = delivery
        self._routes = list_routes(delivery.entries, channel)
        self._is_over = is_over
        quickest = max((route.per_second for route in self._routes), default=1.0)
        self._wait = min(_LONGEST_WAIT, max(_SHORTEST_WAIT, 1 / quickest))
        self._owner = secrets.token_hex(8)
        renderer = Renderer(delivery.letterhead)
        self._preparation = Preparation(
            delivery.database,
            self._owner,
            renderer,
            delivery.rules_of,
            delivery.links,
            delivery.guests,
        )
        self._waiting: asyncio.Queue[Ready | None] = asyncio.Queue(2 * IN_FLIGHT)
        self._left: list[int] = []
        self._sent = 0
        self._fault: DatabaseUnavailableError | None = None

    async def run(self) -> int:
        """Claim and send until nothing is due, or the turn is over."""
        try:
            async with self._open_attempts() as attempts, asyncio.TaskGroup() as tasks:
                for _ in range(IN_FLIGHT):
                    tasks.create_task(self._send_each(attempts))
                await self._claim_all()
        except* Exception as faults:
            raise _find_first(faults) from None
        finally:
            await asyncio.to_thread(self._release)
        if self._fault:
            raise self._fault
        return self._sent

    @asynccontextmanager
    async def _open_attempts(self) -> AsyncIterator[Attempts]:
        names = {route.provider for route in self._routes}
        entries = [entry for entry in self._delivery.entries if entry.name in names]
        providers = {entry.name: create_provider(entry) for entry in entries}
        writer = Writer(self._delivery.database)
        renderer = self._preparation.renderer
        try:
            yield Attempts(self._delivery.database, writer, renderer, providers, self._make_terms())
        finally:
            await writer.close()
            for provider in providers.values():
                await provider.close()

    def _make_terms(self) -> Terms:
        return Terms(
            owner=self._owner,
            callback_url=self._delivery.callback_url,
            clock=self._delivery.clock,
            chance=self._delivery.chance,
            timing=self._delivery.timing,
            on_refusal=self._delivery.on_refusal,
        )

    async def _claim_all(self) -> None:
        try:
            while not self._fault and not self._is_over():
                batch = await asyncio.to_thread(self._claim_batch)
                if batch is None:
                    break
                for ready in batch:
                    await self._waiting.put(ready)
                if not batch:
                    await asyncio.sleep(self._wait)
        except DatabaseUnavailableError as fault:
            # Raised here, it would break off the calls that are under way.
            self._fault = fault
        for _ in range(IN_FLIGHT):
            await self._waiting.put(None)

    async def _send_each(self, attempts: Attempts) -> None:
        while (ready := await self._waiting.get()) is not None:
            if self._fault or self._is_over():
                self._left.append(ready.claimed.id)
                continue
            try:
                taken = await attempts.make(ready)
            except DatabaseUnavailableError as fault:
                # Calls that are under way are not broken off: only the turn ends.
                self._fault = fault
            else:
                self._sent += taken

    def _claim_batch(self) -> list[Ready] | None:
        """Claim and check a batch; None where nothing is due, empty where a rate says wait."""
        delivery, now = self._delivery, self._delivery.clock()
        with delivery.database.read() as connection:
            routes = find_awake(connection, self._routes, now)
        lease = Lease(self._owner, now + delivery.timing.lease)
        batch: list[Ready] = []
        due = False
        for route in routes:
            claimed = claim(delivery.database, route, lease, now)
            due = due or claimed is None or bool(claimed)
            if claimed:
                batch += self._preparation.prepare(claimed, route, now)
        return batch if due else None

    def _release(self) -> None:
        if self._left:
            with self._delivery.database.write() as connection:
                release(connection, self._left, self._owner)


def _find_first(faults: BaseExceptionGroup[Exception]) -> Exception:
    first = faults.exceptions[0]
    return _find_first(first) if isinstance(first, BaseExceptionGroup) else first
