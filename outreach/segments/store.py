"""Segments in the database, by name; what they name has to exist."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from outreach.errors import SegmentError
from outreach.segments.attributes import AttributeText
from outreach.segments.fields import ATTRIBUTE
from outreach.segments.rules import (
    Comparison,
    HadEvent,
    InCampaign,
    InStage,
    Rule,
    dump_rule,
    parse_rule,
    walk,
)
from outreach.tables import campaigns, life_events, members, segments

_LONGEST_NAME = 100


def check_names(connection: sa.Connection, rule: Rule | None, stages: Iterable[str]) -> None:
    """Raise SegmentError where a rule names a stage or a campaign that there is not."""
    known = list(stages)
    for each in walk(rule):
        if isinstance(each, InStage) and each.stage not in known:
            raise SegmentError(f"there is no stage {each.stage!r}; there are: {', '.join(known)}")
        if isinstance(each, InCampaign):
            named = sa.select(campaigns.c.id).where(campaigns.c.name == each.campaign)
            if connection.execute(named).first() is None:
                raise SegmentError(f"there is no campaign {each.campaign!r}")


def find_unheard_of(connection: sa.Connection, rule: Rule | None) -> list[str]:
    """Return the attributes and events of a rule that no member has: perhaps they are misspelt."""
    unheard_of = []
    for each in walk(rule):
        if isinstance(each, HadEvent):
            named, met = each.event, sa.exists().where(life_events.c.type == each.event)
        elif isinstance(each, Comparison) and each.field.startswith(ATTRIBUTE):
            named, name = each.field, each.field.removeprefix(ATTRIBUTE)
            text = AttributeText(members.c.attributes, sa.literal(name, sa.Text))
            met = sa.exists().where(text.is_not(None))
        else:
            continue
        if not connection.execute(sa.select(met)).scalar():
            unheard_of.append(named)
    return unheard_of


def save_segment(
    connection: sa.Connection, name: str, rule: Rule | None, by: str, now: datetime
) -> None:
    """Keep a rule under a name, in the place of an earlier one.

    Raises SegmentError for a name that could not be written in a line.
    """
    if not name.strip() or not name.isprintable() or len(name) > _LONGEST_NAME:
        raise SegmentError(f"a segment's name has 1 to {_LONGEST_NAME} characters, in one line")
    facts = {"rule": dump_rule(rule), "updated_at": now}
    update = sa.update(segments).where(segments.c.name == name).values(facts)
    if connection.execute(update).rowcount == 0:
        made = {"name": name, "created_at": now, "created_by": by, **facts}
        connection.execute(sa.insert(segments).values(made))


def get_segment(connection: sa.Connection, name: str) -> Rule | None:
    """Return the rule of a segment; None means nobody. Raises SegmentError."""
    row = connection.execute(sa.select(segments.c.rule).where(segments.c.name == name)).first()
    if row is None:
        raise SegmentError(f"there is no segment {name!r}")
    return parse_rule(row.rule)


def list_segments(connection: sa.Connection) -> dict[str, Rule | None]:
    """Return the rule of every segment, by name."""
    rows = connection.execute(sa.select(segments.c.name, segments.c.rule).order_by(segments.c.name))
    return {name: parse_rule(rule) for name, rule in rows}
