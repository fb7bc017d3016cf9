"""A sender's rate, kept across machines: a bucket of tokens in the database."""

from __future__ import annotations

import math
from datetime import datetime

import sqlalchemy as sa

from outreach.database import Database
from outreach.providers.registry import Route
from outreach.tables import sender_rates


def take_tokens(
    database: Database, connection: sa.Connection, route: Route, now: datetime, spent: int = 0
) -> int:
    """Take `spent` tokens of a route's sender, and return how many whole ones are left.

    The bucket holds what one second may send, one message at least, and refills by the second.
    Part of the caller's transaction: claims of two machines wait for one another here.
    """
    burst = max(1.0, route.per_second)
    mine = (sender_rates.c.provider == route.provider, sender_rates.c.sender == route.sender)
    row = connection.execute(sa.select(sender_rates).where(*mine).with_for_update()).one_or_none()
    tokens = burst
    if row is not None:
        elapsed = max(0.0, (now - row.refilled_at).total_seconds())
        tokens = min(burst, row.tokens + elapsed * route.per_second)
    left = tokens - spent
    new = {"per_second": route.per_second, "tokens": left, "refilled_at": now}
    key = {"provider": route.provider, "sender": route.sender}
    insert = database.insert(sender_rates).values({**key, **new})
    connection.execute(insert.on_conflict_do_update(index_elements=list(key), set_=new))
    return math.floor(left + 1e-9)
