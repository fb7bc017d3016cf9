"""Cases of members, how their statuses are worded, and each change of status."""

from __future__ import annotations

import sqlalchemy as sa

from outreach.tables.columns import (
    Instant,
    identity,
    instant,
    metadata,
    partial_index,
    refers,
    text,
)

cases = sa.Table(
    "cases",
    metadata,
    identity(),
    text("reference", unique=True),
    refers("member_id", "members.id", ondelete="CASCADE"),
    text("kind"),  # A word such as pension or sickness_benefit.
    text("status"),  # A word such as received, in_review or decided.
    sa.Column("since", sa.Date, nullable=False),
    text("next_step", default=""),  # A word that case_wordings explains, or empty.
    sa.Column("expected_on", sa.Date),
    instant("updated_at"),
)
sa.Index("ix_cases_member_id", cases.c.member_id)

case_wordings = sa.Table(
    "case_wordings",
    metadata,
    sa.Column("kind", sa.Text, primary_key=True),  # Empty: of any kind.
    sa.Column("term", sa.Text, primary_key=True),  # A status or a next step.
    sa.Column("locale", sa.Text, primary_key=True),  # As in locales.SUPPORTED.
    text("wording"),
)

case_changes = sa.Table(
    "case_changes",
    metadata,
    identity(),
    refers("case_id", "cases.id", ondelete="CASCADE"),
    sa.Column("earlier_status", sa.Text),  # Unset where the case was new.
    text("status"),
    instant("changed_at"),
    text("source"),
    sa.Column("handled_at", Instant),  # When campaigns that wait for such changes were told.
    sqlite_autoincrement=True,  # Its numbers are known outside.
)
sa.Index("ix_case_changes_case_id", case_changes.c.case_id)
partial_index(
    "ix_case_changes_unhandled", case_changes.c.id, where=case_changes.c.handled_at.is_(None)
)
