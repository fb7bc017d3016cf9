"""What may have changed since a message was planned, checked when it is about to leave."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from outreach.dispatch import Rules, deliver
from outreach.schedule.hours import Hours, SendingHours
from outreach.statuses import Status
from outreach.suppressions import Scope, Suppressions
from outreach.tables import consents, members
from tests.outreach.dispatch.rows import (
    NOW,
    PHONE,
    add_campaign,
    add_member,
    add_message,
    read_message,
)

DAYTIME = SendingHours({day: Hours(time(9), time(18)) for day in range(5)})


def settle(database, delivery, number: int) -> tuple[str, str]:
    deliver(delivery, "sms")
    row = read_message(database, number)
    return row.status, row.reason


@pytest.mark.parametrize(
    ("member", "reason"),
    [
        ({"deceased_on": date(2026, 5, 1)}, "deceased"),
        ({"closed_on": date(2026, 5, 1)}, "closed"),
    ],
)
def test_nothing_is_sent_to_who_is_gone(database, delivery, carrier, member, reason):
    number = add_message(database, member=member)
    assert settle(database, delivery, number) == (Status.CANCELLED, reason)
    assert carrier.parts.carrier.ledger.count() == 0


@pytest.mark.parametrize(("fact", "reason"), [("deceased_on", "deceased"), ("closed_on", "closed")])
@pytest.mark.parametrize("who", ["member", "representative"])
def test_nothing_is_sent_about_who_is_gone_either(database, delivery, fact, reason, who):
    gone = {fact: date(2026, 5, 1)}
    with database.write() as connection:
        guardian = add_member(connection, "R-1", **(gone if who == "representative" else {}))
    member = gone if who == "member" else {}
    number = add_message(database, member=member, recipient_id=guardian)
    assert settle(database, delivery, number) == (Status.CANCELLED, reason)


def test_nothing_is_sent_to_who_was_erased(database, delivery):
    number = add_message(database)
    with database.write() as connection:
        connection.execute(sa.delete(members))
    assert settle(database, delivery, number) == (Status.CANCELLED, "erased")


def test_who_has_no_address_any_more_is_told_of(database, delivery):
    number = add_message(database, member={"phone": None})
    assert settle(database, delivery, number) == (Status.PERMANENT_FAILURE, "no-address")


def test_an_expired_message_is_not_sent(database, delivery):
    number = add_message(database, expires_at=NOW)
    assert settle(database, delivery, number) == (Status.CANCELLED, "expired")


def test_a_message_that_its_rate_put_off_beyond_the_campaigns_end_is_not_sent(
    database, build_delivery
):
    with database.write() as connection:
        campaign = add_campaign(connection)
    number = add_message(database, campaign_id=campaign, expires_at=NOW + timedelta(hours=1))
    delivery = build_delivery(rules_of=lambda *_: {campaign: Rules(expires_at=NOW)})
    assert settle(database, delivery, number) == (Status.CANCELLED, "expired")


def test_what_expires_between_claim_and_mark_is_not_sent(carrier, database, build_delivery):
    number = add_message(database, expires_at=NOW + timedelta(seconds=30))

    def tell_time():
        claimed = read_message(database, number).status == Status.CLAIMED
        return NOW + timedelta(minutes=claimed)

    delivery = build_delivery(clock=tell_time)
    assert settle(database, delivery, number) == (Status.CANCELLED, "expired")
    assert carrier.parts.carrier.ledger.count() == 0


def test_it_goes_to_the_address_of_now(carrier, database, delivery):
    number = add_message(database, member={"phone": "+358409999999"})
    deliver(delivery, "sms")
    assert carrier.parts.carrier.ledger.list_texts([], 0, 1)[0].recipient == "+358409999999"
    assert read_message(database, number).address == "+358409999999"


@pytest.mark.parametrize(
    ("scope", "status"),
    [
        (Scope(), Status.CANCELLED),
        (Scope(channel="sms"), Status.CANCELLED),
        (Scope(sender="+15005550006"), Status.CANCELLED),
        (Scope(purpose="service"), Status.CANCELLED),
        (Scope(channel="email"), Status.SENT),
        (Scope(sender="+15005550007"), Status.SENT),
        (Scope(purpose="promotion"), Status.SENT),
    ],
)
def test_a_suppressed_address_gets_nothing_of_its_scope(database, delivery, scope, status):
    number = add_message(database)
    with database.write() as connection:
        Suppressions(database).add(
            connection, f"hash of {PHONE}", scope, reason="stop", source="reply", at=NOW
        )
    assert settle(database, delivery, number)[0] == status


def test_who_said_stop_to_one_number_of_a_pool_gets_nothing_from_the_others(
    database, build_delivery
):
    number = add_message(database)
    pool = {"name": "pool", "kind": "twilio", "account_sid": "AC" + "0" * 32, "auth_token": "t"}
    senders = ["+15005550006", "+15005550099"]
    with database.write() as connection:
        Suppressions(database).add(
            connection,
            f"hash of {PHONE}",
            Scope("sms", senders[1]),
            reason="stop",
            source="reply",
            at=NOW,
        )
    delivery = build_delivery({**pool, "senders": senders})
    assert settle(database, delivery, number) == (Status.CANCELLED, "suppressed")


@pytest.mark.parametrize(
    ("purpose", "granted", "status"),
    [
        ("service", None, Status.SENT),
        ("service", True, Status.SENT),
        ("service", False, Status.CANCELLED),
        ("promotion", None, Status.CANCELLED),
        ("promotion", True, Status.SENT),
        ("promotion", False, Status.CANCELLED),
    ],
)
def test_consent_is_what_it_is_now(database, delivery, purpose, granted, status):
    number = add_message(database, purpose=purpose)
    if granted is not None:
        row = {"channel": "sms", "purpose": purpose, "granted": granted, "source": "reply"}
        row |= {"member_id": read_message(database, number).member_id, "decided_at": NOW}
        with database.write() as connection:
            connection.execute(sa.insert(consents).values(row))
    assert settle(database, delivery, number)[0] == status


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (datetime(2026, 5, 4, 5, tzinfo=UTC), datetime(2026, 5, 4, 6, tzinfo=UTC)),
        (datetime(2026, 5, 4, 15, 30, tzinfo=UTC), datetime(2026, 5, 5, 6, tzinfo=UTC)),
        # Friday, 1 May is a holiday in Finland, and the days after it are a weekend.
        (datetime(2026, 5, 1, 9, tzinfo=UTC), datetime(2026, 5, 4, 6, tzinfo=UTC)),
    ],
)
def test_quiet_hours_put_it_off_to_when_they_end_there(database, build_delivery, clock, now, until):
    clock.now = now
    with database.write() as connection:
        campaign = add_campaign(connection)
    number = add_message(database, campaign_id=campaign, due_at=now - timedelta(hours=1))
    rules = {campaign: Rules(hours={"sms": DAYTIME})}
    deliver(build_delivery(rules_of=lambda _connection, _ids: rules), "sms")
    row = read_message(database, number)
    assert (row.status, row.due_at) == (Status.CREATED, until)


def test_hours_that_never_come_stop_their_message_alone(database, build_delivery):
    with database.write() as connection:
        campaign = add_campaign(connection)
    never, other = add_message(database, campaign_id=campaign), add_message(database)
    rules = {campaign: Rules(hours={"sms": SendingHours()})}
    deliver(build_delivery(rules_of=lambda _connection, _ids: rules), "sms")
    row = read_message(database, never)
    assert (row.status, row.reason) == (Status.CANCELLED, "no-hours")
    assert read_message(database, other).status == Status.SENT


def test_in_a_trial_guests_alone_get_anything(carrier, database, build_delivery):
    guest = add_message(database, member={"phone": "+358407654321"})
    other = add_message(database)
    deliver(build_delivery(guests=frozenset({"+358407654321"})), "sms")
    assert read_message(database, guest).status == Status.SENT
    assert read_message(database, other).reason == "not-a-guest"
