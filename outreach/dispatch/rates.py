"""A sender's rate, kept across machines: a bucket of tokens in the database."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

import sqlalchemy as sa

from outreach.database import Database
from outreach.providers.registry import Route
from outreach.tables import sender_rates

_LARGEST_SKEW = timedelta(minutes=1)
"""Between machines; a clock that is further behind was set back."""


def take_tokens(
    database: Database, connection: sa.Connection, route: Route, now: datetime, spent: int = 0
) -> int:
    """Take `spent` tokens of a route's sender, and return how many whole ones are left.

    Less than none are given back: of messages that were claimed and do not leave. The bucket
    holds what one second may send, one message at least, and refills by the second.
    Part of the caller's transaction: claims of two machines wait for one another here.
    """
    burst = max(1.0, route.per_second)
    mine = (sender_rates.c.provider == route.provider, sender_rates.c.sender == route.sender)
    row = connection.execute(sa.select(sender_rates).where(*mine).with_for_update()).one_or_none()
    tokens, refilled_at = burst, now
    if row is not None:
        # Clocks of machines differ: what one has refilled, a slower clock does not refill again.
        ahead = now < row.refilled_at <= now + _LARGEST_SKEW
        refilled_at = row.refilled_at if ahead else now
        elapsed = max(0.0, (refilled_at - row.refilled_at).total_seconds())
        tokens = min(burst, row.tokens + elapsed * route.per_second)
    left = min(burst, tokens - spent)
    new = {"per_second": route.per_second, "tokens": left, "refilled_at": refilled_at}
    key = {"provider": route.provider, "sender": route.sender}
    insert = database.insert(sender_rates).values({**key, **new})
    connection.execute(insert.on_conflict_do_update(index_elements=list(key), set_=new))
    return math.floor(left + 1e-9)
