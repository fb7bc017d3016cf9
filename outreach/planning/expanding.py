"""Expansion: a run becomes rows of messages, in ranges of members, each range a transaction.

Whoever is killed in between is taken up where they left off: a range is written whole, with its
last member, and what is planned already is not planned twice.
"""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from outreach.campaigns import (
    ALIVE,
    Campaign,
    Premises,
    State,
    find_campaign,
    find_first_approval,
    withdraw,
)
from outreach.campaigns.triggers import OnCaseChange, OnEvent
from outreach.database import Database
from outreach.planning.holding import find_reason_to_hold, has_approval
from outreach.planning.sources import make_source
from outreach.planning.writing import Writing
from outreach.statuses import BY_PERSON, FINAL
from outreach.tables import campaign_runs, campaigns, messages

RANGE = 50_000
_OPEN = ("planning", "released")
_BREATH_SECONDS = 0.01
"""Between two ranges others may write: on SQLite there is one writer at a time."""


def expand(
    database: Database, run_id: int, now: datetime, premises: Premises, size: int = RANGE
) -> int:
    """Plan what is left of a run; return how many rows were made. Safe to call again at any time.

    Raises DatabaseUnavailableError; what was planned by then stays.
    """
    planned = 0
    if not _begin(database, run_id, now, premises):
        return planned
    while True:
        with database.write() as connection:
            run = _lock_run(connection, run_id)
            if run is None:
                return planned
            # Not locked: a pause waits for nobody, and what is planned meanwhile waits for it.
            campaign = find_campaign(connection, run.campaign_id)
            since = _find_beginning(connection, campaign, run, now)
            writing = Writing(database, connection, campaign, premises, now, since)
            made = _expand_range(writing, run, size)
        if made is None:
            return planned
        planned += made
        time.sleep(_BREATH_SECONDS)


def _lock_run(connection: sa.Connection, run_id: int) -> Any:
    query = sa.select(campaign_runs).where(
        campaign_runs.c.id == run_id, campaign_runs.c.state.in_(_OPEN)
    )
    return connection.execute(query.with_for_update()).one_or_none()


def _find_beginning(
    connection: sa.Connection, campaign: Campaign, run: Any, now: datetime
) -> datetime:
    """Return the moment before which times are past, or at which things happened.

    Times that were past at the first approval of the schedule do not fire; those that passed while
    a campaign was corrected do. A run that was held, or that nobody was there to plan, is late for
    whom it was meant all the same; one that is planned again is for dates that have changed since.
    What follows an event is reckoned from when that was heard of, whenever it is planned.
    """
    if isinstance(campaign.definition.schedule, OnEvent | OnCaseChange):
        heard_at: datetime = run.due_at
        return heard_at
    approved_at = find_first_approval(connection, campaign)
    return now if run.finished_at or approved_at is None else approved_at


def _begin(database: Database, run_id: int, now: datetime, premises: Premises) -> bool:
    """Tell whether a run may be planned; note it where it waits for a person, or needs approval."""
    number = sa.select(campaign_runs.c.campaign_id).where(campaign_runs.c.id == run_id)
    with database.write() as connection:
        campaign_id = connection.execute(number).scalar()
        if campaign_id is None:
            return False
        # The campaign before its run, in the order in which everybody locks them.
        campaign = find_campaign(connection, campaign_id, locked=True)
        run = _lock_run(connection, run_id)
        if run is None or campaign.state not in ALIVE:
            return False
        if not has_approval(connection, campaign, premises):
            withdraw(connection, campaign, "outspoken", now)
            return False
        if run.state == "planning" and run.planned_through is None:
            source = make_source(connection, campaign, run.occurrence, run.due_at, premises)
            reason = find_reason_to_hold(connection, campaign, run, source)
            if reason:
                _hold(connection, campaign, run.id, reason)
                return False
        _start(connection, campaign)
    return True


def _expand_range(writing: Writing, run: Any, size: int) -> int | None:
    """Plan the next range of a run; None where nothing is left to do."""
    connection, campaign = writing.connection, writing.campaign
    if campaign.state not in ALIVE or not has_approval(connection, campaign, writing.premises):
        return None
    source = make_source(connection, campaign, run.occurrence, run.due_at, writing.premises)
    members = writing.find_range(source, run.planned_through or 0, size)
    if members is None:
        _finish(connection, run, writing.now)
        return None
    made = writing.write(source, members, run.occurrence, start=run.planned)
    done = {"planned_through": members.last, "planned": campaign_runs.c.planned + made}
    connection.execute(_update(run.id).values(done))
    return made


def _update(run_id: int) -> sa.Update:
    return sa.update(campaign_runs).where(campaign_runs.c.id == run_id)


def _hold(connection: sa.Connection, campaign: Campaign, run_id: int, reason: str) -> None:
    connection.execute(_update(run_id).values(state="held"))
    mine = sa.update(campaigns).where(campaigns.c.id == campaign.id)
    connection.execute(mine.values(hold_reason=reason))


def _start(connection: sa.Connection, campaign: Campaign) -> None:
    """Note that a campaign is being sent; a paused one will be, when it goes on."""
    for column in (campaigns.c.state, campaigns.c.resumed_state):
        mine = sa.and_(campaigns.c.id == campaign.id, column == State.SCHEDULED)
        connection.execute(sa.update(campaigns).where(mine).values({column: State.SENDING}))


def _finish(connection: sa.Connection, run: Any, now: datetime) -> None:
    """Close a run, and count those of it whom nothing will reach."""
    left_out = sa.select(sa.func.count()).where(
        messages.c.campaign_id == run.campaign_id,
        messages.c.status.in_([str(status) for status in FINAL]),
        messages.c.created_at >= run.created_at,
        messages.c.settled_at == messages.c.created_at,
        messages.c.reason != BY_PERSON,
    )
    facts = {"state": "planned", "finished_at": now, "left_out": left_out.scalar_subquery()}
    connection.execute(_update(run.id).values(facts))
