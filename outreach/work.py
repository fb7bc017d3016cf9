"""The work list: members whom no channel reaches, for a letter, a call or a visit."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TextIO

import sqlalchemy as sa

from outreach.actions import record_action
from outreach.errors import CampaignError
from outreach.tables import campaigns, members, work_items

_HEADER = ("item", "reference", "name", "language", "needs", "reason", "campaign", "since")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class WorkItem:
    """Something for a person to do about a member, and why no message does."""

    id: int
    reference: str
    name: str
    language: str
    needs: list[str]
    reason: str
    campaign: str | None
    created_at: datetime


def list_work(connection: sa.Connection, campaign: str | None = None) -> Iterator[WorkItem]:
    """Yield the open items, of one campaign or of all, the oldest first."""
    query = (
        sa.select(
            work_items.c.id,
            members.c.reference,
            members.c.name,
            work_items.c.language,
            work_items.c.needs,
            work_items.c.reason,
            campaigns.c.name,
            work_items.c.created_at,
        )
        .join(members, members.c.id == work_items.c.member_id)
        .outerjoin(campaigns, campaigns.c.id == work_items.c.campaign_id)
        .where(work_items.c.closed_at.is_(None))
        .order_by(work_items.c.id)
    )
    if campaign is not None:
        query = query.where(campaigns.c.name == campaign)
    for row in connection.execution_options(yield_per=1000).execute(query):
        yield WorkItem(*row)


def export_work(
    connection: sa.Connection, stream: TextIO, by: str, now: datetime, campaign: str | None = None
) -> int:
    """Write the open items as CSV and note that they were handed out; return how many."""
    writer = csv.writer(stream)
    writer.writerow(_HEADER)
    ids = []
    for item in list_work(connection, campaign):
        needs, since = " ".join(item.needs), item.created_at.isoformat(timespec="seconds")
        told = (item.reference, item.name, item.language, needs, item.reason, item.campaign or "")
        writer.writerow((item.id, *(_defuse(each) for each in told), since))
        ids.append({"row": item.id, "at": now})
    if ids:
        mine = sa.update(work_items).where(work_items.c.id == sa.bindparam("row"))
        connection.execute(mine.values(exported_at=sa.bindparam("at")), ids)
    detail = {"items": len(ids)}
    record_action(connection, by, "exported", ("work", campaign or ""), at=now, detail=detail)
    return len(ids)


def _defuse(text: str) -> str:
    """Keep a spreadsheet from taking a member's text for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def close_work(
    connection: sa.Connection, item_id: int, outcome: str, by: str, now: datetime
) -> None:
    """Close an item with what came of it. Raises CampaignError where it is not open."""
    mine = sa.and_(work_items.c.id == item_id, work_items.c.closed_at.is_(None))
    closed = {"closed_at": now, "closed_by": by, "outcome": outcome}
    if connection.execute(sa.update(work_items).where(mine).values(closed)).rowcount == 0:
        raise CampaignError(f"there is no open item {item_id}: `outspoken work list`")
    record_action(connection, by, "closed", ("work", str(item_id)), at=now)
