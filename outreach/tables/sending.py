"""What senders share across machines: rates, rests, switches and leases; and the record
of who did what."""

from __future__ import annotations

import sqlalchemy as sa

from outreach.tables.columns import (
    Instant,
    Json,
    flag,
    identity,
    instant,
    metadata,
    text,
    whole,
)

sender_rates = sa.Table(
    "sender_rates",
    metadata,
    sa.Column("provider", sa.Text, primary_key=True),
    sa.Column("sender", sa.Text, primary_key=True),
    sa.Column("per_second", sa.Float, nullable=False),
    sa.Column("tokens", sa.Float, nullable=False),
    instant("refilled_at"),
)
"""A token bucket a sender; tokens are taken in the transaction of the claim."""

provider_rests = sa.Table(
    "provider_rests",
    metadata,
    sa.Column("provider", sa.Text, primary_key=True),
    whole("failures", default=0),  # In a row.
    sa.Column("rested_until", Instant),
)

switches = sa.Table(
    "switches",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),  # sending, …
    flag("on"),
    text("reason", default=""),
    instant("changed_at"),
    text("changed_by"),
)

leases = sa.Table(
    "leases",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),  # sweep, …
    text("owner"),
    instant("lease_until"),
)
"""Work that one machine does at a time."""

installation = sa.Table(
    "installation",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", Json, nullable=False),
)
"""Facts about this installation that a backup has to hold, such as the key of address hashes."""

actions = sa.Table(
    "actions",
    metadata,
    identity(),
    instant("at"),
    text("actor"),
    text("verb"),  # imported, erased, approved, paused, …
    text("object_kind"),
    text("object_id", default=""),
    sa.Column("detail", Json, nullable=False, server_default="{}"),  # No member's own values.
)
"""Who did what, for the audit; rows are added and never changed."""
sa.Index("ix_actions_object", actions.c.object_kind, actions.c.object_id)
sa.Index("ix_actions_at", actions.c.at)
