"""Rows of members for tests: plain functions with defaults."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from outreach.addresses import AddressHasher
from outreach.tables import members

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
HASHER = AddressHasher(b"a key of the tests")


def add_member(connection: sa.Connection, reference: str = "M1", **given: object) -> int:
    """Insert a member and return the row's number."""
    row = {
        "reference": reference,
        "language": "fr",
        "country": "FR",
        "time_zone": "Europe/Paris",
        "attributes": {},
        "created_at": NOW,
        "updated_at": NOW,
        **given,
    }
    for name in ("phone", "email"):
        if row.get(name):
            row[f"{name}_hash"] = HASHER.hash(str(row[name]))
    statement = sa.insert(members).values(row).returning(members.c.id)
    return int(connection.execute(statement).scalar_one())
