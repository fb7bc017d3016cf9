"""Segments, campaigns with their versions and approvals, and the runs of a campaign."""

from __future__ import annotations

import sqlalchemy as sa

from outreach.tables.columns import (
    Identity,
    Instant,
    Json,
    identity,
    instant,
    metadata,
    refers,
    text,
    whole,
)

segments = sa.Table(
    "segments",
    metadata,
    identity(),
    text("name", unique=True),
    sa.Column("rule", Json, nullable=False),
    instant("created_at"),
    text("created_by"),
    instant("updated_at"),
)

campaigns = sa.Table(
    "campaigns",
    metadata,
    identity(),
    text("name", unique=True),
    text("state", default="draft"),  # draft, submitted, approved, scheduled, sending, paused, …
    text("resumed_state", default=""),  # The state that a paused campaign goes back to.
    text("hold_reason", default=""),  # Why it waits for a person.
    whole("version", default=1),  # The number of the version in force.
    sa.Column("next_run_at", Instant),
    sa.Column("expires_at", Instant),
    instant("created_at"),
    text("created_by"),
    instant("updated_at"),
)
sa.Index("ix_campaigns_state_next_run_at", campaigns.c.state, campaigns.c.next_run_at)

campaign_versions = sa.Table(
    "campaign_versions",
    metadata,
    identity(),
    refers("campaign_id", "campaigns.id", ondelete="CASCADE"),
    whole("number"),
    # Audience, template version, channel plan, schedule, expiry, rate, hours and caps.
    sa.Column("definition", Json, nullable=False),
    instant("created_at"),
    text("created_by"),
    sa.UniqueConstraint("campaign_id", "number"),
)

campaign_approvals = sa.Table(
    "campaign_approvals",
    metadata,
    identity(),
    refers("version_id", "campaign_versions.id", ondelete="CASCADE"),
    text("fingerprint"),  # SHA-256 of all that the approval covers.
    whole("audience_size"),
    text("submitted_by"),
    instant("submitted_at"),
    sa.Column("decided_by", sa.Text),
    sa.Column("decided_at", Instant),
    sa.Column("approved", sa.Boolean),
    text("remark", default=""),
)
sa.Index("ix_campaign_approvals_version_id", campaign_approvals.c.version_id)

_CAMPAIGN = sa.ForeignKey("campaigns.id", ondelete="CASCADE")
_MEMBER = sa.ForeignKey("members.id", ondelete="CASCADE")

campaign_audiences = sa.Table(
    "campaign_audiences",
    metadata,
    sa.Column("campaign_id", Identity, _CAMPAIGN, primary_key=True, autoincrement=False),
    sa.Column("member_id", Identity, _MEMBER, primary_key=True, autoincrement=False),
)
"""Who a one-off campaign goes to, as counted and frozen at its approval."""
sa.Index("ix_campaign_audiences_member_id", campaign_audiences.c.member_id)

campaign_runs = sa.Table(
    "campaign_runs",
    metadata,
    identity(),
    refers("campaign_id", "campaigns.id", ondelete="CASCADE"),
    text("occurrence"),  # As in messages.occurrence; empty for a one-off campaign.
    text("state", default="planning"),  # planning, planned, held or cancelled
    instant("due_at"),
    sa.Column("planned_through", Identity),  # The last member of the last finished range.
    whole("planned", default=0),
    whole("left_out", default=0),
    instant("created_at"),
    sa.Column("finished_at", Instant),
    sa.UniqueConstraint("campaign_id", "occurrence"),
)
