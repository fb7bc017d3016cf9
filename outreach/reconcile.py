"""The sweep: finds out what became of messages whose worker died or whose answer was lost.

A message is sent again only after the carrier was asked and does not know it. A carrier that
keeps no books (SMTP) leaves its messages ``unknown``, unless the campaign says to send again.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any, Literal

import sqlalchemy as sa
import structlog

from outreach.database import Database
from outreach.dispatch import Delivery
from outreach.dispatch.claim import Lease, release_expired
from outreach.erasure import forget_settled
from outreach.errors import DatabaseUnavailableError
from outreach.providers import Provider, Sighting
from outreach.providers.registry import create_provider
from outreach.statuses import Status
from outreach.tables import attempts, leases, messages

_SKEW = timedelta(seconds=30)
"""By which a carrier's clock may be behind ours."""

_MOST = 1000
_ASKED_AT_ONCE = 16

Settled = Literal["adopted", "queued", "left"]
_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Swept:
    """What a sweep did: how many claims it gave back, and how many messages it found out about."""

    released: int = 0
    adopted: int = 0
    queued: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class _Open:
    """A message whose fate is open."""

    id: int
    provider: str
    sender: str
    address: str
    body: str
    attempt_id: str
    attempt_at: datetime
    resend_unknown: bool


def sweep(delivery: Delivery) -> Swept | None:
    """Give back expired claims and settle what is open; None while another sweeper is at it.

    Raises DatabaseUnavailableError; the next sweep goes on from there.
    """
    now, owner = delivery.clock(), secrets.token_hex(8)
    swept = Swept()
    with delivery.database.write() as connection:
        lease = Lease(owner, now + delivery.timing.sweep)
        if not take_lease(delivery.database, connection, "sweep", lease, now):
            return None
        swept.released = release_expired(connection, now)
        forget_settled(connection)
    try:
        asyncio.run(_Sweep(delivery, now, swept).run(delivery.timing.sweep.total_seconds()))
    finally:
        with delivery.database.write() as connection:
            connection.execute(sa.delete(leases).where(leases.c.owner == owner))
    return swept


def take_lease(
    database: Database, connection: sa.Connection, name: str, lease: Lease, now: datetime
) -> bool:
    """Take work that one machine does at a time; False while another has it."""
    new = {"owner": lease.owner, "lease_until": lease.until}
    insert = database.insert(leases).values(name=name, **new)
    taken = insert.on_conflict_do_update(
        index_elements=["name"], set_=new, where=leases.c.lease_until < now
    ).returning(leases.c.owner)
    return connection.execute(taken).scalar_one_or_none() == lease.owner


class _Sweep:
    def __init__(self, delivery: Delivery, now: datetime, swept: Swept) -> None:
        self._delivery = delivery
        self._database = delivery.database
        self._now = now
        self._swept = swept
        self._places = asyncio.Semaphore(_ASKED_AT_ONCE)

    async def run(self, seconds: float) -> None:
        """Settle what is open, one provider after the other; what is left then, the next does."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                for entry in self._delivery.entries:
                    await self._run_one(create_provider(entry))

    async def _run_one(self, provider: Provider) -> None:
        rows = await asyncio.to_thread(self._find_open, provider)
        try:
            async with asyncio.TaskGroup() as tasks:
                for _address, group in groupby(rows, attrgetter("address")):
                    tasks.create_task(self._settle_phone(provider, list(group)))
        except* DatabaseUnavailableError as faults:
            raise faults.exceptions[0] from None
        finally:
            await provider.close()

    def _find_open(self, provider: Provider) -> list[_Open]:
        """Return a provider's messages that were marked long enough ago and may be settled."""
        mine = (messages.c.provider == provider.name, *self._is_open())
        if not provider.askable:
            # One that stays unknown for good is looked at once, when its lease has run out.
            mine += (sa.or_(messages.c.status == Status.SENDING, messages.c.resend_unknown),)
        columns = (messages.c[name] for name in _Open.__slots__)
        oldest = sa.select(*columns).where(*mine).order_by(messages.c.attempt_at).limit(_MOST)
        with self._database.read() as connection:
            rows = [_Open(*row) for row in connection.execute(oldest)]
        return sorted(rows, key=attrgetter("address"))

    def _is_open(self) -> tuple[sa.ColumnElement[bool], ...]:
        """Return the conditions under which a message may be settled.

        Two members may share a phone and a text: while one of theirs is under way, what the
        carrier has for the phone cannot be told apart.
        """
        other = messages.alias()
        settled_since = self._now - self._delivery.timing.settled_after
        calling = sa.and_(
            other.c.status.in_([Status.CLAIMED, Status.SENDING]), other.c.lease_until >= self._now
        )
        under_way = sa.exists().where(
            other.c.address == messages.c.address,
            other.c.id != messages.c.id,
            other.c.status.in_([Status.CLAIMED, Status.SENDING, Status.UNKNOWN]),
            sa.or_(calling, other.c.attempt_at > settled_since),
        )
        abandoned = sa.and_(messages.c.status == Status.SENDING, messages.c.lease_until < self._now)
        return (
            sa.or_(messages.c.status == Status.UNKNOWN, abandoned),
            messages.c.attempt_at <= settled_since,
            ~under_way,
        )

    async def _settle_phone(self, provider: Provider, rows: Sequence[_Open]) -> None:
        async with self._places:
            for row in rows:
                done = await self._settle(provider, row)
                setattr(self._swept, done, getattr(self._swept, done) + 1)
                _log.info("fate_settled", message=row.id, attempt=row.attempt_id, found=done)

    async def _settle(self, provider: Provider, row: _Open) -> Settled:
        """Settle one message; return what was done about it."""
        if not provider.askable:
            settle = self._queue if row.resend_unknown else self._leave
            return await asyncio.to_thread(settle, row)
        sightings = await provider.find(row.address)
        if sightings is None:
            return "left"
        return await asyncio.to_thread(self._adopt, row, sightings)

    def _adopt(self, row: _Open, sightings: Sequence[Sighting]) -> Settled:
        """Make the carrier's message ours if it has one with these words; else queue ours again.

        One that is known here is another row's. While the carrier was asked, another row of this
        phone may have been sent: what was sighted may be that one's, so this one waits.
        """
        alike = [
            each.provider_id
            for each in sightings
            if each.body == row.body and each.created_at >= row.attempt_at - _SKEW
        ]
        with self._database.write() as connection:
            mine = sa.select(messages.c.id).where(messages.c.id == row.id, *self._is_open())
            if connection.execute(mine).one_or_none() is None:
                return "left"
            known = sa.select(messages.c.provider_id).where(
                messages.c.provider == row.provider, messages.c.provider_id.in_(alike)
            )
            taken = set(connection.execute(known).scalars())
            free = [each for each in reversed(alike) if each not in taken]
            if free:
                sent = {"status": Status.SENT, "provider_id": free[0], "sent_at": row.attempt_at}
                self._change(connection, row, "adopted", {**sent, "reason": ""})
                return "adopted"
        return self._queue(row)

    def _queue(self, row: _Open) -> Settled:
        with self._database.write() as connection:
            again = {"status": Status.CREATED, "due_at": self._now}
            self._change(connection, row, "queued-again", again)
        return "queued"

    def _leave(self, row: _Open) -> Settled:
        _log.warning("fate_unknown", message=row.id, attempt=row.attempt_id)
        with self._database.write() as connection:
            self._change(connection, row, "unknown", {"status": Status.UNKNOWN})
        return "left"

    def _change(
        self, connection: sa.Connection, row: _Open, outcome: str, new: dict[str, Any]
    ) -> None:
        """Write what became of a message, unless a receipt has told it meanwhile."""
        still_open = sa.update(messages).where(
            messages.c.id == row.id,
            messages.c.attempt_id == row.attempt_id,
            messages.c.status.in_([Status.SENDING, Status.UNKNOWN]),
        )
        if not connection.execute(still_open.values(**new, owner=None, lease_until=None)).rowcount:
            return
        ended = {"outcome": outcome, "ended_at": self._now}
        insert = self._database.insert(attempts).values(
            id=row.attempt_id,
            message_id=row.id,
            provider=row.provider,
            sender=row.sender,
            started_at=row.attempt_at,
            **ended,
        )
        connection.execute(insert.on_conflict_do_update(index_elements=["id"], set_=ended))
