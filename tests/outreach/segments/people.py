"""Rows for tests of segments, with defaults."""

from datetime import UTC, date, datetime

import sqlalchemy as sa

from outreach.tables import campaigns, consents, life_events, members, messages, replies

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
TODAY = date(2026, 5, 4)


def add_member(connection, reference, **given):
    facts = {
        "reference": reference,
        "language": "fi",
        "country": "FI",
        "time_zone": "Europe/Helsinki",
        "born_on": date(1960, 1, 1),
        "created_at": NOW,
        "updated_at": NOW,
    }
    insert = sa.insert(members).values(facts | given).returning(members.c.id)
    return connection.execute(insert).scalar_one()


def add_event(connection, member_id, kind, happened_on):
    facts = {"member_id": member_id, "type": kind, "happened_on": happened_on}
    connection.execute(sa.insert(life_events).values(facts | {"source": "x", "created_at": NOW}))


def add_consent(connection, member_id, granted, channel="sms", purpose="promotion"):
    facts = {"member_id": member_id, "channel": channel, "purpose": purpose, "granted": granted}
    connection.execute(sa.insert(consents).values(facts | {"source": "x", "decided_at": NOW}))


def add_campaign(connection, name):
    facts = {"name": name, "created_at": NOW, "created_by": "ann", "updated_at": NOW}
    return connection.execute(
        sa.insert(campaigns).values(facts).returning(campaigns.c.id)
    ).scalar_one()


def add_message(connection, campaign_id, member_id, status="delivered", **given):
    facts = {
        "campaign_id": campaign_id,
        "member_id": member_id,
        "occurrence": f"of {member_id}",
        "channel": "sms",
        "purpose": "service",
        "language": "fi",
        "status": status,
        "due_at": NOW,
        "created_at": NOW,
    }
    insert = sa.insert(messages).values(facts | given).returning(messages.c.id)
    return connection.execute(insert).scalar_one()


def add_reply(connection, message_id):
    facts = {
        "provider": "sandbox",
        "provider_id": f"SM{message_id}",
        "channel": "sms",
        "address": "+358401234567",
        "sender": "Fund",
        "body": "thanks",
        "message_id": message_id,
        "received_at": NOW,
    }
    connection.execute(sa.insert(replies).values(facts))
