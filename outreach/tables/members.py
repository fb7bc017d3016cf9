"""Members, and what happened in their lives.

An employer is a member whose name and addresses are those of its contact person. A representative
is a member too, with a language and a channel of its own, to whom others' messages go.
"""

from __future__ import annotations

import sqlalchemy as sa

from outreach.tables.columns import (
    Instant,
    Json,
    flag,
    identity,
    instant,
    metadata,
    partial_index,
    refers,
    text,
)

members = sa.Table(
    "members",
    metadata,
    identity(),
    text("reference", unique=True),  # The institution's own; any text.
    text("kind", default="person"),  # person, employer or representative
    text("name", default=""),  # How the member is addressed; an employer's firm.
    text("contact_name", default=""),  # An employer's contact person.
    text("language"),  # BCP 47
    text("country"),  # ISO 3166-1, two letters
    sa.Column("region", sa.Text),  # ISO 3166-2
    text("time_zone"),  # IANA
    sa.Column("born_on", sa.Date),
    sa.Column("phone", sa.Text),  # E.164
    sa.Column("phone_kind", sa.Text),  # mobile, landline or unknown
    sa.Column("phone_hash", sa.Text),  # Compared with suppressions.address_hash.
    sa.Column("email", sa.Text),
    sa.Column("email_hash", sa.Text),
    sa.Column("preferred_channel", sa.Text),  # sms, voice or email
    flag("needs_voice"),  # Voice instead of text.
    flag("needs_large_print"),
    sa.Column("deceased_on", sa.Date),
    sa.Column("closed_on", sa.Date),
    refers("representative_id", "members.id", ondelete="SET NULL", nullable=True),
    sa.Column("attributes", Json, nullable=False, server_default="{}"),
    instant("created_at"),
    instant("updated_at"),
    sqlite_autoincrement=True,  # Its numbers are known outside.
)
sa.Index("ix_members_born_on", members.c.born_on)
partial_index(
    "ix_members_phone_hash", members.c.phone_hash, where=members.c.phone_hash.is_not(None)
)
partial_index(
    "ix_members_email_hash", members.c.email_hash, where=members.c.email_hash.is_not(None)
)
partial_index(
    "ix_members_representative_id",
    members.c.representative_id,
    where=members.c.representative_id.is_not(None),
)

life_events = sa.Table(
    "life_events",
    metadata,
    identity(),
    refers("member_id", "members.id", ondelete="CASCADE"),
    text("type"),  # A word such as birth, job_loss, retirement.
    sa.Column("happened_on", sa.Date, nullable=False),
    text("source"),
    instant("created_at"),
    sa.Column("handled_at", Instant),  # When campaigns that wait for such events were told.
    sa.UniqueConstraint("member_id", "type", "happened_on"),
    sqlite_autoincrement=True,  # Its numbers are known outside.
)
sa.Index("ix_life_events_type_happened_on", life_events.c.type, life_events.c.happened_on)
partial_index(
    "ix_life_events_unhandled", life_events.c.id, where=life_events.c.handled_at.is_(None)
)
