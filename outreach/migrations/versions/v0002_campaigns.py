"""Templates, segments and campaigns."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from outreach.tables.columns import Identity, Instant, Json

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Change the tables."""
    op.create_table(
        "campaigns",
        sa.Column("id", Identity, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="draft", nullable=False),
        sa.Column("resumed_state", sa.Text(), server_default="", nullable=False),
        sa.Column("hold_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("next_run_at", Instant(), nullable=True),
        sa.Column("expires_at", Instant(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_campaigns"),
        sa.UniqueConstraint("name", name="uq_campaigns_name"),
    )
    op.create_index("ix_campaigns_state_next_run_at", "campaigns", ["state", "next_run_at"])
    op.create_table(
        "segments",
        sa.Column("id", Identity, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rule", Json, nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_segments"),
        sa.UniqueConstraint("name", name="uq_segments_name"),
    )
    op.create_table(
        "templates",
        sa.Column("id", Identity, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("archived_at", Instant(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_templates"),
        sa.UniqueConstraint("name", name="uq_templates_name"),
    )
    op.create_table(
        "campaign_audiences",
        sa.Column("campaign_id", Identity, autoincrement=False, nullable=False),
        sa.Column("member_id", Identity, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaigns.id"],
            name="fk_campaign_audiences_campaign_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name="fk_campaign_audiences_member_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("campaign_id", "member_id", name="pk_campaign_audiences"),
    )
    op.create_index("ix_campaign_audiences_member_id", "campaign_audiences", ["member_id"])
    op.create_table(
        "campaign_runs",
        sa.Column("id", Identity, nullable=False),
        sa.Column("campaign_id", Identity, nullable=False),
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="planning", nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("planned_through", Identity, nullable=True),
        sa.Column("planned", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("left_out", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("finished_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaigns.id"],
            name="fk_campaign_runs_campaign_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_campaign_runs"),
        sa.UniqueConstraint(
            "campaign_id", "occurrence", name="uq_campaign_runs_campaign_id_occurrence"
        ),
    )
    op.create_table(
        "campaign_versions",
        sa.Column("id", Identity, nullable=False),
        sa.Column("campaign_id", Identity, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("definition", Json, nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaigns.id"],
            name="fk_campaign_versions_campaign_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_campaign_versions"),
        sa.UniqueConstraint(
            "campaign_id", "number", name="uq_campaign_versions_campaign_id_number"
        ),
    )
    op.create_table(
        "template_versions",
        sa.Column("id", Identity, nullable=False),
        sa.Column("template_id", Identity, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fallbacks", Json, server_default="{}", nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["template_id"], ["templates.id"], name="fk_template_versions_template_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_template_versions"),
        sa.UniqueConstraint(
            "template_id", "number", name="uq_template_versions_template_id_number"
        ),
    )
    op.create_table(
        "campaign_approvals",
        sa.Column("id", Identity, nullable=False),
        sa.Column("version_id", Identity, nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("audience_size", sa.Integer(), nullable=False),
        sa.Column("submitted_by", sa.Text(), nullable=False),
        sa.Column("submitted_at", Instant(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("approved", sa.Boolean(), nullable=True),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["campaign_versions.id"],
            name="fk_campaign_approvals_version_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_campaign_approvals"),
    )
    op.create_index("ix_campaign_approvals_version_id", "campaign_approvals", ["version_id"])
    op.create_table(
        "wordings",
        sa.Column("id", Identity, nullable=False),
        sa.Column("version_id", Identity, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("source_hash", sa.Text(), nullable=True),
        sa.Column("reviewed_by", sa.Text(), nullable=True),
        sa.Column("reviewed_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["template_versions.id"],
            name="fk_wordings_version_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_wordings"),
        sa.UniqueConstraint(
            "version_id", "channel", "locale", name="uq_wordings_version_id_channel_locale"
        ),
    )
