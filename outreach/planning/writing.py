"""Writes the messages of one range of members of one campaign, in the caller's transaction."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

import sqlalchemy as sa

from outreach.campaigns import Campaign, Premises, get_pinned
from outreach.channels import Channel
from outreach.database import Database
from outreach.planning.due import find_due, find_due_now
from outreach.planning.lookups import fill_places, fill_tongues
from outreach.planning.people import in_range, join_recipients, receiving
from outreach.planning.reading import is_unreadable
from outreach.planning.rows import (
    count_groups,
    insert_letters,
    insert_messages,
    insert_work,
    list_values,
)
from outreach.planning.selection import Script, Selection
from outreach.planning.sources import Source
from outreach.planning.walking import Plan
from outreach.wording import list_wording_ids


@dataclass(frozen=True, slots=True)
class Range:
    """Members of a source that are planned together: how many, from after one to the last."""

    count: int
    after: int
    last: int
    zones: frozenset[str]
    languages: frozenset[str]


class Group(NamedTuple):
    """Members of whom the same becomes: with a reason they are left out, or left to a person."""

    channel: str
    language: str
    locale: str | None
    reason: str


@dataclass(frozen=True)
class Writing:
    """A campaign being planned. What members' dates made due before `since` is past."""

    database: Database
    connection: sa.Connection
    campaign: Campaign
    premises: Premises
    now: datetime
    since: datetime | None = None

    @cached_property
    def script(self) -> Script:
        """What the campaign says. Raises CampaignError where its template's version is gone."""
        version_id, template = get_pinned(self.connection, self.campaign.definition)
        ids = list_wording_ids(self.connection, version_id)
        return Script(template, ids, self.premises.values)

    def find_range(self, source: Source, after: int, size: int) -> Range | None:
        """Return the next `size` members of a source, or None after the last of them."""
        place, tongue = receiving("time_zone"), receiving("language")
        first = (
            sa.select(source.key.label("id"), place.label("place"), tongue.label("tongue"))
            .select_from(join_recipients(source))
            .where(*in_range(source, after))
            .order_by(source.key)
            .limit(size)
            .subquery("first")
        )
        counts = (sa.func.count(), sa.func.max(first.c.id))
        query = sa.select(first.c.place, first.c.tongue, *counts)
        rows = self.connection.execute(query.group_by(first.c.place, first.c.tongue)).all()
        if not rows:
            return None
        zones, languages, numbers, lasts = zip(*rows, strict=True)
        return Range(sum(numbers), after, max(lasts), frozenset(zones), frozenset(languages))

    def write(self, source: Source, members: Range, occurrence: str | None, start: int = 0) -> int:
        """Write messages, and work items for whom no channel reaches; return how many rows.

        Without an occurrence they are due now.
        """
        selection = self._select(source, members, occurrence, start)
        bounds = (members.after, members.last)
        made = self._insert(insert_messages(selection, self.database.insert, *bounds))
        if made < members.count and selection.plan.person is not None:
            made += self._insert(insert_work(selection, self.database.insert, *bounds))
            self._insert(insert_letters(selection, self.database.insert, *bounds))
        return made

    def count(self, source: Source, members: Range) -> Counter[Group]:
        """Return what would become of members if they were due now, and of how many."""
        selection = self._select(source, members, None, 0)
        locales = self._list_locales()
        guests = self.premises.guests
        rows = self.connection.execute(count_groups(selection, members.after, members.last, guests))
        counted: Counter[Group] = Counter()
        for channel, language, wording_id, reason, count in rows:
            counted[Group(channel, language, locales.get(wording_id), reason)] += count
        return counted

    def count_unreadable(self, source: Source, members: Range, most: int) -> Counter[Group]:
        """Return of how many, among the first `most` of those reached, a value cannot be read."""
        selection = self._select(source, members, None, 0)
        locales = self._list_locales()
        bounds = (members.after, members.last)
        rows = self.connection.execute(list_values(selection, bounds, most, self.premises.guests))
        counted: Counter[Group] = Counter()
        for channel, language, wording_id, reason, values in rows:
            locale = locales[wording_id]
            wording = self.script.template.get_wording(Channel(channel), locale)
            if is_unreadable(wording, values):
                counted[Group(channel, language, locale, reason)] += 1
        return counted

    def _list_locales(self) -> dict[int, str]:
        return {number: locale for (_, locale), number in self.script.wording_ids.items()}

    def _select(
        self, source: Source, members: Range, occurrence: str | None, start: int
    ) -> Selection:
        self._fill_lookups(members, occurrence)
        return Selection(
            campaign=self.campaign,
            script=self.script,
            source=source,
            now=self.now,
            is_sqlite=self.database.is_sqlite,
            start=start,
            senders=self.premises.senders,
        )

    def _fill_lookups(self, members: Range, occurrence: str | None) -> None:
        definition = self.campaign.definition
        zones = {
            zone: find_due_now(definition, self.now)
            if occurrence is None
            else find_due(definition, occurrence, zone, self.now, self.since)
            for zone in members.zones
        }
        fill_places(self.connection, zones)
        said = (self.script.template, self.script.wording_ids)
        fill_tongues(self.connection, members.languages, Plan.of(definition), *said)

    def _insert(self, statement: sa.Executable) -> int:
        counted = {"preserve_rowcount": True}
        return self.connection.execute(statement, execution_options=counted).rowcount
