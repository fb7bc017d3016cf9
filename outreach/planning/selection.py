"""The one query that plans: from the members of a run to all that their messages need.

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

from outreach.campaigns import Campaign
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
from outreach.planning.walking import Plan, by_step, walk
from outreach.tables import members
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

    def choose(self, after: int, last: int) -> sa.CTE:
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
                self.lacks(walked, self.script.find_required(step.channel)),
            )
            for number, step in self.plan.steps
        )
        return sa.or_(sa.false(), *lacking)

    def lacks(self, people: sa.FromClause, required: Sequence[str]) -> sa.ColumnElement[bool]:
        """Return the condition that members have no value for one of these placeholders."""
        blank = (
            sa.func.trim(sa.func.coalesce(people.c[f"value_{place}"], "")) == ""
            for place, name in enumerate(self.names)
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
    def names(self) -> list[str]:
        """The placeholders of all steps."""
        found = (self.script.find_required(step.channel) for _, step in self.plan.steps)
        return sorted({name for names in found for name in names})

    def _make_values(self) -> list[sa.ColumnElement[Any]]:
        constants = {**self.script.constants, **self.campaign.definition.values}
        source = self.source
        subject = Subject(tongues.c.locale, source.has_event, source.has_case, source.frozen)
        return make_values(self.names, constants, subject)

    def build_values(self, chosen: sa.CTE) -> sa.ColumnElement[Any]:
        """Return what each member's placeholders are given, as a message keeps it."""
        values = {name: chosen.c[f"value_{place}"] for place, name in enumerate(self.names)}
        built: sa.ColumnElement[Any] = build_json(values, self.is_sqlite)
        return built


def _materialize(query: sa.Select[Any], name: str) -> sa.CTE:
    """Return rows that the database makes once: else it reckons each expression at every use."""
    return query.cte(name, nesting=True).prefix_with("MATERIALIZED")
