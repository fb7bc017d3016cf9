"""Life events and changes of cases make runs of the campaigns that wait for them, once each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from outreach.campaigns import ALIVE, Campaign, list_campaigns
from outreach.campaigns.triggers import OnCaseChange, OnEvent
from outreach.database import Database
from outreach.planning.sources import name_batch
from outreach.tables import campaign_runs, case_changes, life_events

BATCH = 50_000


def trigger(database: Database, now: datetime) -> int:
    """Hand what happened since the last time to the campaigns that wait for it.

    Return how many events and changes that was. What happens while nobody waits is told later to
    nobody: a campaign hears of what happens after its approval.
    """
    return _hand_over(database, life_events, OnEvent, now) + _hand_over(
        database, case_changes, OnCaseChange, now
    )


def _hand_over(
    database: Database, table: sa.Table, kind: type[OnEvent | OnCaseChange], now: datetime
) -> int:
    waiting = sa.select(table.c.id).where(table.c.handled_at.is_(None)).order_by(table.c.id)
    with database.read() as connection:
        if connection.execute(waiting.limit(1)).first() is None:
            return 0
    with database.write() as connection:
        batch = waiting.limit(BATCH).subquery("batch")
        span = sa.select(sa.func.count(), sa.func.min(batch.c.id), sa.func.max(batch.c.id))
        count, first, last = connection.execute(span).one()
        if not count:
            return 0
        mine = sa.and_(table.c.handled_at.is_(None), table.c.id.between(first, last))
        # Runs choose theirs by this very moment: numbers alone may take in what is handled.
        connection.execute(sa.update(table).where(mine).values(handled_at=now))
        listening = [
            campaign
            for campaign in list_campaigns(connection, [str(state) for state in ALIVE])
            if isinstance(campaign.definition.schedule, kind)
        ]
        word = "events" if kind is OnEvent else "cases"
        _make_runs(database, connection, listening, name_batch(word, first, last), now)
    return int(count)


def _make_runs(
    database: Database,
    connection: sa.Connection,
    listening: Sequence[Campaign],
    name: str,
    now: datetime,
) -> None:
    runs = [
        {"campaign_id": campaign.id, "occurrence": name, "due_at": now, "created_at": now}
        for campaign in listening
    ]
    if runs:
        connection.execute(database.insert(campaign_runs).on_conflict_do_nothing(), runs)
