"""Many messages that are due: each to a member of its own, some members on one phone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from outreach.database import Database
from outreach.tables import members, messages
from tests.outreach.dispatch.rows import add_wording

SHARING = 2
"""One in so many pairs of members shares a phone, and gets the same words twice."""


def add_due(database: Database, texts: int, mails: int) -> None:
    """Add text messages and mails, all due now."""
    now = datetime.now(UTC)
    with database.write() as connection:
        sms = add_wording(connection, "sms", "Hei {name}.")
        email = add_wording(connection, "email", "Hei {name}.", "Hei")
        wordings = ["sms"] * texts + ["email"] * mails
        people = [_make_member(number, now) for number in range(texts + mails)]
        connection.execute(sa.insert(members), people)
        ids = sa.select(members.c.id, members.c.phone, members.c.email).order_by(members.c.id)
        rows = [
            {
                "member_id": row.id,
                "wording_id": sms if channel == "sms" else email,
                "channel": channel,
                "address": row.phone if channel == "sms" else row.email,
                "values": {"name": row.phone, "preferences_link": "https://example.org/p"},
                "purpose": "service",
                "language": "fi",
                "due_at": now,
                "created_at": now,
            }
            for row, channel in zip(connection.execute(ids), wordings, strict=True)
        ]
        connection.execute(sa.insert(messages), rows)


def _make_member(number: int, now: datetime) -> dict[str, Any]:
    shares = number // 2 % SHARING == 0
    phone = f"+35840{number - number % 2 if shares else number:07}"
    return {
        "reference": f"r{number}",
        "language": "fi",
        "country": "FI",
        "time_zone": "Europe/Helsinki",
        "phone": phone,
        "phone_kind": "mobile",
        "phone_hash": f"hash of {phone}",
        "email": f"member{number}@example.org",
        "email_hash": f"hash of {number}",
        "created_at": now,
        "updated_at": now,
    }
