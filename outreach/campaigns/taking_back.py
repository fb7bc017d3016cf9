"""What a campaign had planned, taken back when it is a draft again: a batch at a time.

Nothing of it leaves from the moment on at which it is a draft. Its rows follow in transactions
that are short, or nobody else could write for as long as a million of them takes.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from outreach.campaigns.definition import Definition
from outreach.campaigns.triggers import OnCaseChange, OnEvent
from outreach.statuses import Status
from outreach.tables import campaign_audiences, campaign_runs, messages

_BATCH = 10_000
_OPEN_FOR = timedelta(days=2)


def take_back(connection: sa.Connection, campaign_id: int) -> int:
    """Remove a batch of what an earlier version of a draft planned; return how many rows it was.

    Where it was any, there may be more.
    """
    removed = 0
    for key, mine in _list_leftovers(campaign_id):
        ids = connection.execute(sa.select(key).where(mine).limit(_BATCH)).scalars().all()
        if ids:
            gone = sa.delete(key.table).where(mine, key.in_(ids))
            removed += connection.execute(gone).rowcount
    return removed


def is_taken_back(connection: sa.Connection, campaign_id: int) -> bool:
    """Tell whether nothing is left of what an earlier version of a draft planned."""
    queries = (sa.select(key).where(mine).limit(1) for key, mine in _list_leftovers(campaign_id))
    return not any(connection.execute(query).first() for query in queries)


def _list_leftovers(campaign_id: int) -> list[tuple[sa.Column[int], sa.ColumnElement[bool]]]:
    # A claimed message that is gone gets no mark, so its worker does not send it.
    unsent = messages.c.status.in_([Status.CREATED, Status.CLAIMED])
    return [
        (messages.c.id, sa.and_(messages.c.campaign_id == campaign_id, unsent)),
        (campaign_audiences.c.member_id, campaign_audiences.c.campaign_id == campaign_id),
    ]


def find_span(definition: Definition) -> timedelta:
    """Return for how long after a run its messages may have to be planned again.

    A day is over everywhere after two, and its run with it. What follows an event may wait for
    longer, and there is no other run for it.
    """
    if isinstance(definition.schedule, OnEvent | OnCaseChange):
        delay = timedelta(days=definition.schedule.delay_days)
        return _OPEN_FOR + delay + timedelta(hours=definition.message_hours)
    return _OPEN_FOR


def take_back_runs(
    connection: sa.Connection, campaign_id: int, begun_after: datetime, *, anew: bool
) -> None:
    """Forget the runs that may have to be planned again; those long gone tell the usual size.

    With `anew` they are kept and planned again: what happened is told of once.
    """
    run = campaign_runs.c
    mine = sa.and_(
        run.campaign_id == campaign_id,
        sa.or_(run.occurrence == "", run.state != "planned", run.due_at > begun_after),
    )
    if anew:
        again = {"state": "planning", "planned_through": None, "planned": 0, "left_out": 0}
        connection.execute(sa.update(campaign_runs).where(mine).values(again))
    else:
        connection.execute(sa.delete(campaign_runs).where(mine))
