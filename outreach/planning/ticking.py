"""The tick: campaigns that fall due get their runs. Every machine may tick, at any time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from outreach.campaigns import ALIVE, RUNNING, Campaign, find_campaign
from outreach.campaigns.occurrences import Occurrence, find_next
from outreach.database import Database
from outreach.planning.triggering import trigger
from outreach.tables import campaign_runs, campaigns


def find_runs(database: Database, now: datetime) -> Sequence[int]:
    """Make the runs that are due; return those that are not planned to their end.

    Nothing happens where nothing is due: no lock is taken then.
    """
    with database.read() as connection:
        due = connection.execute(_DUE, {"now": now}).scalars().all()
    for campaign_id in due:
        with database.write() as connection:
            _make_runs(
                database, connection, find_campaign(connection, campaign_id, locked=True), now
            )
    trigger(database, now)
    with database.read() as connection:
        return connection.execute(_OPEN).scalars().all()


_DAY = "____-__-__"
_DUE = sa.select(campaigns.c.id).where(
    campaigns.c.state.in_([str(state) for state in RUNNING]),
    campaigns.c.next_run_at <= sa.bindparam("now", type_=campaigns.c.next_run_at.type),
)
_OPEN = (
    sa.select(campaign_runs.c.id)
    .join(campaigns, campaigns.c.id == campaign_runs.c.campaign_id)
    .where(
        campaign_runs.c.state.in_(["planning", "released"]),
        campaigns.c.state.in_([str(state) for state in ALIVE]),
    )
    .order_by(campaign_runs.c.id)
)


def _make_runs(
    database: Database, connection: sa.Connection, campaign: Campaign, now: datetime
) -> None:
    """Make all runs of a campaign that are due, and note when the next one is."""
    if campaign.state not in RUNNING:
        return
    schedule = campaign.definition.schedule
    upcoming = find_next(schedule, now, _find_last(connection, campaign))
    while upcoming and upcoming.planned_at <= now:
        insert_run(database, connection, campaign.id, upcoming, now)
        upcoming = find_next(schedule, now, upcoming.name)
    following = upcoming.planned_at if upcoming else None
    mine = sa.update(campaigns).where(campaigns.c.id == campaign.id)
    connection.execute(mine.values(next_run_at=following))


def insert_run(
    database: Database,
    connection: sa.Connection,
    campaign_id: int,
    occurrence: Occurrence,
    now: datetime,
) -> None:
    """Make a run, unless there is one of that name."""
    run: dict[str, Any] = {
        "campaign_id": campaign_id,
        "occurrence": occurrence.name,
        "due_at": occurrence.first_due_at,
        "created_at": now,
    }
    connection.execute(database.insert(campaign_runs).values(run).on_conflict_do_nothing())


def _find_last(connection: sa.Connection, campaign: Campaign) -> str | None:
    """Return the name of the last run: its day, or nothing; days are written so that they sort."""
    run = campaign_runs.c
    named = run.occurrence == "" if campaign.definition.is_one_off else run.occurrence.like(_DAY)
    last = sa.select(sa.func.max(run.occurrence)).where(run.campaign_id == campaign.id, named)
    return connection.execute(last).scalar()
