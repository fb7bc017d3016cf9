"""Messages that are due, for the benchmarks of delivery: as campaigns plan them."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from outreach.database import Database
from outreach.tables import campaigns, members, messages, template_versions, templates, wordings

SUBJECT = "Your pension, {name}"
SMS = "Dear {name}, your pension of {sum, amount} is paid on {day, date}. Reply STOP to end this."
EMAIL = """# Your pension

Dear {name},

Your pension of **{sum, amount}** is paid on {day, date}. You need not do anything.

- Questions? Call us, or [write to us](https://example.org/contact).
- Has your address changed? [Tell us]({preferences_link}).
"""


def add_due(database: Database, channel: str, count: int) -> None:
    """Add `count` messages of one campaign, each to a member of its own."""
    now = datetime.now(UTC)
    made = {"created_at": now, "created_by": "bench"}
    with database.write() as connection:
        template = {"id": 1, "name": "payment", "purpose": "service", "created_at": now}
        connection.execute(sa.insert(templates).values(template))
        version = {"id": 1, "template_id": 1, "number": 1, **made}
        connection.execute(sa.insert(template_versions).values(version))
        body = EMAIL if channel == "email" else SMS
        wording = {"id": 1, "version_id": 1, "channel": channel, "locale": "en"}
        wording |= {"subject": SUBJECT if channel == "email" else "", "body": body}
        connection.execute(sa.insert(wordings).values(wording))
        campaign = {"id": 1, "name": "payments", "state": "sending", "updated_at": now, **made}
        connection.execute(sa.insert(campaigns).values(campaign))
        numbers = range(1, count + 1)
        connection.execute(sa.insert(members), [_make_member(each, now) for each in numbers])
        rows = [_make_message(each, channel, now) for each in numbers]
        connection.execute(sa.insert(messages), rows)


def get_address(number: int, channel: str) -> str:
    """Return where a member's messages go."""
    return f"member{number}@example.org" if channel == "email" else f"+35840{number:07}"


def get_values(number: int) -> dict[str, object]:
    """Return what a member's wording is filled with."""
    return {
        "name": f"Aino {number}",
        "sum": {"number": f"{500 + number % 1000}.50", "currency": "EUR"},
        "day": f"2026-06-{1 + number % 28:02}",
        "preferences_link": f"https://example.org/p/{number}",
    }


def _make_member(number: int, now: datetime) -> dict[str, object]:
    phone, email = get_address(number, "sms"), get_address(number, "email")
    return {
        "id": number,
        "reference": str(number),
        "language": "en",
        "country": "FI",
        "time_zone": "Europe/Helsinki",
        "phone": phone,
        "phone_kind": "mobile",
        "phone_hash": f"p{number}",
        "email": email,
        "email_hash": f"e{number}",
        "created_at": now,
        "updated_at": now,
    }


def _make_message(number: int, channel: str, now: datetime) -> dict[str, object]:
    return {
        "campaign_id": 1,
        "member_id": number,
        "wording_id": 1,
        "channel": channel,
        "purpose": "service",
        "language": "en",
        "address": get_address(number, channel),
        "values": get_values(number),
        "due_at": now,
        "created_at": now,
    }
