"""Templates, their versions, and the wordings of a version by channel and locale."""

from __future__ import annotations

import sqlalchemy as sa

from outreach.tables.columns import (
    Instant,
    Json,
    flag,
    identity,
    instant,
    metadata,
    refers,
    text,
    whole,
)

templates = sa.Table(
    "templates",
    metadata,
    identity(),
    text("name", unique=True),
    text("purpose"),  # service or promotion
    flag("sensitive"),  # No personal content in SMS or email; listening asks for a check.
    sa.Column("archived_at", Instant),
    instant("created_at"),
)

template_versions = sa.Table(
    "template_versions",
    metadata,
    identity(),
    refers("template_id", "templates.id"),
    whole("number"),  # From 1 on.
    sa.Column("fallbacks", Json, nullable=False, server_default="{}"),  # locale -> locale
    instant("created_at"),
    text("created_by"),
    sa.UniqueConstraint("template_id", "number"),
)

wordings = sa.Table(
    "wordings",
    metadata,
    identity(),
    refers("version_id", "template_versions.id", ondelete="CASCADE"),
    text("channel"),
    text("locale"),  # As in locales.SUPPORTED.
    text("subject", default=""),  # Email alone.
    text("body"),
    sa.Column("source_hash", sa.Text),  # Of the source wording it was translated from.
    sa.Column("reviewed_by", sa.Text),  # Who vouches for it; unset in what is shipped.
    sa.Column("reviewed_at", Instant),
    sa.UniqueConstraint("version_id", "channel", "locale"),
)
