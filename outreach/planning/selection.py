"""The one query that plans: from the members of a run to all that their messages need.

Nothing is done a member at a time outside of the database. What differs by time zone or by
language alone is reckoned once for each and joined in; the rest is expressions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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
from outreach.planning.values import (
    Subject,
    build_json,
    find_worded,
    keep_words,
    list_names,
    make_value,
    make_word,
)
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
    senders: Mapping[str, Sequence[str]] = field(default_factory=dict)

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
            sa.func.trim(sa.func.coalesce(self._get_value(people, name), "")) == ""
            for name in self.names
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
            *self._make_values(),
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
            senders = self.senders.get(step.channel, ())
            obstacle = find_obstacle(step.channel, self.script.template.purpose, wording, senders)
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

    @cached_property
    def _constants(self) -> Mapping[str, str]:
        return {**self.script.constants, **self.campaign.definition.values}

    @cached_property
    def _worded(self) -> frozenset[str]:
        return find_worded(self.names, self._constants)

    def _make_values(self) -> Iterator[sa.ColumnElement[Any]]:
        """Yield the placeholders' values; words are of each step, in the locale of its wording."""
        source = self.source
        subject = Subject(source.has_event, source.has_case, source.frozen)
        for place, name in enumerate(self.names):
            if name not in self._worded:
                yield make_value(name, self._constants, subject).label(f"value_{place}")
                continue
            for number, _ in self.plan.steps:
                word = make_word(name, number, tongues.c[f"locale_{number}"], subject)
                yield word.label(f"value_{place}_{number}")

    def _get_value(self, people: sa.FromClause, name: str) -> sa.ColumnElement[Any]:
        """Return what a placeholder is given at the step of each member.

        What is left to a person is told in the first wording that there is, as a letter is.
        """
        place = self.names.index(name)
        if name not in self._worded:
            return people.c[f"value_{place}"]
        words = self._get_words(people, place)
        at = [(people.c.step == number, word) for number, word in words.items()]
        told = [
            (people.c[f"wording_{number}"].is_not(None), word) for number, word in words.items()
        ]
        return sa.case(*at, *told)

    def _get_words(self, people: sa.FromClause, place: int) -> dict[int, sa.ColumnElement[Any]]:
        return {number: people.c[f"value_{place}_{number}"] for number, _ in self.plan.steps}

    def build_values(self, chosen: sa.CTE) -> sa.ColumnElement[Any]:
        """Return what each member's placeholders are given, as a message keeps it."""
        values = {name: self._get_value(chosen, name) for name in self.names}
        if len(self.campaign.definition.steps) > 1:
            for name in self._worded:
                values |= keep_words(name, self._get_words(chosen, self.names.index(name)))
        built: sa.ColumnElement[Any] = build_json(values, self.is_sqlite)
        return built


def _materialize(query: sa.Select[Any], name: str) -> sa.CTE:
    """Return rows that the database makes once: else it reckons each expression at every use."""
    return query.cte(name, nesting=True).prefix_with("MATERIALIZED")
