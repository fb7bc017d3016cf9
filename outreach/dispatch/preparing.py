"""From a claim to messages that may leave: checked, worded, and counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from outreach.database import Database
from outreach.dispatch.claim import Claimed
from outreach.dispatch.rates import take_tokens
from outreach.dispatch.recheck import (
    Cancel,
    Circumstances,
    Defer,
    RulesOf,
    Send,
    Verdict,
    recheck,
)
from outreach.dispatch.rendering import Links, Ready, Renderer
from outreach.providers.registry import Route
from outreach.statuses import Status
from outreach.tables import messages


@dataclass(frozen=True, slots=True)
class Preparation:
    """Prepares the claims of one worker; see `outreach.dispatch.delivery.Delivery`."""

    database: Database
    owner: str
    renderer: Renderer
    rules_of: RulesOf
    links: Links | None
    guests: frozenset[str] | None

    def prepare(self, claimed: Sequence[Claimed], route: Route, now: datetime) -> list[Ready]:
        """Return the messages of a claim that may leave; the others are cancelled or put off."""
        campaigns = {each.campaign_id for each in claimed if each.campaign_id is not None}
        with self.database.write() as connection:
            rules = self.rules_of(connection, campaigns)
            circumstances = Circumstances(route, now, rules, self.guests)
            verdicts = recheck(connection, claimed, circumstances)
            self._settle(connection, verdicts, now)
            going = [verdict for verdict in verdicts if isinstance(verdict, Send)]
            if staying := len(claimed) - len(going):
                take_tokens(self.database, connection, route, now, spent=-staying)
            ids = {each.claimed.wording_id for each in going} - {None}
            self.renderer.load(connection, {number for number in ids if number is not None})
            links = self._make_links(connection, going)
        return [
            Ready(
                each.claimed,
                route,
                each.country,
                links.get(each.claimed.id, {}),
                each.large_print,
            )
            for each in going
        ]

    def _make_links(
        self, connection: sa.Connection, going: Sequence[Send]
    ) -> Mapping[int, Mapping[str, str]]:
        wanting = [each.claimed.id for each in going if self.renderer.wants_links(each.claimed)]
        return self.links.make(connection, wanting) if self.links and wanting else {}

    def _settle(
        self, connection: sa.Connection, verdicts: Sequence[Verdict], now: datetime
    ) -> None:
        mine = sa.and_(messages.c.status == Status.CLAIMED, messages.c.owner == self.owner)
        for verdict in verdicts:
            if isinstance(verdict, Cancel):
                new = {"status": verdict.status, "reason": verdict.reason, "settled_at": now}
            elif isinstance(verdict, Defer):
                new = {"status": Status.CREATED, "due_at": verdict.until}
            else:
                continue
            held = sa.update(messages).where(messages.c.id == verdict.id, mine)
            connection.execute(held.values(**new, owner=None, lease_until=None))
