"""Rows that wait to be sent, with defaults."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from outreach.database import Database
from outreach.tables import (
    campaigns,
    members,
    messages,
    template_versions,
    templates,
    wordings,
)

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
PHONE = "+358401234567"
MAILBOX = "aino@example.org"


def add_wording(
    connection: sa.Connection, channel: str, body: str, subject: str = "", locale: str = "fi"
) -> int:
    """Add a template of one wording."""
    count = connection.execute(sa.select(sa.func.count()).select_from(templates)).scalar_one()
    name = f"template {count}"
    template = _add(connection, templates, name=name, purpose="service", created_at=NOW)
    version = _add(
        connection,
        template_versions,
        template_id=template,
        number=1,
        created_at=NOW,
        created_by="ann",
    )
    return _add(
        connection,
        wordings,
        version_id=version,
        channel=channel,
        locale=locale,
        subject=subject,
        body=body,
    )


def add_member(connection: sa.Connection, reference: str, **given: Any) -> int:
    facts = {
        "reference": reference,
        "language": "fi",
        "country": "FI",
        "time_zone": "Europe/Helsinki",
        "phone": PHONE,
        "phone_kind": "mobile",
        "phone_hash": f"hash of {given.get('phone', PHONE)}",
        "email": MAILBOX,
        "email_hash": f"hash of {given.get('email', MAILBOX)}",
        "created_at": NOW,
        "updated_at": NOW,
    }
    return _add(connection, members, **(facts | given))


def add_campaign(connection: sa.Connection, name: str = "May", state: str = "sending") -> int:
    return _add(
        connection,
        campaigns,
        name=name,
        state=state,
        created_at=NOW,
        created_by="ann",
        updated_at=NOW,
    )


def add_message(database: Database, **given: Any) -> int:
    """Add a due message to a member of its own; `member` are facts of the member."""
    member = given.pop("member", {})
    channel = given.setdefault("channel", "sms")
    with database.write() as connection:
        count = connection.execute(sa.select(sa.func.count()).select_from(members)).scalar_one()
        member_id = add_member(connection, f"r{count}", **member)
        body = given.pop("words", f"Hei {{name}}, viesti {count}.")
        subject = "Hei {name}" if channel == "email" else ""
        locale = given.pop("locale", "fi")
        facts = {
            "member_id": member_id,
            "wording_id": add_wording(connection, channel, body, subject, locale),
            "purpose": "service",
            "language": "fi",
            "address": MAILBOX if channel == "email" else PHONE,
            "values": {"name": "Aino", "preferences_link": "https://example.org/p"},
            "due_at": NOW,
            "created_at": NOW,
        }
        return _add(connection, messages, **(facts | given))


def read_message(database: Database, number: int) -> Any:
    """Return a message's row."""
    with database.read() as connection:
        return connection.execute(sa.select(messages).where(messages.c.id == number)).one()


def _add(connection: sa.Connection, table: sa.Table, **facts: Any) -> int:
    insert = sa.insert(table).values(facts).returning(table.c.id)
    return int(connection.execute(insert).scalar_one())
