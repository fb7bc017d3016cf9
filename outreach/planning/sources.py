"""Who a run is for: the rows that it is planned from, and what its messages are called."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from outreach.campaigns import Campaign, Definition, Premises, find_rule
from outreach.campaigns.triggers import OnCaseChange, OnEvent
from outreach.schedule import RelativeToDate
from outreach.segments import compile_rule
from outreach.segments.attributes import AttributeText
from outreach.segments.audience import COUNTED
from outreach.tables import campaign_audiences, case_changes, cases, life_events, members


@dataclass(frozen=True, slots=True)
class Source:
    """Rows with one member each, as `members` in them; `key` is the member's number.

    `occurrence` names the message. Where an earlier message failed, `tried` has a bit for each
    step that the member had already, `frozen` are the values that it was planned with, and
    `earlier` is the reason of the failure. `has_event` and `has_case` tell what is joined.
    """

    rows: sa.FromClause
    key: sa.ColumnElement[int]
    conditions: tuple[sa.ColumnElement[bool], ...]
    occurrence: sa.ColumnElement[str]
    has_event: bool = False
    has_case: bool = False
    tried: sa.ColumnElement[int] | None = None
    frozen: sa.ColumnElement[Any] | None = None
    earlier: sa.ColumnElement[str] | None = None


def make_source(
    connection: sa.Connection,
    campaign: Campaign,
    occurrence: str,
    now: datetime,
    premises: Premises,
) -> Source:
    """Return whom the run of that occurrence is for. Raises CampaignError, SegmentError."""
    if campaign.definition.is_one_off:
        return _make_frozen(campaign.id)
    schedule = campaign.definition.schedule
    day = now.date() if ":" in occurrence else date.fromisoformat(occurrence)
    audience = make_audience(connection, campaign.definition, premises, day)
    chosen = audience.conditions
    match schedule:
        case OnEvent():
            return _make_events(schedule, occurrence, now, chosen)
        case OnCaseChange():
            return _make_changes(schedule, occurrence, now, chosen)
        case RelativeToDate():
            chosen = (*chosen, match_anchors(schedule, day))
    return replace(audience, conditions=chosen, occurrence=sa.literal(occurrence))


def make_audience(
    connection: sa.Connection, definition: Definition, premises: Premises, day: date
) -> Source:
    """Return all of a campaign's audience as of a day. Raises CampaignError, SegmentError."""
    rule = compile_rule(find_rule(connection, definition, premises), premises.make_context(day))
    return Source(members, members.c.id, (COUNTED, rule), sa.literal(""))


def _make_frozen(campaign_id: int) -> Source:
    frozen = campaign_audiences
    rows = frozen.join(members, members.c.id == frozen.c.member_id)
    mine = (frozen.c.campaign_id == campaign_id,)
    return Source(rows, frozen.c.member_id, mine, sa.literal(""))


def match_anchors(schedule: RelativeToDate, *days: date) -> sa.ColumnElement[bool]:
    """Return the condition on `members` that a date of theirs makes a message due on these days."""
    anchors = sorted({anchor for day in days for anchor in schedule.find_anchors(day)})
    kind, _, name = schedule.source.partition(":")
    match kind:
        case "event":
            return sa.exists().where(
                life_events.c.member_id == members.c.id,
                life_events.c.type == name,
                life_events.c.happened_on.in_(anchors),
            )
        case "attribute":
            text = AttributeText(members.c.attributes, sa.literal(name, sa.Text))
            return text.in_([anchor.isoformat() for anchor in anchors])
    return members.c.born_on.in_(anchors)


def name_batch(kind: str, first: int, last: int) -> str:
    """Return the name of the run for the events, or changes, of those numbers."""
    return f"{kind}:{first}-{last}"


def _read_batch(occurrence: str) -> tuple[int, int]:
    first, _, last = occurrence.partition(":")[2].partition("-")
    return int(first), int(last)


def _make_events(
    schedule: OnEvent, occurrence: str, now: datetime, chosen: tuple[sa.ColumnElement[bool], ...]
) -> Source:
    event = life_events.c
    conditions = (
        event.id.between(*_read_batch(occurrence)),
        event.handled_at == now,
        event.type == schedule.event,
        event.happened_on >= now.date() - timedelta(days=schedule.within_days),
        *chosen,
    )
    return Source(
        life_events.join(members, members.c.id == event.member_id),
        members.c.id,
        conditions,
        sa.literal("event:") + sa.cast(event.id, sa.Text),
        has_event=True,
    )


def _make_changes(
    schedule: OnCaseChange,
    occurrence: str,
    now: datetime,
    chosen: tuple[sa.ColumnElement[bool], ...],
) -> Source:
    change = case_changes.c
    conditions = [
        change.id.between(*_read_batch(occurrence)),
        change.handled_at == now,
        change.changed_at >= now - timedelta(days=schedule.within_days),
        # A case that has moved on since is told of by its later change alone.
        change.status == cases.c.status,
        *chosen,
    ]
    if schedule.status:
        conditions.append(change.status == schedule.status)
    if schedule.case_kind:
        conditions.append(cases.c.kind == schedule.case_kind)
    rows = case_changes.join(cases, cases.c.id == change.case_id)
    return Source(
        rows.join(members, members.c.id == cases.c.member_id),
        members.c.id,
        tuple(conditions),
        sa.literal("case:") + sa.cast(change.id, sa.Text),
        has_case=True,
    )
