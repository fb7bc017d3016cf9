"""What comes back from members: replies, plays of a listen link, and work for people."""

from __future__ import annotations

import sqlalchemy as sa

from outreach.tables.columns import (
    Instant,
    Json,
    identity,
    instant,
    metadata,
    partial_index,
    refers,
    text,
    whole,
)

replies = sa.Table(
    "replies",
    metadata,
    identity(),
    text("provider"),
    text("provider_id"),  # The carrier's own id: read twice, kept once.
    text("channel"),
    text("address"),  # Who wrote, in E.164 or as an email address.
    text("sender"),  # Which of our senders it was written to.
    text("body"),
    text("keyword", default=""),  # stop, start, help, or empty
    refers("member_id", "members.id", ondelete="CASCADE", nullable=True),
    refers("message_id", "messages.id", ondelete="SET NULL", nullable=True),
    instant("received_at"),
    sa.Column("handled_at", Instant),
    sa.Column("confirmed_at", Instant),  # By us, or by the carrier.
    sa.UniqueConstraint("provider", "provider_id"),
)
sa.Index("ix_replies_member_id", replies.c.member_id)
sa.Index("ix_replies_message_id", replies.c.message_id)
partial_index("ix_replies_unhandled", replies.c.id, where=replies.c.handled_at.is_(None))

listen_links = sa.Table(
    "listen_links",
    metadata,
    identity(),
    text("token_hash", unique=True),  # SHA-256: the table opens no link.
    sa.Column("code_hash", sa.Text, unique=True),  # Of the short code on a letter.
    refers("message_id", "messages.id", ondelete="CASCADE"),
    text("check", default=""),  # What is asked first, such as born_on; empty: nothing.
    instant("expires_at"),
    sa.Column("first_played_at", Instant),
    whole("plays", default=0),
    whole("failed_checks", default=0),
    instant("created_at"),
)
sa.Index("ix_listen_links_message_id", listen_links.c.message_id)

work_items = sa.Table(
    "work_items",
    metadata,
    identity(),
    refers("member_id", "members.id", ondelete="CASCADE"),
    refers("campaign_id", "campaigns.id", nullable=True),
    text("occurrence", default=""),
    text("reason"),  # no-address, not-delivered, suppressed, reply, …
    text("language"),
    sa.Column("needs", Json, nullable=False, server_default="[]"),
    instant("created_at"),
    sa.Column("exported_at", Instant),
    sa.Column("closed_at", Instant),
    sa.Column("closed_by", sa.Text),
    sa.Column("outcome", sa.Text),
    sa.UniqueConstraint("member_id", "campaign_id", "occurrence", "reason"),
)
"""What a person does in the place of a message: a letter, a call, a visit to a branch."""
partial_index("ix_work_items_open", work_items.c.id, where=work_items.c.closed_at.is_(None))
