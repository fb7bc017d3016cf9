"""Dates of members that change: what is not sent yet moves with them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from outreach.campaigns import ALIVE, Campaign, list_campaigns
from outreach.database import Database
from outreach.planning.sources import match_anchors
from outreach.schedule import RelativeToDate
from outreach.statuses import Status
from outreach.tables import campaign_runs, life_events, members, messages

_IDENTITY = ("member_id", "campaign_id", "occurrence")
MOVED = "date-changed"
_OPEN_FOR = timedelta(days=2)  # A day is over everywhere by then.
_STATES = [str(state) for state in ALIVE]


def follow_dates(database: Database, now: datetime) -> int:
    """Take back messages whose member's date is another now, and plan those that are due now.

    Return how many were taken back.
    """
    with database.read() as connection:
        relative = [
            campaign
            for campaign in list_campaigns(connection, _STATES)
            if isinstance(campaign.definition.schedule, RelativeToDate)
        ]
        runs = [(each, run) for each in relative for run in _find_open(connection, each, now)]
    return sum(_follow(database, campaign, run, now) for campaign, run in runs)


def _find_open(connection: sa.Connection, campaign: Campaign, now: datetime) -> list[Any]:
    run = campaign_runs.c
    mine = sa.and_(run.campaign_id == campaign.id, run.finished_at.is_not(None))
    query = sa.select(campaign_runs).where(mine, run.due_at > now - _OPEN_FOR)
    return list(connection.execute(query))


def _follow(database: Database, campaign: Campaign, run: Any, now: datetime) -> int:
    schedule = campaign.definition.schedule
    assert isinstance(schedule, RelativeToDate)
    anchored = match_anchors(schedule, date.fromisoformat(run.occurrence))
    mine = sa.and_(messages.c.campaign_id == campaign.id, messages.c.occurrence == run.occurrence)
    due = sa.exists().where(members.c.id == messages.c.member_id, anchored)
    gone = sa.and_(mine, messages.c.status == Status.CREATED, ~_is_next_step(), ~due)
    back = sa.and_(mine, messages.c.reason == MOVED, messages.c.due_at >= now, due)
    moved = sa.select(messages.c.id).where(gone | back)
    with database.read() as connection:
        if not any(
            connection.execute(query.limit(1)).first()
            for query in (moved, _find_late(mine, anchored, run.finished_at))
        ):
            return 0
    with database.write() as connection:
        taken = {"status": Status.CANCELLED, "reason": MOVED, "settled_at": now}
        count = connection.execute(sa.update(messages).where(gone).values(taken)).rowcount
        again = {"status": Status.CREATED, "reason": "", "settled_at": None}
        connection.execute(sa.update(messages).where(back).values(again))
        _plan_again(connection, run.id)
    return count


def _find_late(
    mine: sa.ColumnElement[bool], anchored: sa.ColumnElement[bool], since: datetime
) -> sa.Select[tuple[int]]:
    """Return the query of members whose date has become the run's since it was planned."""
    news = sa.exists().where(
        life_events.c.member_id == members.c.id, life_events.c.created_at >= since
    )
    planned = sa.exists().where(mine, messages.c.member_id == members.c.id)
    changed = sa.or_(members.c.updated_at >= since, news)
    return sa.select(members.c.id).where(changed, anchored, ~planned)


def _plan_again(connection: sa.Connection, run_id: int) -> None:
    """Open a run once more, for those who come late; very many of them wait for a person."""
    anew = {"state": "planning", "planned_through": None}
    still = sa.and_(campaign_runs.c.id == run_id, campaign_runs.c.state != "held")
    connection.execute(sa.update(campaign_runs).where(still).values(anew))


def _is_next_step() -> sa.ColumnElement[bool]:
    """Return the condition that the member was written to already, by another channel."""
    earlier = messages.alias("earlier")
    same = (getattr(earlier.c, name) == messages.c[name] for name in _IDENTITY)
    return sa.exists().where(*same, earlier.c.id < messages.c.id)
