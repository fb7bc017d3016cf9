"""What placeholders are given, as SQL: read once when a message is planned, and frozen in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from outreach.dispatch.rendering import LINK_NAMES
from outreach.segments.attributes import AttributeText
from outreach.tables import case_wordings, cases, life_events, members
from outreach.tables.columns import Json
from outreach.wording import Wording

Text = sa.ColumnElement[str]


@dataclass(frozen=True, slots=True)
class Subject:
    """What values are read from: a joined event or case, or an earlier message's."""

    has_event: bool = False
    has_case: bool = False
    frozen: sa.ColumnElement[Any] | None = None


def list_names(wordings: Iterable[Wording]) -> list[str]:
    """Return the placeholders of wordings, but for the links, which are made at sending."""
    return sorted(frozenset().union(*(each.placeholders for each in wordings)) - LINK_NAMES)


def find_worded(names: Iterable[str], constants: Mapping[str, str]) -> frozenset[str]:
    """Return the placeholders that are given words for a case: each locale has its own."""
    return frozenset(names) & _WORDED.keys() - constants.keys()


def make_value(name: str, constants: Mapping[str, str], subject: Subject) -> Text:
    """Return an expression of text, or NULL, for a placeholder without words.

    A constant comes before a column of the member, its case or its event; any other name is one
    of the institution's own attributes.
    """
    if subject.frozen is not None:
        return AttributeText(subject.frozen, sa.literal(name, sa.Text))
    if name in constants:
        return sa.literal(constants[name], sa.Text)
    if name in _CASE:
        return _of_case(_as_text(_CASE[name]), subject)
    if name in _MEMBER or (name in _EVENT and subject.has_event):
        return _as_text(_MEMBER.get(name, _EVENT.get(name)))
    return AttributeText(members.c.attributes, sa.literal(name, sa.Text))


def make_word(name: str, step: int, locale: Text, subject: Subject) -> Text:
    """Return an expression of what a step calls a status or a next step, in its locale.

    A message that was planned with another channel plan has the words of its own step alone.
    """
    if subject.frozen is not None:
        kept = (AttributeText(subject.frozen, sa.literal(each)) for each in (_at(name, step), name))
        return sa.func.coalesce(*kept)
    return _of_case(_word_case(_WORDED[name], locale), subject)


def keep_words(name: str, words: Mapping[int, Text]) -> dict[str, Text]:
    """Return what a message keeps for the steps that may follow it; blank where a word lacks."""
    return {_at(name, step): sa.func.coalesce(word, "") for step, word in words.items()}


def _at(name: str, step: int) -> str:
    return f"{name}:{step}"  # No placeholder has a colon in its name.


def _as_text(column: Any) -> Text:
    return sa.cast(column, sa.Text)


_MEMBER: Mapping[str, sa.Column[Any]] = MappingProxyType(
    {name: members.c[name] for name in ("name", "contact_name", "reference", "born_on", "country")}
)
_CASE: Mapping[str, sa.Column[Any]] = MappingProxyType(
    {
        "case_reference": cases.c.reference,
        "case_kind": cases.c.kind,
        "case_since": cases.c.since,
        "case_expected_on": cases.c.expected_on,
    }
)
_WORDED: Mapping[str, sa.Column[Any]] = MappingProxyType(
    {"case_status": cases.c.status, "case_next_step": cases.c.next_step}
)
_EVENT: Mapping[str, sa.Column[Any]] = MappingProxyType(
    {"event_type": life_events.c.type, "event_date": life_events.c.happened_on}
)


def _word_case(term: sa.Column[Any], locale: Text) -> Text:
    """Return what a status or a next step is called in a locale."""
    return (
        sa.select(case_wordings.c.wording)
        .where(
            case_wordings.c.term == term,
            case_wordings.c.locale == locale,
            case_wordings.c.kind.in_([cases.c.kind, ""]),
        )
        .order_by(case_wordings.c.kind.desc())
        .limit(1)
        .correlate_except(case_wordings)
        .scalar_subquery()
    )


def _of_case(value: Text, subject: Subject) -> Text:
    """Return what a value is for the joined case, or else for the member's latest."""
    if subject.has_case:
        return value
    return (
        sa.select(value)
        .select_from(cases)
        .where(cases.c.member_id == members.c.id)
        .order_by(cases.c.since.desc(), cases.c.reference)
        .limit(1)
        .correlate_except(cases)
        .scalar_subquery()
    )


def build_json(values: Mapping[str, sa.ColumnElement[Any]], is_sqlite: bool) -> Any:
    """Return the JSON object with these values, made by the database."""
    pairs: list[sa.ColumnElement[Any]] = []
    for name, value in values.items():
        pairs += [sa.literal(name, sa.Text), value]
    make = sa.func.json_object if is_sqlite else sa.func.jsonb_build_object
    return make(*pairs, type_=Json)
