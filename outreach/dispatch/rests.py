"""Rests: a provider that fails again and again is left alone for a while, on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from outreach.database import Database
from outreach.providers.registry import Route
from outreach.tables import provider_rests

FAILURES = 5
"""In a row, before a provider rests."""

_FIRST_REST = timedelta(seconds=30)
_LONGEST_REST = timedelta(minutes=15)


def find_awake(connection: sa.Connection, routes: Sequence[Route], now: datetime) -> list[Route]:
    """Return the routes of the first provider that does not rest; none where all rest."""
    query = sa.select(provider_rests.c.provider).where(provider_rests.c.rested_until > now)
    resting = set(connection.execute(query).scalars())
    awake = [route for route in routes if route.provider not in resting]
    return [route for route in awake if route.provider == awake[0].provider]


def note_failure(database: Database, provider: str, now: datetime) -> datetime | None:
    """Count a failure of a provider; return until when it rests, if it does now.

    Each further failure after a rest doubles the next one, up to 15 minutes.
    """
    with database.write() as connection:
        insert = database.insert(provider_rests).values(provider=provider, failures=1)
        counted = insert.on_conflict_do_update(
            index_elements=["provider"], set_={"failures": provider_rests.c.failures + 1}
        ).returning(provider_rests.c.failures)
        failures = connection.execute(counted).scalar_one()
        if failures < FAILURES:
            return None
        doublings: int = min(failures - FAILURES, 10)
        rest = min(_FIRST_REST * 2.0**doublings, _LONGEST_REST)
        connection.execute(
            sa.update(provider_rests)
            .where(provider_rests.c.provider == provider)
            .values(rested_until=now + rest)
        )
        return now + rest


def note_success(database: Database, provider: str) -> None:
    """Forget a provider's failures."""
    with database.write() as connection:
        connection.execute(
            sa.update(provider_rests)
            .where(provider_rests.c.provider == provider, provider_rests.c.failures > 0)
            .values(failures=0, rested_until=None)
        )
