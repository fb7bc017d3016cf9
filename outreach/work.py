"""The work list: members whom no channel reaches, for a letter, a call or a visit.

A letter carries a link at which it is read out, as a code to type and as a QR code to scan.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO

import segno
import sqlalchemy as sa

from outreach.actions import record_action
from outreach.campaigns import State
from outreach.database import Database
from outreach.errors import CampaignError
from outreach.links import MessageLinks, PrintedLink
from outreach.members import is_open
from outreach.planning.people import join_representatives, receiving
from outreach.spreadsheets import guard
from outreach.statuses import BY_PERSON
from outreach.tables import campaigns, members, messages, work_items

_HEADER = (
    *("item", "reference", "name", "recipient", "recipient_reference", "contact_name"),
    *("language", "needs", "reason", "campaign", "since"),
)
_LINK_HEADER = ("listen_link", "listen_code", "listen_qr")
_BATCH = 200
_QR_SCALE = 8  # Pixels a dot: 3 cm in print at 300 dots an inch.
_IS_TOLD = sa.and_(
    messages.c.member_id == work_items.c.member_id,
    messages.c.campaign_id == work_items.c.campaign_id,
    messages.c.occurrence == work_items.c.occurrence,
    messages.c.reason == BY_PERSON,
)
_IS_LEFT = sa.and_(
    work_items.c.closed_at.is_(None),
    is_open,
    sa.or_(campaigns.c.id.is_(None), campaigns.c.state != str(State.CANCELLED)),
)
"""Nobody visits who has died, nor for a campaign that was cancelled."""
_COLUMNS = (
    work_items.c.id,
    *(members.c[name] for name in ("reference", "name")),
    *(receiving(name) for name in ("name", "reference", "contact_name")),
    *(work_items.c[name] for name in ("language", "needs", "reason")),
    campaigns.c.name,
    work_items.c.created_at,
    messages.c.id,
    *(work_items.c[name] for name in ("closed_at", "closed_by", "outcome")),
)
"""As the fields of `WorkItem` are."""


@dataclass(frozen=True, slots=True)
class WorkItem:
    """Something for a person to do about a member, and why no message does."""

    id: int
    reference: str
    name: str
    recipient: str
    """Whom a letter is addressed to: the representative, or the member."""
    recipient_reference: str
    contact_name: str
    """An employer's contact person."""
    language: str
    needs: list[str]
    reason: str
    campaign: str | None
    created_at: datetime
    message_id: int | None
    """What a letter tells; None where there is no wording for it, or a value is missing."""
    closed_at: datetime | None
    closed_by: str | None
    outcome: str | None


def list_work(
    connection: sa.Connection, campaign: str | None = None, *, closed: bool = False
) -> Iterator[WorkItem]:
    """Yield the items that are left to do, or the closed ones, the oldest first.

    They are of one campaign, or of all.
    """
    people = work_items.join(members, members.c.id == work_items.c.member_id)
    rows = (
        join_representatives(people)
        .outerjoin(campaigns, campaigns.c.id == work_items.c.campaign_id)
        .outerjoin(messages, _IS_TOLD)
    )
    wanted = work_items.c.closed_at.is_not(None) if closed else _IS_LEFT
    query = sa.select(*_COLUMNS).select_from(rows).where(wanted).order_by(work_items.c.id)
    if campaign is not None:
        query = query.where(campaigns.c.name == campaign)
    for row in connection.execute(query.execution_options(yield_per=1000)):
        yield WorkItem(*row)


@dataclass(frozen=True, slots=True)
class Letters:
    """What makes the links that letters carry, and the folder that their QR codes go to."""

    links: MessageLinks
    folder: Path

    def print_links(
        self, connection: sa.Connection, items: Sequence[WorkItem]
    ) -> list[PrintedLink | None]:
        """Return the link of each item, in force from now on; None where nothing is told."""
        return [
            None if item.message_id is None else self.links.print_link(connection, item.message_id)
            for item in items
        ]

    def draw(self, item: WorkItem, printed: PrintedLink | None) -> tuple[str, str, str]:
        """Return the link of an item, its code and the file of its QR code, or three nothings."""
        if printed is None:
            return "", "", ""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        file = self.folder / f"{item.id}.png"
        segno.make_qr(printed.url, error="m").save(str(file), scale=_QR_SCALE)
        return printed.url, printed.code, f"{self.folder.name}/{file.name}"


def export_work(
    database: Database, stream: TextIO, letters: Letters, campaign: str | None = None
) -> list[int]:
    """Write the open items as CSV, and return their numbers.

    QR codes are drawn between transactions: those of thousands take longer than others would
    wait. Raises OSError where one cannot be written.
    """
    writer = csv.writer(stream)
    writer.writerow((*_HEADER, *_LINK_HEADER))
    with database.read() as connection:
        items = list(list_work(connection, campaign))
    for start in range(0, len(items), _BATCH):
        some = items[start : start + _BATCH]
        with database.write() as connection:
            links = letters.print_links(connection, some)
        for item, printed in zip(some, links, strict=True):
            writer.writerow((*_describe(item), *letters.draw(item, printed)))
    return [item.id for item in items]


def note_exported(
    connection: sa.Connection, numbers: Sequence[int], by: str, now: datetime, campaign: str | None
) -> None:
    """Note that open items were handed out."""
    if numbers:
        mine = sa.update(work_items).where(work_items.c.id == sa.bindparam("row"))
        exported = mine.values(exported_at=sa.bindparam("at"))
        connection.execute(exported, [{"row": number, "at": now} for number in numbers])
    detail = {"items": len(numbers)}
    record_action(connection, by, "exported", ("work", campaign or ""), at=now, detail=detail)


def _describe(item: WorkItem) -> tuple[int | str, ...]:
    needs, since = " ".join(item.needs), item.created_at.isoformat(timespec="seconds")
    told = (
        *(item.reference, item.name, item.recipient, item.recipient_reference, item.contact_name),
        *(item.language, needs, item.reason, item.campaign or ""),
    )
    return item.id, *(guard(each) for each in told), since


def close_work(
    connection: sa.Connection, item_id: int, outcome: str, by: str, now: datetime
) -> None:
    """Close an item with what came of it. Raises CampaignError where it is not open."""
    mine = sa.and_(work_items.c.id == item_id, work_items.c.closed_at.is_(None))
    closed = {"closed_at": now, "closed_by": by, "outcome": outcome}
    if connection.execute(sa.update(work_items).where(mine).values(closed)).rowcount == 0:
        raise CampaignError(f"there is no open item {item_id}: `outspoken work list`")
    record_action(connection, by, "closed", ("work", str(item_id)), at=now)
