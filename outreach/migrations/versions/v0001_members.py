"""The record, members, consent and cases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from outreach.tables.columns import Identity, Instant, Json

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Change the tables."""
    op.create_table(
        "actions",
        sa.Column("id", Identity, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("object_kind", sa.Text(), nullable=False),
        sa.Column("object_id", sa.Text(), server_default="", nullable=False),
        sa.Column("detail", Json, server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_actions"),
    )
    op.create_index("ix_actions_at", "actions", ["at"])
    op.create_index("ix_actions_object", "actions", ["object_kind", "object_id"])
    op.create_table(
        "case_wordings",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "term", "locale", name="pk_case_wordings"),
    )
    op.create_table(
        "installation",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", Json, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_installation"),
    )
    op.create_table(
        "members",
        sa.Column("id", Identity, nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="person", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("contact_name", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("phone_kind", sa.Text(), nullable=True),
        sa.Column("phone_hash", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("email_hash", sa.Text(), nullable=True),
        sa.Column("preferred_channel", sa.Text(), nullable=True),
        sa.Column("needs_voice", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("needs_large_print", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("deceased_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("representative_id", Identity, nullable=True),
        sa.Column("attributes", Json, server_default="{}", nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["representative_id"],
            ["members.id"],
            name="fk_members_representative_id",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_members"),
        sa.UniqueConstraint("reference", name="uq_members_reference"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_members_born_on", "members", ["born_on"])
    op.create_index(
        "ix_members_email_hash",
        "members",
        ["email_hash"],
        sqlite_where=sa.text("email_hash IS NOT NULL"),
        postgresql_where=sa.text("email_hash IS NOT NULL"),
    )
    op.create_index(
        "ix_members_phone_hash",
        "members",
        ["phone_hash"],
        sqlite_where=sa.text("phone_hash IS NOT NULL"),
        postgresql_where=sa.text("phone_hash IS NOT NULL"),
    )
    op.create_index(
        "ix_members_representative_id",
        "members",
        ["representative_id"],
        sqlite_where=sa.text("representative_id IS NOT NULL"),
        postgresql_where=sa.text("representative_id IS NOT NULL"),
    )
    op.create_table(
        "suppressions",
        sa.Column("id", Identity, nullable=False),
        sa.Column("address_hash", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), server_default="", nullable=False),
        sa.Column("sender", sa.Text(), server_default="", nullable=False),
        sa.Column("purpose", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("lifted_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_suppressions"),
        sa.UniqueConstraint(
            "address_hash",
            "channel",
            "sender",
            "purpose",
            name="uq_suppressions_address_hash_channel_sender_purpose",
        ),
    )
    op.create_table(
        "cases",
        sa.Column("id", Identity, nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("member_id", Identity, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("next_step", sa.Text(), server_default="", nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_cases_member_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.UniqueConstraint("reference", name="uq_cases_reference"),
    )
    op.create_index("ix_cases_member_id", "cases", ["member_id"])
    op.create_table(
        "consent_changes",
        sa.Column("id", Identity, nullable=False),
        sa.Column("member_id", Identity, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("granted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_consent_changes_member_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_consent_changes"),
    )
    op.create_index("ix_consent_changes_member_id", "consent_changes", ["member_id"])
    op.create_table(
        "consents",
        sa.Column("member_id", Identity, autoincrement=False, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("granted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_consents_member_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", "channel", "purpose", name="pk_consents"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "life_events",
        sa.Column("id", Identity, nullable=False),
        sa.Column("member_id", Identity, nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("handled_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_life_events_member_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_life_events"),
        sa.UniqueConstraint(
            "member_id", "type", "happened_on", name="uq_life_events_member_id_type_happened_on"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_life_events_type_happened_on", "life_events", ["type", "happened_on"])
    op.create_index(
        "ix_life_events_unhandled",
        "life_events",
        ["id"],
        sqlite_where=sa.text("handled_at IS NULL"),
        postgresql_where=sa.text("handled_at IS NULL"),
    )
    op.create_table(
        "case_changes",
        sa.Column("id", Identity, nullable=False),
        sa.Column("case_id", Identity, nullable=False),
        sa.Column("earlier_status", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("handled_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_case_changes_case_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_changes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_case_changes_case_id", "case_changes", ["case_id"])
    op.create_index(
        "ix_case_changes_unhandled",
        "case_changes",
        ["id"],
        sqlite_where=sa.text("handled_at IS NULL"),
        postgresql_where=sa.text("handled_at IS NULL"),
    )
