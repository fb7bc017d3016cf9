"""What members agreed to, and addresses that nothing may be sent to."""

from __future__ import annotations

import sqlalchemy as sa

from outreach.tables.columns import (
    Identity,
    Instant,
    flag,
    identity,
    instant,
    metadata,
    refers,
    text,
)

_MEMBER = sa.ForeignKey("members.id", ondelete="CASCADE")

consents = sa.Table(
    "consents",
    metadata,
    sa.Column("member_id", Identity, _MEMBER, primary_key=True, autoincrement=False),
    sa.Column("channel", sa.Text, primary_key=True),  # sms, voice or email
    sa.Column("purpose", sa.Text, primary_key=True),  # service or promotion
    flag("granted"),
    text("source"),  # import, reply, preferences, unsubscribe, staff or api
    instant("decided_at"),
    sqlite_with_rowid=False,  # Segments look the key up for each member: one tree, not two.
)
"""The decision in force; where there is none, the purpose's own rule holds."""

consent_changes = sa.Table(
    "consent_changes",
    metadata,
    identity(),
    refers("member_id", "members.id", ondelete="CASCADE"),
    text("channel"),
    text("purpose"),
    flag("granted"),
    text("source"),
    instant("decided_at"),
)
"""Every decision, as the proof of when and how it was given or withdrawn."""
sa.Index("ix_consent_changes_member_id", consent_changes.c.member_id)

suppressions = sa.Table(
    "suppressions",
    metadata,
    identity(),
    text("address_hash"),  # `outreach.addresses.AddressHasher`: erased people stay unnamed.
    text("channel", default=""),  # Empty: every channel that has the address.
    text("sender", default=""),  # Empty: every sender; a STOP holds for one.
    text("purpose", default=""),  # Empty: every purpose.
    text("reason"),  # stop, unsubscribe, complaint, hard-bounce, invalid, erased or staff
    text("source"),
    instant("created_at"),
    sa.Column("lifted_at", Instant),  # A START, or staff: no longer in force from then on.
    sa.UniqueConstraint("address_hash", "channel", "sender", "purpose"),
)
