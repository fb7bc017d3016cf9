"""The rows that a selection becomes: messages, work for people, and what letters tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from outreach.campaigns import PERSON
from outreach.planning.selection import Selection
from outreach.planning.walking import by_step, name_channel, settle
from outreach.statuses import BY_PERSON, Status
from outreach.tables import messages, work_items
from outreach.tables.columns import Identity, Instant, Json


def insert_messages(selection: Selection, insert: Any, after: int, last: int) -> Any:
    """Return the INSERT of a range of members, which leaves out what is planned already."""
    chosen = selection.choose(after, last)
    numbers = [number for number, _ in selection.plan.steps]
    moment = _spread(selection, chosen)
    reason = sa.func.coalesce(chosen.c.reason, "")
    columns = {
        **_describe_message(selection, chosen),
        "wording_id": by_step(selection.plan, chosen, "wording"),
        "channel": name_channel(selection.plan, chosen),
        "address": by_step(selection.plan, chosen, "address"),
        "status": settle(reason),
        "reason": reason,
        "due_at": moment(chosen.c.due_at),
        "expires_at": moment(chosen.c.expires_at),
        "settled_at": sa.case((reason != "", sa.literal(selection.now, Instant))),
        "resend_unknown": sa.literal(selection.campaign.definition.resend_unknown),
    }
    reached = sa.and_(chosen.c.step.in_(numbers), _is_new(selection, chosen))
    return _insert(insert(messages), columns, sa.select(*columns.values()).where(reached))


def insert_letters(selection: Selection, insert: Any, after: int, last: int) -> Any:
    """Return the INSERT of what letters to those members tell: messages that never leave."""
    chosen = selection.choose(after, last)
    worded = [
        (chosen.c[f"wording_{number}"], step.channel) for number, step in selection.plan.steps
    ]
    now = sa.literal(selection.now, Instant)
    columns = {
        **_describe_message(selection, chosen),
        "wording_id": _coalesce([wording for wording, _ in worded]),
        "channel": sa.case(*((wording.is_not(None), channel) for wording, channel in worded)),
        "status": sa.literal(str(Status.CANCELLED)),
        "reason": sa.literal(BY_PERSON),
        "due_at": now,
        "settled_at": now,
    }
    told = sa.and_(columns["wording_id"].is_not(None), ~selection.lacks(chosen, selection.names))
    rows = sa.select(*columns.values()).where(_is_left_to_person(selection, chosen), told)
    return _insert(insert(messages), columns, rows)


def insert_work(selection: Selection, insert: Any, after: int, last: int) -> Any:
    """Return the INSERT of work items for those whom only a person reaches."""
    chosen = selection.choose(after, last)
    columns = {
        "member_id": chosen.c.member_id,
        "campaign_id": sa.literal(selection.campaign.id, Identity),
        "occurrence": chosen.c.occurrence,
        "reason": chosen.c.failure,
        "language": chosen.c.language,
        "needs": _list_needs(selection, chosen),
        "created_at": sa.literal(selection.now, Instant),
    }
    rows = sa.select(*columns.values()).where(_is_left_to_person(selection, chosen))
    return _insert(insert(work_items), columns, rows)


def _describe_message(selection: Selection, chosen: sa.CTE) -> dict[str, sa.ColumnElement[Any]]:
    return {
        "campaign_id": sa.literal(selection.campaign.id, Identity),
        "member_id": chosen.c.member_id,
        "occurrence": chosen.c.occurrence,
        "step": chosen.c.step,
        "recipient_id": chosen.c.recipient_id,
        "purpose": sa.literal(str(selection.script.template.purpose)),
        "language": chosen.c.language,
        "values": selection.build_values(chosen),
        "created_at": sa.literal(selection.now, Instant),
    }


def _is_left_to_person(selection: Selection, chosen: sa.CTE) -> sa.ColumnElement[bool]:
    return sa.and_(
        chosen.c.step == selection.plan.person,
        chosen.c.deceased_on.is_(None),
        chosen.c.closed_on.is_(None),
        _is_new(selection, chosen),
    )


def _is_new(selection: Selection, chosen: sa.CTE) -> sa.ColumnElement[bool]:
    """Return the condition that members were not planned before, be it at another step.

    A run may be planned again, and who lost a phone meanwhile would be written to a second time.
    """
    if selection.source.tried is not None:
        return sa.true()
    # One look a member into the index of identities: of a table that is growing just now, a planner
    # that joins, or sets out from the campaign, would go through all that is new again and again.
    planned = sa.select(messages.c.id).where(
        messages.c.member_id == chosen.c.member_id,
        messages.c.campaign_id + 0 == selection.campaign.id,
        messages.c.occurrence == chosen.c.occurrence,
    )
    return planned.limit(1).scalar_subquery().is_(None)


def count_groups(
    selection: Selection, after: int, last: int, guests: frozenset[str] | None = None
) -> Any:
    """Return the query of groups: channel, language, wording, reason, and how many members."""
    rows = sa.select(*_group(selection, selection.choose(after, last), guests)).subquery("groups")
    return sa.select(*rows.c, sa.func.count()).group_by(*rows.c)


def list_values(
    selection: Selection, bounds: tuple[int, int], most: int, guests: frozenset[str] | None = None
) -> Any:
    """Return the query of those who are reached: channel, language, wording, reason, values."""
    chosen = selection.choose(*bounds)
    columns = _group(selection, chosen, guests)
    values = selection.build_values(chosen).label("values")
    return sa.select(*columns, values).where(columns[-1] == "").limit(most)


def _group(
    selection: Selection, chosen: sa.CTE, guests: frozenset[str] | None
) -> list[sa.ColumnElement[Any]]:
    channel: Any = name_channel(selection.plan, chosen)
    if selection.plan.person is not None:
        channel = sa.case((chosen.c.step == selection.plan.person, PERSON), else_=channel)
    reason: sa.ColumnElement[str] = sa.func.coalesce(chosen.c.reason, "")
    if guests is not None:
        uninvited = by_step(selection.plan, chosen, "address").not_in(sorted(guests))
        reason = sa.case((sa.and_(reason == "", uninvited), "not-a-guest"), else_=reason)
    wording = by_step(selection.plan, chosen, "wording").label("wording")
    return [channel.label("channel"), chosen.c.language, wording, reason.label("reason")]


def _list_needs(selection: Selection, chosen: sa.CTE) -> sa.ColumnElement[Any]:
    needs = sa.case(
        (sa.and_(chosen.c.voice, chosen.c.large), '["voice", "large-print"]'),
        (chosen.c.voice, '["voice"]'),
        (chosen.c.large, '["large-print"]'),
        else_="[]",
    )
    return needs if selection.is_sqlite else sa.cast(sa.cast(needs, sa.Text), Json)


def _spread(selection: Selection, chosen: sa.CTE) -> Any:
    """Return what puts a moment off by a row's place in the run, where there is a rate."""
    rate = selection.campaign.definition.per_second
    if rate is None:
        return lambda column: column
    place = sa.func.row_number().over(order_by=chosen.c.member_id) + (selection.start - 1)
    seconds = sa.cast(place, sa.Float) / sa.literal(rate, sa.Float)
    if selection.is_sqlite:
        form, unit = "%Y-%m-%d %H:%M:%f000", sa.cast(seconds, sa.Text) + " seconds"
        return lambda column: sa.func.strftime(form, column, unit, type_=Instant)
    length = seconds * sa.literal_column("interval '1 second'", sa.Interval)
    return lambda column: sa.type_coerce(column, sa.DateTime(timezone=True)) + length


def _coalesce(columns: Sequence[sa.ColumnElement[Any]]) -> sa.ColumnElement[Any]:
    """Return the first that is set; SQLite's own function refuses to choose from one alone."""
    return sa.func.coalesce(*columns) if len(columns) > 1 else columns[0]


def _insert(insert: Any, columns: Mapping[str, Any], rows: sa.Select[Any]) -> Any:
    # SQLite's driver counts the rows of statements that begin with INSERT alone, not WITH; and
    # SQLite reads ON CONFLICT after a WHERE alone.
    whole = sa.select(rows.subquery("planned")).where(sa.true())
    return insert.from_select(list(columns), whole).on_conflict_do_nothing()
