"""The outlook of a campaign: whom it would reach now, by what and in which language, and who not.

It is counted by the query that plans, before anything is approved, and writes nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import sqlalchemy as sa

import locales
from outreach.campaigns import PERSON, Campaign, Definition, Premises, get_meant
from outreach.campaigns.triggers import OnCaseChange, OnEvent
from outreach.database import Database
from outreach.planning.sources import Source, make_audience, match_anchors
from outreach.planning.writing import Group, Range, Writing
from outreach.schedule import RelativeToDate

_RANGE = 50_000
_MOST_READ = 20_000
"""Of so many members the values are filled in; of a million it would take minutes."""

AHEAD_DAYS = 30
"""How far ahead dates of members are looked for."""


@dataclass(slots=True)
class Outlook:
    """Members by what would reach them: a channel, or ``person``; the others by why nothing would.

    `fallbacks` counts by (language, locale) those who are written to in another language than
    their own, and `wordless` by language those for whom no wording is declared. Of the
    reached, the values of `read` were filled in, and those of `unread` were not: some of these may
    turn out to be none that the text can write.
    """

    reached: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    fallbacks: Counter[tuple[str, str]] = field(default_factory=Counter)
    wordless: Counter[str] = field(default_factory=Counter)
    read: int = 0
    unread: int = 0

    def add(self, group: Group, count: int) -> None:
        """Count so many members."""
        if not count:
            return
        if group.reason and group.channel != PERSON:
            self.left_out[group.reason] += count
        else:
            self.reached[group.channel] += count
        if group.reason == "no-wording":
            self.wordless[group.language] += count
        elif not group.reason and locales.find_supported(group.language) != group.locale:
            self.fallbacks[group.language, group.locale or ""] += count


def foresee(database: Database, campaign: Campaign, premises: Premises, now: datetime) -> Outlook:
    """Return whom a campaign would reach if it were sent to its whole audience now.

    Of one that goes by dates of members, its audience are those due within `AHEAD_DAYS`. A draft is
    taken with the newest version of its template. Raises CampaignError, SegmentError and
    WordingError where it names what there is not.
    """
    outlook = Outlook()
    with database.read() as connection:
        version = get_meant(connection, campaign).version
        definition = campaign.definition.model_copy(update={"template_version": version})
        campaign = replace(campaign, definition=definition)
        writing = Writing(database, connection, campaign, premises, now)
        source = _find_audience(connection, definition, premises, now.date())
        after = 0
        while people := writing.find_range(source, after, _RANGE):
            _count(outlook, writing, source, people)
            after = people.last
    return outlook


def _count(outlook: Outlook, writing: Writing, source: Source, people: Range) -> None:
    definition = writing.campaign.definition
    counted = Counter[Group]()
    for group, count in writing.count(source, people).items():
        counted[_forgive(group, definition)] += count
    reached = sum(count for group, count in counted.items() if not group.reason)
    most = 0 if _is_triggered(definition) else min(reached, _MOST_READ - outlook.read)
    outlook.read += most
    outlook.unread += reached - most
    unreadable = writing.count_unreadable(source, people, most) if most else Counter[Group]()
    for group, count in unreadable.items():
        counted[group] -= count
        counted[group._replace(reason="missing-value")] += count
    for group, count in counted.items():
        outlook.add(group, count)


def _find_audience(
    connection: sa.Connection, definition: Definition, premises: Premises, today: date
) -> Source:
    audience = make_audience(connection, definition, premises, today)
    if not isinstance(definition.schedule, RelativeToDate):
        return audience
    days = (today + timedelta(days=ahead) for ahead in range(AHEAD_DAYS + 1))
    due = match_anchors(definition.schedule, *days)
    return replace(audience, conditions=(*audience.conditions, due))


def _forgive(group: Group, definition: Definition) -> Group:
    """Leave out of account that what will have happened has no values yet."""
    lacking = _is_triggered(definition) and group.reason == "missing-value"
    return group._replace(reason="") if lacking else group


def _is_triggered(definition: Definition) -> bool:
    return isinstance(definition.schedule, OnEvent | OnCaseChange)
