"""The last check before a message leaves: what may have changed since it was planned."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from outreach.dispatch.claim import Claimed
from outreach.dispatch.frequency import Frequency, Traffic, load_traffic
from outreach.errors import ScheduleError
from outreach.providers.registry import Route
from outreach.schedule.hours import SendingHours, find_holidays
from outreach.statuses import Status
from outreach.suppressions import Scope, covers, find_suppressions
from outreach.tables import consents, members

_UNTIL_OTHERS_LEFT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a campaign asks of the moment of sending.

    Hours by channel, a frequency cap, and when all of it is too late: a message's own expiry may
    lie behind that, where a rate puts messages off.
    """

    hours: Mapping[str, SendingHours] = field(default_factory=dict)
    frequency: Frequency | None = None
    expires_at: datetime | None = None


RulesOf = Callable[[sa.Connection, set[int]], Mapping[int, Rules]]
"""Finds the rules of campaigns by their number."""


@dataclass(frozen=True, slots=True)
class Send:
    """It may leave, to the address that `claimed` has now; formats are those of `country`.

    `large_print` is how a mail has to be.
    """

    claimed: Claimed
    country: str
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
    traffic = _load_traffic(connection, claimed, circumstances)
    judge = _Judge(people, suppressed, decided, traffic, circumstances)
    return [judge.judge(each) for each in claimed]


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


def _load_traffic(
    connection: sa.Connection, claimed: Sequence[Claimed], circumstances: Circumstances
) -> Traffic:
    caps = {
        number: rules.frequency
        for number, rules in circumstances.rules.items()
        if rules.frequency is not None
    }
    capped = {each.member_id for each in claimed if each.campaign_id in caps} - {None}
    if not capped:
        return Traffic()
    longest = max(cap.days for cap in caps.values())
    # A day more, because days begin at other moments where members are.
    since = circumstances.now - timedelta(days=longest + 1)
    return load_traffic(connection, capped, since, leave_out=[each.id for each in claimed])


def _hash_of(person: Any, channel: str) -> str | None:
    hashed: str | None = person.email_hash if channel == "email" else person.phone_hash
    return hashed


@dataclass(frozen=True, slots=True)
class _Judge:
    people: Mapping[int, Any]
    suppressed: Mapping[str, list[Any]]
    decided: Mapping[tuple[int, str], bool]
    traffic: Traffic
    circumstances: Circumstances

    def judge(self, claimed: Claimed) -> Verdict:
        now = self.circumstances.now
        claimed = replace(claimed, expires_at=self._find_expiry(claimed))
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

    def _find_expiry(self, claimed: Claimed) -> datetime | None:
        rules = self.circumstances.rules.get(claimed.campaign_id or 0, Rules())
        return min(filter(None, (claimed.expires_at, rules.expires_at)), default=None)

    def _judge_address(self, claimed: Claimed, person: Any) -> Verdict:
        channel = self.circumstances.route.channel
        address = person.email if channel == "email" else person.phone
        guests = self.circumstances.guests
        if not address:
            return Cancel(claimed.id, "no-address", Status.PERMANENT_FAILURE)
        if guests is not None and address not in guests:
            return Cancel(claimed.id, "not-a-guest")
        if self._is_suppressed(claimed, person):
            return Cancel(claimed.id, "suppressed")
        granted = self.decided.get((person.id, claimed.purpose))
        if granted is False or (granted is None and claimed.purpose == "promotion"):
            return Cancel(claimed.id, "no-consent")
        return self._judge_moment(replace(claimed, address=address), person)

    def _is_suppressed(self, claimed: Claimed, person: Any) -> bool:
        route = self.circumstances.route
        found = self.suppressed.get(_hash_of(person, route.channel) or "", ())
        scopes = [
            Scope(route.channel, sender, claimed.purpose) for sender in {route.sender, *route.pool}
        ]
        return any(covers(each, scope) for each in found for scope in scopes)

    def _judge_moment(self, claimed: Claimed, person: Any) -> Verdict:
        rules = self.circumstances.rules.get(claimed.campaign_id or 0, Rules())
        zone = ZoneInfo(person.time_zone)
        hours = rules.hours.get(self.circumstances.route.channel)
        if hours:
            closed = find_holidays(person.country, person.region)
            try:
                until = hours.next_allowed(self.circumstances.now, zone, closed)
            except ScheduleError:  # Hours on holidays alone, where no calendar is known.
                return Cancel(claimed.id, "no-hours")
            if until > self.circumstances.now:
                return Defer(claimed.id, until)
        capped = self._judge_frequency(claimed, zone, rules.frequency) if rules.frequency else None
        if capped is None:
            self.traffic.add(claimed, self.circumstances.now)
        return capped or Send(claimed, person.country, person.needs_large_print)

    def _judge_frequency(self, claimed: Claimed, zone: ZoneInfo, cap: Frequency) -> Verdict | None:
        now = self.circumstances.now
        if self.traffic.is_full(claimed, cap, zone, now):
            return Cancel(claimed.id, "frequency-cap")
        if self.traffic.may_be_full(claimed, cap, zone, now):
            return Defer(claimed.id, now + _UNTIL_OTHERS_LEFT)
        return None
