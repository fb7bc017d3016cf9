"""The outlook of a campaign: whom it would reach now, by what and in which language, and who not.

It is counted by the query that plans, before anything is approved, and writes nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime

import locales
from outreach.campaigns import PERSON, Campaign, Definition, Premises
from outreach.campaigns.triggers import OnCaseChange, OnEvent
from outreach.database import Database
from outreach.planning.sources import make_audience
from outreach.planning.writing import Group, Writing
from outreach.wording import get_template

_RANGE = 50_000


@dataclass(frozen=True, slots=True)
class Outlook:
    """Members by what would reach them: a channel, or ``person``; the others by why nothing would.

    `fallbacks` counts by (language, locale) those who are written to in another language than
    their own, and `wordless` by language those for whom no wording is declared.
    """

    reached: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    fallbacks: Counter[tuple[str, str]] = field(default_factory=Counter)
    wordless: Counter[str] = field(default_factory=Counter)

    def add(self, group: Group, count: int) -> None:
        """Count so many members."""
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

    A draft is taken with the newest version of its template. Raises CampaignError, SegmentError
    and WordingError where it names what there is not.
    """
    outlook = Outlook()
    with database.read() as connection:
        definition = campaign.definition
        if definition.template_version is None:
            newest = get_template(connection, definition.template).version
            definition = definition.model_copy(update={"template_version": newest})
        campaign = replace(campaign, definition=definition)
        writing = Writing(database, connection, campaign, premises, now)
        source = make_audience(connection, definition, premises, now.date())
        after = 0
        while people := writing.find_range(source, after, _RANGE):
            for group, count in writing.count(source, people).items():
                outlook.add(_forgive(group, definition), count)
            after = people.last
    return outlook


def _forgive(group: Group, definition: Definition) -> Group:
    """Leave out of account that what will have happened has no values yet."""
    triggered = isinstance(definition.schedule, OnEvent | OnCaseChange)
    return group._replace(reason="") if triggered and group.reason == "missing-value" else group
