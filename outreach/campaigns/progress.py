"""How far a campaign has come: counted from the rows, which are the truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

import locales
from outreach.statuses import BY_PERSON, FINAL, Status
from outreach.tables import campaign_runs, messages, wordings, work_items

_GROUPS = {
    "waiting": (Status.CREATED, Status.CLAIMED),
    "underway": (Status.SENDING, Status.UNKNOWN),
    "sent": (Status.SENT, Status.PENDING),
    "delivered": (Status.DELIVERED,),
}
_FAILED = sorted(FINAL - {Status.DELIVERED})


@dataclass(frozen=True, slots=True)
class Progress:
    """Messages of a campaign: each is in one of the first six; `reasons` are why some failed.

    What was cancelled was never tried. A member has one message for each channel that was tried.

    `work` are open items for people.
    """

    waiting: int
    underway: int
    sent: int
    delivered: int
    failed: int
    cancelled: int
    reasons: Mapping[str, int]
    work: int
    next_due_at: datetime | None

    @property
    def total(self) -> int:
        """All messages that were planned."""
        return self.waiting + self.underway + self.sent + self.delivered + self.over

    @property
    def over(self) -> int:
        """Those that reached nobody, for whatever reason."""
        return self.failed + self.cancelled


@dataclass(frozen=True, slots=True)
class Run:
    """One occurrence of a campaign; `state` is planning, planned, held or released."""

    occurrence: str
    state: str
    due_at: datetime
    planned: int
    left_out: int


def count_progress(connection: sa.Connection, campaign_id: int) -> Progress:
    """Return how far a campaign has come."""
    counts = _count_statuses(connection, campaign_id)
    sums = {name: sum(counts.get(status, 0) for status in group) for name, group in _GROUPS.items()}
    mine = messages.c.campaign_id == campaign_id
    upcoming = sa.select(sa.func.min(messages.c.due_at)).where(
        mine, messages.c.status == Status.CREATED
    )
    work = sa.select(sa.func.count()).where(
        work_items.c.campaign_id == campaign_id, work_items.c.closed_at.is_(None)
    )
    reasons = _count_reasons(connection, campaign_id)
    left_to_people = reasons.pop(BY_PERSON, 0)
    cancelled = counts.get(Status.CANCELLED, 0)
    return Progress(
        waiting=sums["waiting"],
        underway=sums["underway"],
        sent=sums["sent"],
        delivered=sums["delivered"],
        failed=sum(counts.values()) - sum(sums.values()) - cancelled,
        cancelled=cancelled - left_to_people,
        reasons=reasons,
        work=connection.execute(work).scalar_one(),
        next_due_at=connection.execute(upcoming).scalar(),
    )


def _count_statuses(connection: sa.Connection, campaign_id: int) -> dict[str, int]:
    query = (
        sa.select(messages.c.status, sa.func.count())
        .where(messages.c.campaign_id == campaign_id)
        .group_by(messages.c.status)
    )
    return dict(connection.execute(query).tuples().all())


def _count_reasons(connection: sa.Connection, campaign_id: int) -> dict[str, int]:
    query = (
        sa.select(messages.c.reason, sa.func.count())
        .where(
            messages.c.campaign_id == campaign_id,
            messages.c.status.in_(_FAILED),
            messages.c.reason != "",
        )
        .group_by(messages.c.reason)
        .order_by(sa.func.count().desc())
    )
    return dict(connection.execute(query).tuples().all())


def count_members(connection: sa.Connection, campaign_id: int) -> int:
    """Return how many members the messages are for; each may get several, one after another."""
    members = sa.func.count(messages.c.member_id.distinct())
    mine = sa.select(members).where(messages.c.campaign_id == campaign_id)
    return connection.execute(mine).scalar_one()


def count_fallbacks(connection: sa.Connection, campaign_id: int) -> dict[tuple[str, str], int]:
    """Return how many are written to in another language than their own, by (language, locale)."""
    query = (
        sa.select(messages.c.language, wordings.c.locale, sa.func.count())
        .join(wordings, wordings.c.id == messages.c.wording_id)
        .where(messages.c.campaign_id == campaign_id)
        .group_by(messages.c.language, wordings.c.locale)
    )
    return {
        (language, locale): count
        for language, locale, count in connection.execute(query)
        if locales.find_supported(language) != locale
    }


def list_runs(connection: sa.Connection, campaign_id: int, most: int = 10) -> list[Run]:
    """Return the last runs of a campaign, the newest first."""
    query = (
        sa.select(*(campaign_runs.c[name] for name in Run.__slots__))
        .where(campaign_runs.c.campaign_id == campaign_id)
        .order_by(campaign_runs.c.id.desc())
        .limit(most)
    )
    return [Run(*row) for row in connection.execute(query)]
