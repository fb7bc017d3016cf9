"""The last check before a message leaves: what may have changed since it was planned."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from outreach.dispatch.claim import Claimed
from outreach.providers.registry import Route
from outreach.schedule.hours import SendingHours, find_holidays
from outreach.statuses import Status
from outreach.suppressions import Scope, covers, find_suppressions
from outreach.tables import consents, frequency_counts, members


@dataclass(frozen=True, slots=True)
class Frequency:
    """At most `count` messages of a purpose to one member within `days` days."""

    count: int
    days: int


@dataclass(frozen=True, slots=True)
class Rules:
    """What a campaign asks of the moment of sending: hours by channel, and a frequency cap."""

    hours: Mapping[str, SendingHours] = field(default_factory=dict)
    frequency: Frequency | None = None


RulesOf = Callable[[sa.Connection, set[int]], Mapping[int, Rules]]
"""Finds the rules of campaigns by their number."""


@dataclass(frozen=True, slots=True)
class Send:
    """It may leave, to the address that `claimed` has now; formats are those of `country`.

    `day` is the day where the member is; `large_print` is how a mail has to be.
    """

    claimed: Claimed
    country: str
    day: date
    large_print: bool


@dataclass(frozen=True, slots=True)
class Cancel:
    """It must not leave, ever; `reason` is a stable word."""

    id: int
    reason: str
    status: Status = Status.CANCELLED


@dataclass(frozen=True, slots=True)
class Defer:
    """It must not leave before `until`."""

    id: int
    until: datetime


Verdict = Send | Cancel | Defer


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What all messages of a claim are held against."""

    route: Route
    now: datetime
    rules: Mapping[int, Rules]
    guests: frozenset[str] | None = None
    """In a trial, the only addresses that anything is sent to."""


def recheck(
    connection: sa.Connection, claimed: Sequence[Claimed], circumstances: Circumstances
) -> list[Verdict]:
    """Return a verdict for each message of a claim, in their order."""
    people = _load_people(connection, claimed)
    suppressed = _load_suppressions(connection, people.values(), circumstances.route.channel)
    decided = _load_consents(connection, claimed, circumstances.route.channel)
    counted = _load_counts(connection, claimed, circumstances)
    judge = _Judge(people, suppressed, decided, counted, circumstances)
    return [judge.judge(each) for each in claimed]


def count_sent(
    connection: sa.Connection, insert: Any, sent: Sequence[tuple[int, date, str]]
) -> None:
    """Count messages towards frequency caps: member, local day and purpose of each."""
    for member, day, purpose in sent:
        counted = insert.values(member_id=member, day=day, purpose=purpose, count=1)
        connection.execute(
            counted.on_conflict_do_update(
                index_elements=["member_id", "day", "purpose"],
                set_={"count": frequency_counts.c.count + 1},
            )
        )


def _load_people(connection: sa.Connection, claimed: Sequence[Claimed]) -> dict[int, Any]:
    wanted = {each.recipient_id for each in claimed} | {each.member_id for each in claimed}
    query = sa.select(
        members.c.id,
        members.c.phone,
        members.c.phone_hash,
        members.c.email,
        members.c.email_hash,
        members.c.time_zone,
        members.c.country,
        members.c.region,
        members.c.needs_large_print,
        members.c.deceased_on,
        members.c.closed_on,
    ).where(members.c.id.in_(wanted - {None}))
    return {row.id: row for row in connection.execute(query)}


def _load_suppressions(
    connection: sa.Connection, people: Any, channel: str
) -> dict[str, list[Any]]:
    hashes = {hashed for person in people if (hashed := _hash_of(person, channel))}
    found: dict[str, list[Any]] = {}
    for each in find_suppressions(connection, hashes):
        found.setdefault(each.address_hash, []).append(each)
    return found


def _load_consents(
    connection: sa.Connection, claimed: Sequence[Claimed], channel: str
) -> dict[tuple[int, str], bool]:
    wanted = {each.recipient_id or each.member_id for each in claimed} - {None}
    query = sa.select(consents.c.member_id, consents.c.purpose, consents.c.granted).where(
        consents.c.member_id.in_(wanted), consents.c.channel == channel
    )
    return {(member, purpose): granted for member, purpose, granted in connection.execute(query)}


def _load_counts(
    connection: sa.Connection, claimed: Sequence[Claimed], circumstances: Circumstances
) -> dict[tuple[int, str], list[tuple[date, int]]]:
    capped = {number for number, rules in circumstances.rules.items() if rules.frequency}
    wanted = {each.member_id for each in claimed if each.campaign_id in capped} - {None}
    if not wanted:
        return {}
    longest = max(rules.frequency.days for rules in circumstances.rules.values() if rules.frequency)
    since = circumstances.now.date() - timedelta(days=longest)
    columns = [frequency_counts.c[name] for name in ("member_id", "purpose", "day", "count")]
    query = sa.select(*columns).where(
        frequency_counts.c.member_id.in_(wanted), frequency_counts.c.day >= since
    )
    found: dict[tuple[int, str], list[tuple[date, int]]] = {}
    for member, purpose, day, count in connection.execute(query):
        found.setdefault((member, purpose), []).append((day, count))
    return found


def _hash_of(person: Any, channel: str) -> str | None:
    hashed: str | None = person.email_hash if channel == "email" else person.phone_hash
    return hashed


@dataclass(frozen=True, slots=True)
class _Judge:
    people: Mapping[int, Any]
    suppressed: Mapping[str, list[Any]]
    decided: Mapping[tuple[int, str], bool]
    counted: Mapping[tuple[int, str], list[tuple[date, int]]]
    circumstances: Circumstances

    def judge(self, claimed: Claimed) -> Verdict:
        now = self.circumstances.now
        subject = self.people.get(claimed.member_id or 0)
        person = self.people.get(claimed.recipient_id or claimed.member_id or 0)
        if person is None or subject is None:
            return Cancel(claimed.id, "erased")
        if claimed.expires_at and claimed.expires_at <= now:
            return Cancel(claimed.id, "expired")
        if any(each.deceased_on for each in (subject, person)):
            return Cancel(claimed.id, "deceased")
        if any(each.closed_on for each in (subject, person)):
            return Cancel(claimed.id, "closed")
        return self._judge_address(claimed, person)

    def _judge_address(self, claimed: Claimed, person: Any) -> Verdict:
        channel = self.circumstances.route.channel
        address = person.email if channel == "email" else person.phone
        guests = self.circumstances.guests
        if not address:
            return Cancel(claimed.id, "no-address", Status.PERMANENT_FAILURE)
        if guests is not None and address not in guests:
            return Cancel(claimed.id, "not-a-guest")
        scope = Scope(channel, self.circumstances.route.sender, claimed.purpose)
        if any(
            covers(each, scope) for each in self.suppressed.get(_hash_of(person, channel) or "", ())
        ):
            return Cancel(claimed.id, "suppressed")
        granted = self.decided.get((person.id, claimed.purpose))
        if granted is False or (granted is None and claimed.purpose == "promotion"):
            return Cancel(claimed.id, "no-consent")
        return self._judge_moment(replace(claimed, address=address), person)

    def _judge_moment(self, claimed: Claimed, person: Any) -> Verdict:
        rules = self.circumstances.rules.get(claimed.campaign_id or 0, Rules())
        zone = ZoneInfo(person.time_zone)
        if rules.frequency and self._is_capped(claimed, zone, rules.frequency):
            return Cancel(claimed.id, "frequency-cap")
        hours = rules.hours.get(self.circumstances.route.channel)
        if hours:
            closed = find_holidays(person.country, person.region)
            until = hours.next_allowed(self.circumstances.now, zone, closed)
            if until > self.circumstances.now:
                return Defer(claimed.id, until)
        day = self.circumstances.now.astimezone(zone).date()
        return Send(claimed, person.country, day, person.needs_large_print)

    def _is_capped(self, claimed: Claimed, zone: ZoneInfo, cap: Frequency) -> bool:
        if claimed.attempts:
            return False  # It was counted at its first attempt.
        first = self.circumstances.now.astimezone(zone).date() - timedelta(days=cap.days - 1)
        days = self.counted.get((claimed.member_id or 0, claimed.purpose), ())
        return sum(count for day, count in days if day >= first) >= cap.count
