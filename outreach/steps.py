"""The channel plan: whom one channel does not reach gets the message by the next.

A step is left for the next when it fails for a reason that the plan names, or where nothing was
delivered in time. The message of the next step says the same: its values are those that were
frozen at the first.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from outreach.campaigns import ALIVE, RUNNING, Campaign, Premises, find_campaign, list_campaigns
from outreach.database import Database
from outreach.planning.closing import SETTLING
from outreach.planning.sources import Source
from outreach.planning.walking import Plan
from outreach.planning.writing import Writing
from outreach.statuses import FINAL, Status
from outreach.tables import members, messages, work_items

ENDS = frozenset(
    {
        "campaign-cancelled",
        "closed",
        "date-changed",
        "deceased",
        "erased",
        "expired",
        "frequency-cap",
        "missing-value",
        "not-a-guest",
    }
)
"""Reasons that concern the member or the message, not the channel: nothing follows them."""

NOT_DELIVERED = "not-delivered"
_RANGE = 50_000
_FAILED = [str(status) for status in sorted(FINAL - {Status.DELIVERED})]


def advance(database: Database, now: datetime, premises: Premises) -> int:
    """Plan the next step of all whom a step did not reach; return how many rows were made."""
    with database.read() as connection:
        running = list_campaigns(connection, [str(state) for state in RUNNING])
    return sum(
        _advance(database, campaign, now, premises)
        for campaign in running
        if len(campaign.definition.steps) > 1
    )


def _advance(database: Database, campaign: Campaign, now: datetime, premises: Premises) -> int:
    source = make_failed_source(campaign, now)
    waiting = sa.select(source.key).select_from(source.rows).where(*source.conditions).limit(1)
    with database.read() as connection:
        if connection.execute(waiting).first() is None:
            return 0
    made, after = 0, 0
    while True:
        with database.write() as connection:
            if not _is_unchanged(connection, campaign):
                return made
            writing = Writing(database, connection, campaign, premises, now)
            people = writing.find_range(source, after, _RANGE)
            if people is None:
                return made
            made += writing.write(source, people, None)
            after = people.last


def _is_unchanged(connection: sa.Connection, campaign: Campaign) -> bool:
    """Tell whether it may still be planned as it was read: people change it at any moment."""
    known = find_campaign(connection, campaign.id)
    return known.state in ALIVE and known.version_id == campaign.version_id


def make_failed_source(campaign: Campaign, now: datetime) -> Source:
    """Return the members whom a step did not reach and who have no later one."""
    plan = Plan.of(campaign.definition)
    numbers = [number for number, _ in plan.steps]
    moved = sa.or_(*(_moves_on(campaign, number, now) for number in numbers))
    later = messages.alias("later")
    followed = sa.exists().where(_is_same(later), later.c.id > messages.c.id)
    # Joined, the items that are made just now would be gone through again for each member.
    handed = sa.select(work_items.c.id).where(_is_same(work_items)).limit(1).scalar_subquery()
    tried = _list_tried(len(campaign.definition.steps))
    left = sa.true() if plan.person is not None else tried != sum(1 << each for each in numbers)
    return Source(
        messages.join(members, members.c.id == messages.c.member_id),
        members.c.id,
        (messages.c.campaign_id == campaign.id, moved, ~followed, handed.is_(None), left),
        messages.c.occurrence,
        tried=tried,
        frozen=messages.c["values"],
        earlier=sa.func.coalesce(sa.func.nullif(messages.c.reason, ""), NOT_DELIVERED),
    )


def _is_same(other: sa.FromClause) -> sa.ColumnElement[bool]:
    """Return the condition that a row is of the same member, campaign and occurrence."""
    names = ("member_id", "campaign_id", "occurrence")
    return sa.and_(*(other.c[name] == messages.c[name] for name in names))


def _list_tried(count: int) -> sa.ColumnElement[int]:
    """Return a number with a bit for each step that the member had."""
    tried = messages.alias("tried")
    had = sa.select(sa.func.sum(_bit(tried.c.step, count))).where(_is_same(tried))
    return sa.cast(had.correlate(messages).scalar_subquery(), sa.Integer)


def _bit(step: sa.ColumnElement[int], count: int) -> sa.ColumnElement[int]:
    return sa.case(*((step == number, 1 << number) for number in range(count)))


def _moves_on(campaign: Campaign, number: int, now: datetime) -> sa.ColumnElement[bool]:
    """Return the condition that a message of a step is left for the next one."""
    step = campaign.definition.steps[number]
    reasons = messages.c.reason.not_in(sorted(ENDS))
    if step.next_on is not None:
        reasons = messages.c.reason.in_(step.next_on)
    ways = [sa.and_(messages.c.status.in_(_FAILED), reasons)]
    if step.next_after_hours:
        late = now - timedelta(hours=step.next_after_hours)
        waiting = [Status.SENT, Status.PENDING, Status.UNKNOWN]
        moment = sa.func.coalesce(messages.c.sent_at, messages.c.attempt_at)
        ways.append(
            sa.and_(messages.c.status.in_(waiting), moment <= late, moment > late - SETTLING)
        )
    return sa.and_(messages.c.step == number, sa.or_(*ways))
