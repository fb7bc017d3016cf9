"""Replies, listen links and work for people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from outreach.tables.columns import Identity, Instant, Json

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Change the tables."""
    op.create_table(
        "work_items",
        sa.Column("id", Identity, nullable=False),
        sa.Column("member_id", Identity, nullable=False),
        sa.Column("campaign_id", Identity, nullable=True),
        sa.Column("occurrence", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("needs", Json, server_default="[]", nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("exported_at", Instant(), nullable=True),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name="fk_work_items_campaign_id"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_work_items_member_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_work_items"),
        sa.UniqueConstraint(
            "member_id",
            "campaign_id",
            "occurrence",
            "reason",
            name="uq_work_items_member_id_campaign_id_occurrence_reason",
        ),
    )
    op.create_index(
        "ix_work_items_open",
        "work_items",
        ["id"],
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "listen_links",
        sa.Column("id", Identity, nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=True),
        sa.Column("message_id", Identity, nullable=False),
        sa.Column("check", sa.Text(), server_default="", nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("first_played_at", Instant(), nullable=True),
        sa.Column("plays", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("failed_checks", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name="fk_listen_links_message_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_listen_links"),
        sa.UniqueConstraint("code_hash", name="uq_listen_links_code_hash"),
        sa.UniqueConstraint("token_hash", name="uq_listen_links_token_hash"),
    )
    op.create_index("ix_listen_links_message_id", "listen_links", ["message_id"])
    op.create_table(
        "replies",
        sa.Column("id", Identity, nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("provider_id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("keyword", sa.Text(), server_default="", nullable=False),
        sa.Column("member_id", Identity, nullable=True),
        sa.Column("message_id", Identity, nullable=True),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("handled_at", Instant(), nullable=True),
        sa.Column("confirmed_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_replies_member_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name="fk_replies_message_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_replies"),
        sa.UniqueConstraint("provider", "provider_id", name="uq_replies_provider_provider_id"),
    )
    op.create_index("ix_replies_member_id", "replies", ["member_id"])
    op.create_index("ix_replies_message_id", "replies", ["message_id"])
    op.create_index(
        "ix_replies_unhandled",
        "replies",
        ["id"],
        sqlite_where=sa.text("handled_at IS NULL"),
        postgresql_where=sa.text("handled_at IS NULL"),
    )
