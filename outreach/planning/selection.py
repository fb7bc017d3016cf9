"""The one query that plans: from the members of a run to whole rows of messages.

Nothing is done a member at a time outside of the database. What differs by time zone or by
language alone is reckoned once for each and joined in; the rest is expressions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from outreach.campaigns import PERSON, Campaign
from outreach.channels import Channel
from outreach.planning.lookups import places, tongues
from outreach.planning.people import (
    find_address,
    find_obstacle,
    in_range,
    join_recipients,
    receiving,
    representative,
)
from outreach.planning.sources import Source
from outreach.planning.values import Subject, build_json, list_names, make_values
from outreach.planning.walking import Plan, by_step, name_channel, settle, walk
from outreach.statuses import BY_PERSON, Status
from outreach.tables import members, messages, work_items
from outreach.tables.columns import Identity, Instant, Json
from outreach.wording import Template


@dataclass(frozen=True, slots=True)
class Script:
    """What is said: the template, its wordings' rows, and what is the same for everyone."""

    template: Template
    wording_ids: Mapping[tuple[Channel, str], int]
    constants: Mapping[str, str]

    def find_required(self, channel: str) -> list[str]:
        """Return the placeholders of a channel's wordings, but for links.

        Whoever follows the link of a sensitive message hears its voice wording.
        """
        told = {channel, Channel.VOICE} if self.template.sensitive else {channel}
        wordings = self.template.wordings.values()
        return list_names(each for each in wordings if each.channel in told)


@dataclass(frozen=True)
class Selection:
    """The members of a source as messages of a campaign.

    `outreach.planning.lookups` is filled before. `start` is the place in the run of the first row,
    which a rate counts from.
    """

    campaign: Campaign
    script: Script
    source: Source
    now: datetime
    is_sqlite: bool
    start: int = 0

    @cached_property
    def plan(self) -> Plan:
        """The steps of the campaign."""
        return Plan.of(self.campaign.definition)

    def insert_messages(self, insert: Any, after: int, last: int) -> Any:
        """Return the INSERT of a range of members, which leaves out what is planned already."""
        chosen = self._choose(after, last)
        numbers = [number for number, _ in self.plan.steps]
        moment = self._spread(chosen)
        reason = sa.func.coalesce(chosen.c.reason, "")
        columns = {
            **self._describe_message(chosen),
            "wording_id": by_step(self.plan, chosen, "wording"),
            "channel": name_channel(self.plan, chosen),
            "address": by_step(self.plan, chosen, "address"),
            "status": settle(reason),
            "reason": reason,
            "due_at": moment(chosen.c.due_at),
            "expires_at": moment(chosen.c.expires_at),
            "settled_at": sa.case((reason != "", sa.literal(self.now, Instant))),
            "resend_unknown": sa.literal(self.campaign.definition.resend_unknown),
        }
        rows = sa.select(*columns.values()).where(chosen.c.step.in_(numbers))
        return _insert(insert(messages), columns, rows)

    def insert_letters(self, insert: Any, after: int, last: int) -> Any:
        """Return the INSERT of what letters to those members tell: messages that never leave."""
        chosen = self._choose(after, last)
        worded = [(chosen.c[f"wording_{number}"], step.channel) for number, step in self.plan.steps]
        now = sa.literal(self.now, Instant)
        columns = {
            **self._describe_message(chosen),
            "wording_id": _coalesce([wording for wording, _ in worded]),
            "channel": sa.case(*((wording.is_not(None), channel) for wording, channel in worded)),
            "status": sa.literal(str(Status.CANCELLED)),
            "reason": sa.literal(BY_PERSON),
            "due_at": now,
            "settled_at": now,
        }
        told = sa.and_(columns["wording_id"].is_not(None), ~self._lacks(chosen, self._names))
        rows = sa.select(*columns.values()).where(self._is_left_to_person(chosen), told)
        return _insert(insert(messages), columns, rows)

    def insert_work(self, insert: Any, after: int, last: int) -> Any:
        """Return the INSERT of work items for those whom only a person reaches."""
        chosen = self._choose(after, last)
        columns = {
            "member_id": chosen.c.member_id,
            "campaign_id": sa.literal(self.campaign.id, Identity),
            "occurrence": chosen.c.occurrence,
            "reason": chosen.c.failure,
            "language": chosen.c.language,
            "needs": self._list_needs(chosen),
            "created_at": sa.literal(self.now, Instant),
        }
        rows = sa.select(*columns.values()).where(self._is_left_to_person(chosen))
        return _insert(insert(work_items), columns, rows)

    def _describe_message(self, chosen: sa.CTE) -> dict[str, sa.ColumnElement[Any]]:
        return {
            "campaign_id": sa.literal(self.campaign.id, Identity),
            "member_id": chosen.c.member_id,
            "occurrence": chosen.c.occurrence,
            "step": chosen.c.step,
            "recipient_id": chosen.c.recipient_id,
            "purpose": sa.literal(str(self.script.template.purpose)),
            "language": chosen.c.language,
            "values": self._build_values(chosen),
            "created_at": sa.literal(self.now, Instant),
        }

    def _is_left_to_person(self, chosen: sa.CTE) -> sa.ColumnElement[bool]:
        return sa.and_(
            chosen.c.step == self.plan.person,
            chosen.c.deceased_on.is_(None),
            chosen.c.closed_on.is_(None),
        )

    def count_groups(self, after: int, last: int) -> Any:
        """Return the query of groups: channel, language, wording, reason, and how many members."""
        chosen = self._choose(after, last)
        channel: Any = name_channel(self.plan, chosen)
        if self.plan.person is not None:
            channel = sa.case((chosen.c.step == self.plan.person, PERSON), else_=channel)
        rows = sa.select(
            channel.label("channel"),
            chosen.c.language,
            by_step(self.plan, chosen, "wording").label("wording"),
            sa.func.coalesce(chosen.c.reason, "").label("reason"),
        ).subquery("groups")
        return sa.select(*rows.c, sa.func.count()).group_by(*rows.c)

    def _list_needs(self, chosen: sa.CTE) -> sa.ColumnElement[Any]:
        needs = sa.case(
            (sa.and_(chosen.c.voice, chosen.c.large), '["voice", "large-print"]'),
            (chosen.c.voice, '["voice"]'),
            (chosen.c.large, '["large-print"]'),
            else_="[]",
        )
        return needs if self.is_sqlite else sa.cast(sa.cast(needs, sa.Text), Json)

    def _spread(self, chosen: sa.CTE) -> Any:
        """Return what puts a moment off by a row's place in the run, where there is a rate."""
        rate = self.campaign.definition.per_second
        if rate is None:
            return lambda column: column
        place = sa.func.row_number().over(order_by=chosen.c.member_id) + (self.start - 1)
        seconds = sa.cast(place, sa.Float) / sa.literal(rate, sa.Float)
        if self.is_sqlite:
            form, unit = "%Y-%m-%d %H:%M:%f000", sa.cast(seconds, sa.Text) + " seconds"
            return lambda column: sa.func.strftime(form, column, unit, type_=Instant)
        length = seconds * sa.literal_column("interval '1 second'", sa.Interval)
        return lambda column: sa.type_coerce(column, sa.DateTime(timezone=True)) + length

    def _choose(self, after: int, last: int) -> sa.CTE:
        """Return each member with its step, and the reason why that cannot leave, or NULL."""
        people = self._describe(after, last)
        step = walk(self.plan, people).label("step")
        future = people.c.due_at.is_not(None)
        walked = sa.select(*people.c, step).where(future).subquery("walked")
        failure = by_step(self.plan, walked, "obstacle")
        if self.plan.person is not None:
            first = sa.func.coalesce(
                walked.c.earlier, walked.c[f"obstacle_{self.plan.steps[0][0]}"]
            )
            failure = sa.case((walked.c.step == self.plan.person, first), else_=failure)
        reason = sa.case(
            (walked.c.deceased_on.is_not(None), "deceased"),
            (walked.c.closed_on.is_not(None), "closed"),
            (failure.is_not(None), failure),
            (self._lacks_value(walked), "missing-value"),
        )
        columns = [*walked.c, failure.label("failure"), reason.label("reason")]
        return sa.select(*columns).cte("chosen", nesting=True)

    def _lacks_value(self, walked: sa.FromClause) -> sa.ColumnElement[bool]:
        lacking = (
            sa.and_(
                walked.c.step == number,
                self._lacks(walked, self.script.find_required(step.channel)),
            )
            for number, step in self.plan.steps
        )
        return sa.or_(sa.false(), *lacking)

    def _lacks(self, people: sa.FromClause, required: Sequence[str]) -> sa.ColumnElement[bool]:
        blank = (
            sa.func.trim(sa.func.coalesce(people.c[f"value_{place}"], "")) == ""
            for place, name in enumerate(self._names)
            if name in required
        )
        return sa.or_(sa.false(), *blank)

    def _describe(self, after: int, last: int) -> sa.CTE:
        """Return each member with its recipient, due time, values, addresses and obstacles."""
        source = self.source
        columns: list[sa.ColumnElement[Any]] = [
            members.c.id.label("member_id"),
            source.occurrence.label("occurrence"),
            representative.c.id.label("recipient_id"),
            receiving("language").label("language"),
            receiving("preferred_channel").label("preferred"),
            receiving("needs_voice").label("voice"),
            receiving("needs_large_print").label("large"),
            *(members.c[name] for name in ("deceased_on", "closed_on")),
            *(places.c[name] for name in ("due_at", "expires_at")),
            sa.cast(source.earlier, sa.Text).label("earlier"),
            *(value.label(f"value_{number}") for number, value in enumerate(self._make_values())),
            *self._describe_steps(),
        ]
        if source.tried is not None:
            columns.append(source.tried.label("tried"))
        # Outer joins, because with inner ones SQLite goes through all members for each place.
        rows = (
            join_recipients(source)
            .outerjoin(places, places.c.time_zone == receiving("time_zone"))
            .outerjoin(tongues, tongues.c.language == receiving("language"))
        )
        chosen = sa.select(*columns).select_from(rows).where(*in_range(source, after, last))
        return _materialize(chosen, "people")

    def _describe_steps(self) -> list[sa.ColumnElement[Any]]:
        columns: list[sa.ColumnElement[Any]] = []
        for number, step in self.plan.steps:
            wording = tongues.c[f"wording_{number}"]
            obstacle = find_obstacle(step.channel, self.script.template.purpose, wording)
            columns += [
                wording,
                find_address(step.channel).label(f"address_{number}"),
                obstacle.label(f"obstacle_{number}"),
            ]
        return columns

    @cached_property
    def _names(self) -> list[str]:
        found = (self.script.find_required(step.channel) for _, step in self.plan.steps)
        return sorted({name for names in found for name in names})

    def _make_values(self) -> list[sa.ColumnElement[Any]]:
        constants = {**self.script.constants, **self.campaign.definition.values}
        source = self.source
        subject = Subject(tongues.c.locale, source.has_event, source.has_case, source.frozen)
        return make_values(self._names, constants, subject)

    def _build_values(self, chosen: sa.CTE) -> sa.ColumnElement[Any]:
        values = {name: chosen.c[f"value_{place}"] for place, name in enumerate(self._names)}
        built: sa.ColumnElement[Any] = build_json(values, self.is_sqlite)
        return built


def _materialize(query: sa.Select[Any], name: str) -> sa.CTE:
    """Return rows that the database makes once: else it reckons each expression at every use."""
    return query.cte(name, nesting=True).prefix_with("MATERIALIZED")


def _coalesce(columns: Sequence[sa.ColumnElement[Any]]) -> sa.ColumnElement[Any]:
    """Return the first that is set; SQLite's own function refuses to choose from one alone."""
    return sa.func.coalesce(*columns) if len(columns) > 1 else columns[0]


def _insert(insert: Any, columns: Mapping[str, Any], rows: sa.Select[Any]) -> Any:
    # SQLite's driver counts the rows of statements that begin with INSERT alone, not WITH; and
    # SQLite reads ON CONFLICT after a WHERE alone.
    whole = sa.select(rows.subquery("planned")).where(sa.true())
    return insert.from_select(list(columns), whole).on_conflict_do_nothing()
