"""Which step of the channel plan a member is at, as SQL over what is known of each channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from outreach.campaigns import PERSON, Definition
from outreach.campaigns.definition import Step
from outreach.statuses import Status

_OBSTACLES = frozenset({"no-address", "landline", "no-wording", "suppressed", "no-consent"})
"""What is known of a channel before anything is sent."""

_STATUSES = {
    Status.VALIDATION_FAILED: ["missing-value"],
    Status.PERMANENT_FAILURE: ["no-address", "landline", "no-wording"],
}


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps of a campaign by their number: those with messages, and the person's."""

    steps: Sequence[tuple[int, Step]]
    person: int | None
    preferred_first: bool

    @classmethod
    def of(cls, definition: Definition) -> Plan:
        """Return the plan of a campaign."""
        steps = list(enumerate(definition.steps))
        messages = [(number, step) for number, step in steps if step.channel != PERSON]
        last = len(steps) - 1
        person = last if definition.steps[last].channel == PERSON else None
        return cls(messages, person, definition.preferred_first)


def walk(plan: Plan, people: sa.FromClause) -> sa.ColumnElement[int | None]:
    """Return the step that `people` are at, or NULL where no step is left to them.

    `people` has an ``obstacle_N`` for each step, ``preferred`` and ``voice``, and ``tried``, a bit
    a step, where earlier ones failed. At first, whoever no step reaches is left at the first one.
    """
    again = "tried" in people.c
    turns: list[tuple[Any, int]] = []
    if plan.preferred_first and not again:
        turns += _prefer(plan, people)
    for number, step in plan.steps:
        stops: sa.ColumnElement[bool] = people.c[f"obstacle_{number}"].is_(None)
        kept = _OBSTACLES - set(step.next_on if step.next_on is not None else _OBSTACLES)
        if kept:
            stops = sa.or_(stops, people.c[f"obstacle_{number}"].in_(sorted(kept)))
        if again:
            stops = sa.and_(_is_untried(people, number), stops)
        turns.append((stops, number))
    if plan.person is not None:
        return sa.case(*turns, else_=plan.person)
    return sa.case(*turns, else_=sa.null() if again else plan.steps[0][0])


def _is_untried(people: sa.FromClause, number: int) -> sa.ColumnElement[bool]:
    return people.c.tried.op("&")(sa.literal_column(str(1 << number))) == 0


def _prefer(plan: Plan, people: sa.FromClause) -> list[tuple[Any, int]]:
    """Put first what a member needs, then what it prefers, where that reaches it."""
    turns: list[tuple[Any, int]] = []
    for number, step in plan.steps:
        reached = people.c[f"obstacle_{number}"].is_(None)
        if step.channel == "voice":
            turns.insert(0, (sa.and_(people.c.voice, reached), number))
        turns.append((sa.and_(people.c.preferred == step.channel, reached), number))
    return turns if len(plan.steps) > 1 else []


def by_step(plan: Plan, people: sa.FromClause, name: str) -> sa.ColumnElement[Any]:
    """Return the column ``NAME_N`` of the step that each member is at."""
    if len(plan.steps) == 1:
        return people.c[f"{name}_{plan.steps[0][0]}"]
    found = ((people.c.step == number, people.c[f"{name}_{number}"]) for number, _ in plan.steps)
    return sa.case(*found)


def name_channel(plan: Plan, people: sa.FromClause) -> sa.ColumnElement[Any]:
    """Return the channel of the step that each member is at."""
    if len(plan.steps) == 1:
        return sa.literal(plan.steps[0][1].channel)
    return sa.case(*((people.c.step == number, step.channel) for number, step in plan.steps))


def settle(reason: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    """Return the status of a message that is planned with a reason why it cannot leave."""
    known = ((reason.in_(words), str(status)) for status, words in _STATUSES.items())
    return sa.case((reason == "", str(Status.CREATED)), *known, else_=str(Status.CANCELLED))
