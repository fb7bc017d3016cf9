"""Claims: rows that are due become one worker's for the length of a lease."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from outreach.database import Database
from outreach.dispatch.rates import take_tokens
from outreach.providers.registry import Route
from outreach.statuses import Status
from outreach.tables import campaigns, is_queued, messages, switches

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


# Written out rather than bound: the mark is executed for many rows at once.
_states: list[sa.ColumnElement[str]] = [sa.literal_column(f"'{state}'") for state in SENDABLE]
_is_running = campaigns.c.state.in_(_states)
_is_stopped = sa.exists().where(switches.c.name == STOPPED, switches.c.on)
_COLUMNS = [messages.c[name] for name in Claimed.__slots__]


def may_leave() -> sa.ColumnElement[bool]:
    """Return the condition under which a message's campaign lets it leave, and nobody stopped all.

    It stands in the mark, as its parts stand in the claim: a pause holds from the next mark on.
    """
    running = sa.select(campaigns.c.id).where(_is_running)
    return sa.and_(
        sa.or_(messages.c.campaign_id.is_(None), messages.c.campaign_id.in_(running)), ~_is_stopped
    )


def find_due_campaigns(
    connection: sa.Connection, channel: str, now: datetime
) -> Sequence[int | None]:
    """Return the campaigns with messages of a channel that are due and may leave.

    The one whose first has been due for longest stands first; None stands for messages of no
    campaign. However many wait in campaigns that do not send, none of them is looked at.
    """
    of_campaign = _find_first_due(channel, messages.c.campaign_id == campaigns.c.id)
    of_none = _find_first_due(channel, messages.c.campaign_id.is_(None))
    waiting = sa.union_all(
        sa.select(campaigns.c.id.label("id"), of_campaign.label("first")).where(_is_running),
        sa.select(sa.null().label("id"), of_none.label("first")),
    ).subquery("waiting")
    query = sa.select(waiting.c.id).where(waiting.c.first <= now, ~_is_stopped)
    return connection.execute(query.order_by(waiting.c.first)).scalars().all()


def _find_first_due(
    channel: str, belongs: sa.ColumnElement[bool]
) -> sa.ScalarSelect[datetime | None]:
    """Return the query of the moment since when the first is due: one look into the index."""
    queued = sa.select(messages.c.due_at).where(is_queued, messages.c.channel == channel, belongs)
    return queued.order_by(messages.c.due_at).limit(1).scalar_subquery()


@dataclass(frozen=True, slots=True)
class Lease:
    """Who claims, and until when."""

    owner: str
    until: datetime


def claim(database: Database, route: Route, lease: Lease, now: datetime) -> list[Claimed] | None:
    """Claim up to `MOST` due messages for a route; None where some wait for its sender's rate."""
    with database.write() as connection:
        allowed = min(MOST, take_tokens(database, connection, route, now))
        if allowed < 1:
            return None if find_due_campaigns(connection, route.channel, now) else []
        claimed: list[Claimed] = []
        for campaign_id in find_due_campaigns(connection, route.channel, now):
            due = _find_due(route.channel, campaign_id, now, allowed - len(claimed))
            rows = connection.execute(_claim(database, due), _values(route, lease))
            claimed += [Claimed(*row) for row in rows]
            if len(claimed) >= allowed:
                break
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


def _find_due(
    channel: str, campaign_id: int | None, now: datetime, most: int
) -> sa.Select[tuple[int]]:
    return (
        sa.select(messages.c.id)
        .where(
            is_queued,
            messages.c.channel == channel,
            messages.c.campaign_id == campaign_id,
            messages.c.due_at <= now,
        )
        .order_by(messages.c.due_at, messages.c.id)
        .limit(most)
    )


def _claim(database: Database, due: sa.Select[tuple[int]]) -> sa.UpdateBase:
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
