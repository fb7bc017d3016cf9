"""Claims: rows that are due become one worker's for the length of a lease."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from outreach.database import Database
from outreach.dispatch.rates import take_tokens
from outreach.providers.registry import Route
from outreach.statuses import Status
from outreach.tables import campaigns, messages, switches

MOST = 500
STOPPED = "stop-all"
"""The switch that halts all sending."""

SENDABLE = ("scheduled", "sending")
"""States of a campaign in which its messages may leave."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row as it was claimed: what dispatch needs of it."""

    id: int
    campaign_id: int | None
    member_id: int | None
    occurrence: str
    recipient_id: int | None
    wording_id: int | None
    purpose: str
    language: str
    address: str | None
    values: dict[str, Any]
    attempts: int
    created_at: datetime
    expires_at: datetime | None


_COLUMNS = [messages.c[name] for name in Claimed.__slots__]


def may_leave() -> sa.ColumnElement[bool]:
    """Return the condition under which a message's campaign lets it leave, and nobody stopped all.

    It stands in the claim and again in the mark: a pause holds from the next mark on.
    """
    # Written out rather than bound: the mark is executed for many rows at once.
    states: list[sa.ColumnElement[str]] = [sa.literal_column(f"'{state}'") for state in SENDABLE]
    running = sa.select(campaigns.c.id).where(campaigns.c.state.in_(states))
    stopped = sa.exists().where(switches.c.name == STOPPED, switches.c.on)
    return sa.and_(
        sa.or_(messages.c.campaign_id.is_(None), messages.c.campaign_id.in_(running)), ~stopped
    )


@dataclass(frozen=True, slots=True)
class Lease:
    """Who claims, and until when."""

    owner: str
    until: datetime


def claim(database: Database, route: Route, lease: Lease, now: datetime) -> list[Claimed] | None:
    """Claim up to `MOST` due messages for a route; None where its sender's rate says wait."""
    with database.write() as connection:
        allowed = min(MOST, take_tokens(database, connection, route, now))
        if allowed < 1:
            return None
        rows = connection.execute(_claim(database, route, now, allowed), _values(route, lease))
        claimed = [Claimed(*row) for row in rows]
        take_tokens(database, connection, route, now, spent=len(claimed))
    return claimed


def _values(route: Route, lease: Lease) -> dict[str, Any]:
    return {
        "status": Status.CLAIMED,
        "owner": lease.owner,
        "lease_until": lease.until,
        "provider": route.provider,
        "sender": route.sender,
    }


def _claim(database: Database, route: Route, now: datetime, most: int) -> sa.UpdateBase:
    due = (
        sa.select(messages.c.id)
        .where(
            messages.c.status == sa.literal_column(f"'{Status.CREATED}'"),
            messages.c.channel == route.channel,
            messages.c.due_at <= now,
            may_leave(),
        )
        .order_by(messages.c.due_at, messages.c.id)
        .limit(most)
    )
    chosen: sa.ColumnElement[bool]
    if database.is_sqlite:
        chosen = messages.c.id.in_(due)
    else:
        # With IN the planner would scan the whole table from 1,000 rows on.
        locked = due.with_for_update(skip_locked=True, of=messages)
        chosen = messages.c.id == sa.func.any(sa.func.array(locked.scalar_subquery()))
    return sa.update(messages).where(chosen).returning(*_COLUMNS)


def release(connection: sa.Connection, ids: list[int], owner: str) -> None:
    """Give claimed messages back to the queue: nothing of them has left."""
    connection.execute(
        sa.update(messages)
        .where(
            messages.c.id.in_(ids),
            messages.c.status == Status.CLAIMED,
            messages.c.owner == owner,
        )
        .values(status=Status.CREATED, owner=None, lease_until=None)
    )


def release_expired(connection: sa.Connection, now: datetime) -> int:
    """Give back what was claimed by workers that never marked it; return how many."""
    result = connection.execute(
        sa.update(messages)
        .where(messages.c.status == Status.CLAIMED, messages.c.lease_until < now)
        .values(status=Status.CREATED, owner=None, lease_until=None)
    )
    return result.rowcount
