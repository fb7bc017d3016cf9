"""The sweep: finds out what became of messages whose worker died or whose answer was lost.

A message is sent again only after the carrier was asked and does not know it. A carrier that
keeps no books (SMTP) leaves its messages ``unknown``, unless the campaign says to send again.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from outreach.database import Database
from outreach.dispatch import Delivery
from outreach.dispatch.claim import release_expired
from outreach.providers import Provider, Sighting
from outreach.providers.registry import create_provider
from outreach.statuses import Status
from outreach.tables import attempts, leases, messages

SETTLED_AFTER = timedelta(seconds=60)
"""A carrier's time limit, and as long again: by then its books show what it took."""

_SKEW = timedelta(seconds=30)
"""By which a carrier's clock may be behind ours."""

_LEASE = timedelta(minutes=5)
_MOST = 1000


@dataclass(frozen=True, slots=True)
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
    """Give back expired claims and settle what is open; None while another sweeper is at it."""
    now, owner = delivery.clock(), secrets.token_hex(8)
    with delivery.database.write() as connection:
        if not take_lease(delivery.database, connection, "sweep", owner, now):
            return None
        released = release_expired(connection, now)
        rows = _find_open(connection, now)
    try:
        settled = asyncio.run(_settle_all(delivery, rows, now))
    finally:
        with delivery.database.write() as connection:
            connection.execute(sa.delete(leases).where(leases.c.owner == owner))
    return Swept(released, *settled)


def take_lease(
    database: Database, connection: sa.Connection, name: str, owner: str, now: datetime
) -> bool:
    """Take work that one machine does at a time, for five minutes; False if another has it."""
    new = {"owner": owner, "lease_until": now + _LEASE}
    insert = database.insert(leases).values(name=name, **new)
    taken = insert.on_conflict_do_update(
        index_elements=["name"], set_=new, where=leases.c.lease_until < now
    ).returning(leases.c.owner)
    return connection.execute(taken).scalar_one_or_none() == owner


def _find_open(connection: sa.Connection, now: datetime) -> list[_Open]:
    """Return messages that were marked long enough ago, but for phones that others wait for.

    Two members may share a phone and a text: while one of theirs is under way, what the carrier
    has for the phone cannot be told apart.
    """
    other = messages.alias()
    under_way = sa.exists().where(
        other.c.address == messages.c.address,
        other.c.id != messages.c.id,
        other.c.status.in_([Status.CLAIMED, Status.SENDING, Status.UNKNOWN]),
        sa.or_(
            sa.and_(
                other.c.status.in_([Status.CLAIMED, Status.SENDING]), other.c.lease_until >= now
            ),
            other.c.attempt_at > now - SETTLED_AFTER,
        ),
    )
    query = (
        sa.select(*(messages.c[name] for name in _Open.__slots__))
        .where(
            sa.or_(
                messages.c.status == Status.UNKNOWN,
                sa.and_(messages.c.status == Status.SENDING, messages.c.lease_until < now),
            ),
            messages.c.attempt_at <= now - SETTLED_AFTER,
            ~under_way,
        )
        .order_by(messages.c.id)
        .limit(_MOST)
    )
    return [_Open(*row) for row in connection.execute(query)]


async def _settle_all(
    delivery: Delivery, rows: Sequence[_Open], now: datetime
) -> tuple[int, int, int]:
    wanted = {row.provider for row in rows}
    providers = {
        entry.name: create_provider(entry) for entry in delivery.entries if entry.name in wanted
    }
    counts = {"adopted": 0, "queued": 0, "left": 0}
    try:
        for row in rows:
            provider = providers.get(row.provider)
            counts[await _settle(delivery.database, provider, row, now)] += 1
    finally:
        for provider in providers.values():
            await provider.close()
    return counts["adopted"], counts["queued"], counts["left"]


async def _settle(database: Database, provider: Provider | None, row: _Open, now: datetime) -> str:
    """Settle one message; return what was done about it."""
    if provider is None or not provider.askable:
        if row.resend_unknown:
            await asyncio.to_thread(_queue, database, row, now)
            return "queued"
        await asyncio.to_thread(_leave, database, row)
        return "left"
    sightings = await provider.find(row.address)
    if sightings is None:
        return "left"
    adopted = await asyncio.to_thread(_adopt, database, row, sightings, now)
    if not adopted:
        await asyncio.to_thread(_queue, database, row, now)
    return "adopted" if adopted else "queued"


def _adopt(database: Database, row: _Open, sightings: Sequence[Sighting], now: datetime) -> bool:
    """Make the carrier's message ours, if it has one with these words that nobody else's is."""
    alike = [
        each.provider_id
        for each in sightings
        if each.body == row.body and each.created_at >= row.attempt_at - _SKEW
    ]
    with database.write() as connection:
        known = set(
            connection.execute(
                sa.select(messages.c.provider_id).where(
                    messages.c.provider == row.provider, messages.c.provider_id.in_(alike)
                )
            ).scalars()
        )
        free = [each for each in reversed(alike) if each not in known]
        if not free:
            return False
        sent = {"status": Status.SENT, "provider_id": free[0], "sent_at": row.attempt_at}
        connection.execute(_open_row(row).values(**sent, reason="", owner=None, lease_until=None))
        _note(database, connection, row, "adopted", now)
    return True


def _queue(database: Database, row: _Open, now: datetime) -> None:
    with database.write() as connection:
        again = {"status": Status.CREATED, "due_at": now, "owner": None, "lease_until": None}
        connection.execute(_open_row(row).values(**again))
        _note(database, connection, row, "queued-again", now)


def _leave(database: Database, row: _Open) -> None:
    with database.write() as connection:
        connection.execute(_open_row(row).values(status=Status.UNKNOWN, owner=None))


def _open_row(row: _Open) -> sa.Update:
    return sa.update(messages).where(
        messages.c.id == row.id,
        messages.c.attempt_id == row.attempt_id,
        sa.or_(messages.c.status == Status.SENDING, messages.c.status == Status.UNKNOWN),
    )


def _note(
    database: Database, connection: sa.Connection, row: _Open, outcome: str, now: datetime
) -> None:
    insert: Any = database.insert(attempts).values(
        id=row.attempt_id,
        message_id=row.id,
        provider=row.provider,
        sender=row.sender,
        started_at=row.attempt_at,
        ended_at=now,
        outcome=outcome,
    )
    ended = {"outcome": outcome, "ended_at": now}
    connection.execute(insert.on_conflict_do_update(index_elements=["id"], set_=ended))
