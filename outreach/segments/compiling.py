"""From a rule to SQL that both databases evaluate; every value is a bound parameter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, TypeAlias

import sqlalchemy as sa
from dateutil.relativedelta import relativedelta

import locales
from outreach.errors import SegmentError
from outreach.purpose import Purpose
from outreach.segments.attributes import OPERATORS, compare_attribute, span
from outreach.segments.estimates import Common
from outreach.segments.fields import DAYS, PRESENCE, FieldKind, find_kind
from outreach.segments.rules import (
    All,
    Any_,
    Comparison,
    Consents,
    Everyone,
    HadEvent,
    InCampaign,
    InStage,
    Not,
    Rule,
    Speaks,
)
from outreach.statuses import FINAL, Status
from outreach.tables import campaigns, consents, life_events, members, messages, replies

Condition: TypeAlias = sa.ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Context:
    """The day that rules are evaluated for, and the stages by name that they may name."""

    as_of: date
    stages: Mapping[str, Rule] = field(default_factory=dict)


def compile_rule(rule: Rule | None, context: Context) -> Condition:
    """Return the condition on `members` that a rule means; an empty one is true for nobody.

    What is not known of a member is not true: the condition may be NULL, which chooses nobody,
    but its negation is not. Raises SegmentError for a stage that there is not.
    """
    match rule:
        case None:
            return sa.false()
        case All():
            return sa.and_(*(compile_rule(each, context) for each in rule.rules))
        case Any_():
            return sa.or_(*(compile_rule(each, context) for each in rule.rules))
        case Not():
            return _negate(rule.rule, context)
        case InStage():
            return _compile_stage(rule, context)
    return _COMPILERS[type(rule)](rule, context)


def _negate(rule: Rule, context: Context) -> Condition:
    condition = compile_rule(rule, context)
    if isinstance(rule, _NEVER_NULL):
        return sa.not_(condition)  # Plain, because PostgreSQL joins by NOT EXISTS alone.
    return sa.not_(sa.func.coalesce(condition, sa.false()))


def _compile_stage(rule: InStage, context: Context) -> Condition:
    if rule.stage not in context.stages:
        known = ", ".join(context.stages) or "none"
        raise SegmentError(f"there is no stage {rule.stage!r}; there are: {known}")
    return compile_rule(context.stages[rule.stage], context)


def _compile_everyone(rule: Everyone, context: Context) -> Condition:
    return sa.true()


def _compile_comparison(rule: Comparison, context: Context) -> Condition:
    kind = find_kind(rule.field)
    if kind is FieldKind.ATTRIBUTE:
        return compare_attribute(rule, context.as_of)
    if kind is FieldKind.AGE:
        return _compare_age(rule.op, int(str(rule.value)), context.as_of)
    if rule.field in _PRESENT:
        column = _PRESENT[rule.field]
        return column.is_not(None) if rule.value else column.is_(None)
    return _compare_column(rule, members.c[rule.field], kind, context.as_of)


def _compare_column(
    rule: Comparison, column: sa.Column[Any], kind: FieldKind, as_of: date
) -> Condition:
    if rule.op in PRESENCE:
        return column.is_not(None) if rule.op == "set" else column.is_(None)
    if rule.op in DAYS:
        return column.between(*span(rule.op, int(str(rule.value)), as_of))
    if isinstance(rule.value, tuple):
        return column.in_([str(each) for each in rule.value])
    value = date.fromisoformat(str(rule.value)) if kind is FieldKind.DATE else rule.value
    return OPERATORS[rule.op](column, value)


_PRESENT: Mapping[str, sa.Column[Any]] = MappingProxyType(
    {"has_phone": members.c.phone, "has_email": members.c.email}
)


def find_latest_birth(age: int, as_of: date) -> date | None:
    """Return the last birth date of people who are at least `age` on a day.

    As in `outreach.schedule`, those born on 29 February turn a year older on the 28th.
    """
    try:
        born = as_of - relativedelta(years=age)
        after = born + timedelta(days=1)
        return after if after + relativedelta(years=age) <= as_of else born
    except (ValueError, OverflowError):
        return None


def _compare_age(op: str, age: int, as_of: date) -> Condition:
    at_least, younger = _split_at(age, as_of)
    older, at_most = _split_at(age + 1, as_of)
    exact = sa.and_(at_least, at_most)
    conditions = {
        ">=": at_least,
        ">": older,
        "<": younger,
        "<=": at_most,
        "=": exact,
        "!=": sa.not_(exact),
    }
    return conditions[op]


def _split_at(age: int, as_of: date) -> tuple[Condition, Condition]:
    """Return who is at least so old, and who is younger."""
    latest = find_latest_birth(age, as_of)
    if latest is None:
        return sa.false(), sa.true()
    return Common(members.c.born_on <= latest), Common(members.c.born_on > latest)


def _compile_language(rule: Speaks, context: Context) -> Condition:
    wanted = {locales.find_supported(each) or each for each in rule.languages}
    exact = [members.c.language.in_(sorted(wanted | {each.split("-")[0] for each in wanted}))]
    regional = [members.c.language.startswith(f"{each.split('-')[0]}-") for each in sorted(wanted)]
    return sa.or_(*exact, *regional)


def _compile_consent(rule: Consents, context: Context) -> Condition:
    place = rule.consent
    promotion = place.purpose is Purpose.PROMOTION
    decided = sa.exists().where(
        consents.c.member_id == members.c.id,
        consents.c.channel == place.channel,
        consents.c.purpose == place.purpose,
        consents.c.granted if promotion else sa.not_(consents.c.granted),
    )
    return decided if promotion else sa.not_(decided)


def _compile_event(rule: HadEvent, context: Context) -> Condition:
    happened_on = life_events.c.happened_on
    within = [happened_on <= context.as_of + timedelta(days=rule.next_days or 0)]
    if rule.past_days is not None or rule.next_days is not None:
        within.append(happened_on >= context.as_of - timedelta(days=rule.past_days or 0))
    return sa.exists().where(
        life_events.c.member_id == members.c.id, life_events.c.type == rule.event, *within
    )


def _compile_campaign(rule: InCampaign, context: Context) -> Condition:
    named = sa.select(campaigns.c.id).where(campaigns.c.name == rule.campaign).scalar_subquery()
    written = sa.exists().where(
        messages.c.member_id == members.c.id, messages.c.campaign_id == named
    )
    if rule.outcome == "none":
        return sa.not_(written)
    return written.where(_OUTCOMES[rule.outcome])


_FAILED = sorted(FINAL - {Status.DELIVERED, Status.CANCELLED})
_OUTCOMES: Mapping[str, Condition] = MappingProxyType(
    {
        "planned": sa.true(),
        "sent": messages.c.sent_at.is_not(None),
        "delivered": messages.c.status == Status.DELIVERED,
        "failed": messages.c.status.in_(_FAILED),
        "heard": messages.c.heard_at.is_not(None),
        "replied": sa.exists().where(replies.c.message_id == messages.c.id),
    }
)
_COMPILERS: Mapping[type, Callable[[Any, Context], Condition]] = MappingProxyType(
    {
        Everyone: _compile_everyone,
        Comparison: _compile_comparison,
        Speaks: _compile_language,
        Consents: _compile_consent,
        HadEvent: _compile_event,
        InCampaign: _compile_campaign,
    }
)
_NEVER_NULL = (Everyone, Not, Speaks, Consents, HadEvent, InCampaign)
