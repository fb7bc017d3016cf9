"""The demonstration as its carrier sees it: what came to which phone and mailbox, and when.

Phones and mailboxes are the sandbox's, reached over HTTP and SMTP; the clock is moved by hand.
"""

from __future__ import annotations

import email
import email.policy
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import locales
from outreach.campaigns import rules_of
from outreach.channels import Channel
from outreach.database import Database
from outreach.demo import fill
from outreach.dispatch import Delivery, deliver
from outreach.links import LinkTerms, MessageLinks
from outreach.starter import load_starter
from outreach.steps import advance
from outreach.tables import members
from tests.outreach.dispatch.conftest import Clock, build_delivery, carrier, clock, institution
from tests.outreach.planning.runs import read
from tests.outreach.planning.test_ticking import tick
from tests.outreach.test_demo import DEMO
from web.sandbox.parts import Sandbox

__all__ = ["build_delivery", "carrier", "clock", "institution"]

MEMBERS = 1000
STEP = timedelta(minutes=30)
TERMS = LinkTerms("https://pensions.example", "birth-date", 60)

SET_BACK = datetime(2026, 10, 25, 0, 5, tzinfo=UTC)
"""Within the hour, clocks in Europe are set back."""

SET_FORWARD = datetime(2027, 3, 28, 0, 5, tzinfo=UTC)


@dataclass
class Arrival:
    """A text message, or the subject of a mail, that reached `person` at `local`, their time."""

    person: Any
    channel: Channel
    words: str
    local: datetime


@dataclass
class Day:
    """A demonstration under way, and what has arrived so far."""

    database: Database
    delivery: Delivery
    clock: Clock
    sandbox: Sandbox
    arrivals: list[Arrival] = field(default_factory=list)

    def spend(self, **span: float) -> None:
        """Move the clock step by step, and do at each what a worker does."""
        people = {row[name]: row for row in self._people for name in ("phone", "email")}
        for _ in range(timedelta(**span) // STEP):
            tick(self.database, self.clock(), DEMO)
            advance(self.database, self.clock(), DEMO)
            for channel in (Channel.SMS, Channel.EMAIL):
                deliver(self.delivery, channel)
                self._note(channel, people)
            self.clock.now += STEP

    @property
    def _people(self) -> list[Mapping[str, Any]]:
        return [row._mapping for row in read(self.database, members)]

    def _note(self, channel: Channel, people: Mapping[str, Any]) -> None:
        known = sum(each.channel is channel for each in self.arrivals)
        for number in count(known + 1):
            found = self._read(channel, number)
            if found is None:
                return
            person = people[found[0]]
            local = self.clock().astimezone(ZoneInfo(person["time_zone"]))
            self.arrivals.append(Arrival(person, channel, found[1], local))

    def _read(self, channel: Channel, number: int) -> tuple[str, str] | None:
        if channel is Channel.SMS:
            texts = self.sandbox.carrier.ledger.list_texts([("number = ?", number)], 0, 1)
            return (texts[0].recipient, texts[0].body) if texts else None
        mail = self.sandbox.mailboxes.find(number)
        if mail is None:
            return None
        parsed = email.message_from_bytes(mail.content, policy=email.policy.default)
        return mail.recipient, str(parsed["Subject"])


@pytest.fixture
def begin(database, build_delivery, clock, carrier):
    """Begins a demonstration at a moment."""

    def begin_at(moment: datetime) -> Day:
        clock.now = moment
        assert fill(database, moment, DEMO, MEMBERS)
        links = MessageLinks(database, "a secret of the tests", TERMS, clock)
        delivery = build_delivery(rules_of=rules_of, links=links)
        return Day(database, delivery, clock, carrier.parts)

    return begin_at


def get_words(person: Any, channel: Channel) -> str:
    """Return what the campaign says in a person's language, up to what is filled in."""
    wording = load_starter()["pensioner"].get_wording(channel, person["language"])
    words = wording.subject if channel is Channel.EMAIL else wording.body
    return words.removeprefix("{institution}").partition("{")[0]


def count_most(arrivals: list[Arrival]) -> int:
    """Return how many came to whoever got the most."""
    return max(Counter(each.person["reference"] for each in arrivals).values())


@pytest.mark.parametrize("moment", [SET_BACK, SET_FORWARD])
def test_all_hear_of_it_once_at_ten_oclock_where_they_are(begin, moment):
    day = begin(moment)
    day.spend(hours=23)

    assert len(day.arrivals) > 250
    assert count_most(day.arrivals) == 1
    for each in day.arrivals:
        ten = datetime.combine(moment, time(10), each.local.tzinfo).astimezone(UTC)
        late = each.local - max(ten, moment)
        assert timedelta(0) <= late <= 2 * STEP, each.person["time_zone"]


def test_all_hear_of_it_in_their_own_of_ten_languages_by_text_message_and_mail(begin):
    day = begin(SET_BACK)
    day.spend(hours=23)

    for channel in (Channel.SMS, Channel.EMAIL):
        came = [each for each in day.arrivals if each.channel is channel]
        assert {each.person["language"] for each in came} == set(locales.SUPPORTED)
        assert all(get_words(each.person, channel) in each.words for each in came)


def test_what_a_worker_finds_late_in_the_evening_waits_for_the_morning(begin):
    day = begin(SET_BACK)
    tick(day.database, day.clock(), DEMO)
    day.clock.move(hours=13)
    day.spend(hours=23)

    texts = [each for each in day.arrivals if each.channel is Channel.SMS]
    assert all(8 <= each.local.hour < 20 for each in texts)
    assert {each.local.hour for each in texts} >= {8, 10}
    assert count_most(day.arrivals) == 1
