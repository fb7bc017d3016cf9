"""The end of campaigns: what is cancelled or expired is taken back, what is done is finished."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from outreach.actions import record_action
from outreach.campaigns import (
    ALIVE,
    DRAFTS,
    OVER,
    Campaign,
    State,
    find_campaign,
    is_taken_back,
    list_campaigns,
    take_back,
)
from outreach.campaigns.triggers import OnCaseChange, OnEvent
from outreach.database import Database
from outreach.schedule import RelativeToDate
from outreach.statuses import Status
from outreach.tables import campaign_runs, campaigns, messages

BATCH = 10_000
SETTLING = timedelta(days=3)
"""After so long a carrier reports nothing more."""

_ENDLESS = (RelativeToDate, OnEvent, OnCaseChange)
_HELD = (Status.CREATED, Status.CLAIMED, Status.SENDING)
_REASONS = {State.CANCELLED: "campaign-cancelled", State.FINISHED: "expired"}
_LEFT = sa.select(campaigns.c.id, campaigns.c.state).where(
    campaigns.c.state.in_(OVER),
    sa.exists().where(
        messages.c.campaign_id == campaigns.c.id, messages.c.status == Status.CREATED
    ),
)


def close_campaigns(database: Database, now: datetime) -> None:
    """Finish campaigns that are over, and take back what is left of them and of drafts."""
    with database.read() as connection:
        open_ones = list_campaigns(connection, [str(state) for state in ALIVE])
    for campaign in open_ones:
        expired = campaign.expires_at and campaign.expires_at <= now
        sending = campaign.state == State.SENDING
        if expired or (sending and _is_done(database, campaign, now)):
            _finish(database, campaign, now)
    # What a worker held at the end comes back to the queue later.
    with database.read() as connection:
        left = connection.execute(_LEFT).all()
    for campaign_id, state in left:
        _take_back(database, campaign_id, _REASONS[State(state)], now)
    clear_drafts(database)


def clear_drafts(database: Database) -> None:
    """Take back all that earlier versions of drafts had planned."""
    with database.read() as connection:
        drafts = list_campaigns(connection, [str(state) for state in DRAFTS])
        left = [each.id for each in drafts if not is_taken_back(connection, each.id)]
    for campaign_id in left:
        while _clear(database, campaign_id):
            pass


def _clear(database: Database, campaign_id: int) -> int:
    with database.write() as connection:
        campaign = find_campaign(connection, campaign_id, locked=True)
        return take_back(connection, campaign_id) if campaign.state in DRAFTS else 0


def _take_back(database: Database, campaign_id: int, reason: str, now: datetime) -> None:
    """Cancel what is queued, a batch at a time: nothing of it can leave any more meanwhile."""
    queued = (
        sa.select(messages.c.id)
        .where(messages.c.campaign_id == campaign_id, messages.c.status == Status.CREATED)
        .limit(BATCH)
    )
    taken = {"status": Status.CANCELLED, "reason": reason, "settled_at": now}
    while True:
        with database.read() as connection:
            ids = connection.execute(queued).scalars().all()
        if not ids:
            return
        still = sa.and_(messages.c.id.in_(ids), messages.c.status == Status.CREATED)
        with database.write() as connection:
            connection.execute(sa.update(messages).where(still).values(taken))


def _is_done(database: Database, campaign: Campaign, now: datetime) -> bool:
    """Tell whether no run follows and nothing of those there were can happen any more."""
    if campaign.next_run_at or isinstance(campaign.definition.schedule, _ENDLESS):
        return False
    run = campaign_runs.c
    unplanned = sa.select(run.id).where(run.campaign_id == campaign.id, run.state != "planned")
    mine = messages.c.campaign_id == campaign.id
    underway = sa.select(messages.c.id).where(mine, _is_open(campaign, now))
    with database.read() as connection:
        return not any(
            connection.execute(query.limit(1)).first() for query in (unplanned, underway)
        )


def _is_open(campaign: Campaign, now: datetime) -> sa.ColumnElement[bool]:
    asked = sa.and_(messages.c.status == Status.UNKNOWN, messages.c.attempt_at > now - SETTLING)
    waits = [step.next_after_hours or 0 for step in campaign.definition.steps]
    if len(waits) == 1:
        return sa.or_(messages.c.status.in_(_HELD), asked)
    # Until the carrier has reported, the member may still need another channel.
    patience = max(SETTLING, timedelta(hours=max(waits) + 1))
    reported = sa.and_(
        messages.c.status.in_([Status.SENT, Status.PENDING]),
        messages.c.step < len(waits) - 1,
        messages.c.sent_at > now - patience,
    )
    return sa.or_(messages.c.status.in_(_HELD), asked, reported)


def _finish(database: Database, campaign: Campaign, now: datetime) -> None:
    with database.write() as connection:
        done = (
            sa.update(campaigns)
            .where(campaigns.c.id == campaign.id, campaigns.c.state == campaign.state)
            .values(state=State.FINISHED, next_run_at=None, updated_at=now)
        )
        if connection.execute(done).rowcount:
            subject = ("campaign", campaign.name)
            record_action(connection, "outspoken", "finished", subject, at=now)
