"""Delivery from the claim to the record, through the sandbox carrier."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from outreach.dispatch import Timing, deliver
from outreach.errors import DatabaseUnavailableError
from outreach.statuses import Status
from outreach.tables import attempts, messages, switches
from tests.outreach.dispatch.rows import (
    MAILBOX,
    NOW,
    PHONE,
    add_campaign,
    add_message,
    read_message,
)
from web.sandbox.behaviour import Behaviour


def received(carrier) -> list[str]:
    return [each.body for each in carrier.parts.carrier.ledger.list_texts([], 0, 100)]


def test_a_due_message_reaches_the_carrier_in_its_words(carrier, database, delivery):
    number = add_message(
        database,
        words="Hei {name}, eläkkeesi on {sum, amount}.",
        values={"name": "Aino", "sum": {"number": "1234.50", "currency": "EUR"}},
    )
    assert deliver(delivery, "sms") == 1
    row = read_message(database, number)
    assert received(carrier) == ["Hei Aino, eläkkeesi on 1 234,50 €."] == [row.body]
    assert (row.status, row.parts, row.owner) == (Status.SENT, 1, None)
    assert row.provider_id.startswith("SM")
    assert row.sent_at == NOW


def test_what_is_sent_is_not_sent_again(carrier, database, delivery):
    add_message(database)
    assert [deliver(delivery, "sms") for _ in range(3)] == [1, 0, 0]
    assert len(received(carrier)) == 1


def test_what_is_not_due_waits(carrier, database, delivery, clock):
    add_message(database, due_at=NOW + timedelta(hours=1))
    assert deliver(delivery, "sms") == 0
    clock.move(hours=1)
    assert deliver(delivery, "sms") == 1


def test_many_messages_are_each_sent_once(carrier, database, delivery):
    for _ in range(150):
        add_message(database)
    assert deliver(delivery, "sms") == 150
    assert len(set(carrier.parts.carrier.ledger.list_texts([], 0, 1000))) == 150


@pytest.mark.parametrize("state", ["draft", "approved", "paused", "cancelled"])
def test_a_campaign_that_does_not_send_keeps_its_messages(carrier, database, delivery, state):
    with database.write() as connection:
        campaign = add_campaign(connection, state=state)
    number = add_message(database, campaign_id=campaign)
    assert deliver(delivery, "sms") == 0
    assert read_message(database, number).status == Status.CREATED


def test_stop_all_halts_everything_until_it_is_lifted(carrier, database, delivery):
    add_message(database)
    row = {"name": "stop-all", "on": True, "changed_at": NOW, "changed_by": "ann"}
    with database.write() as connection:
        connection.execute(sa.insert(switches).values(row))
    assert deliver(delivery, "sms") == 0
    with database.write() as connection:
        connection.execute(sa.update(switches).values(on=False))
    assert deliver(delivery, "sms") == 1


@pytest.mark.parametrize(
    ("phone", "status", "reason"),
    [
        ("+15005550001", Status.PERMANENT_FAILURE, "invalid-address"),
        ("+15005550002", Status.PERMANENT_FAILURE, "unroutable"),
        ("+15005550003", Status.PERMANENT_FAILURE, "region-not-permitted"),
        ("+15005550004", Status.PERMANENT_FAILURE, "opted-out"),
        ("+15005550009", Status.PERMANENT_FAILURE, "landline"),
    ],
)
def test_a_permanent_refusal_is_final_with_its_reason(database, delivery, phone, status, reason):
    number = add_message(database, member={"phone": phone})
    assert deliver(delivery, "sms") == 0
    row = read_message(database, number)
    assert (row.status, row.reason, row.settled_at) == (status, reason, NOW)


def test_a_message_without_a_value_is_not_sent_with_a_hole(carrier, database, delivery):
    number = add_message(database, values={})
    assert deliver(delivery, "sms") == 0
    row = read_message(database, number)
    assert (row.status, row.reason) == (Status.VALIDATION_FAILED, "missing-value")
    assert received(carrier) == []


@pytest.mark.parametrize("behaviour", [{"dropped_share": 1}, {"refused_share": 1}])
def test_an_answer_that_is_no_answer_leaves_the_fate_unknown(
    carrier, database, delivery, behaviour
):
    carrier.parts.carrier.ledger.behave(Behaviour(**behaviour))
    number = add_message(database)
    assert deliver(delivery, "sms") == 0
    assert read_message(database, number).status == Status.UNKNOWN
    assert deliver(delivery, "sms") == 0


def test_each_attempt_that_went_wrong_is_kept(carrier, database, delivery):
    carrier.parts.carrier.ledger.behave(Behaviour(dropped_share=1))
    number = add_message(database)
    deliver(delivery, "sms")
    with database.read() as connection:
        row = connection.execute(sa.select(attempts)).one()
    assert (row.message_id, row.outcome, row.provider) == (number, "unknown", "sandbox-sms")
    assert row.id == read_message(database, number).attempt_id


def test_the_callback_names_message_and_attempt(carrier, database, delivery):
    number = add_message(database)
    deliver(delivery, "sms")
    text = carrier.parts.carrier.ledger.list_texts([], 0, 1)[0]
    attempt = read_message(database, number).attempt_id
    assert text.callback == f"http://127.0.0.1:9/status/{number}/{attempt}"
    assert text.recipient == PHONE


def slowed(carrier, per_second: float) -> dict:
    account = carrier.parts.carrier.account
    return {
        "name": "slow",
        "kind": "twilio",
        "account_sid": account.sid,
        "auth_token": account.token,
        "senders": [account.number],
        "per_second": per_second,
        "url": f"{carrier.url}/sandbox/twilio",
    }


def test_a_sender_keeps_to_its_rate(database, build_delivery, carrier, clock):
    for _ in range(10):
        add_message(database)
    delivery = build_delivery(slowed(carrier, 3))
    assert deliver(delivery, "sms", seconds=0.5) == 3
    clock.move(seconds=1)
    assert deliver(delivery, "sms", seconds=0.5) == 3
    with database.read() as connection:
        left = connection.execute(
            sa.select(sa.func.count()).where(messages.c.status == Status.CREATED)
        ).scalar_one()
    assert left == 4


def test_what_does_not_leave_counts_for_no_rate(database, build_delivery, carrier):
    for _ in range(3):
        add_message(database, due_at=NOW - timedelta(hours=1), expires_at=NOW)
        add_message(database)
    assert deliver(build_delivery(slowed(carrier, 3)), "sms") == 3


@pytest.fixture
def stalled(database):
    """A clock of a machine that stands still for a minute while a message is marked."""

    def tell_time():
        marked = sa.select(messages.c.id).where(messages.c.status == Status.SENDING)
        with database.read() as connection:
            stood = connection.execute(marked).first() is not None
        return NOW + timedelta(minutes=stood)

    return tell_time


@pytest.mark.parametrize("channel", ["sms", "email"])
def test_what_was_marked_too_long_ago_is_not_sent_but_queued_again(
    carrier, database, build_delivery, stalled, channel
):
    number = add_message(database, channel=channel)
    assert deliver(build_delivery(clock=stalled), channel) == 0
    row = read_message(database, number)
    assert (row.status, row.reason) == (Status.CREATED, "late")
    assert row.due_at > NOW
    assert carrier.parts.carrier.ledger.count() == 0
    assert carrier.parts.mailboxes.list_mails(MAILBOX, 1) == []


def test_a_clock_that_is_set_back_hides_no_stall(carrier, database, build_delivery):
    number = add_message(database)
    assert deliver(build_delivery(timing=Timing(latest=timedelta())), "sms") == 0
    assert read_message(database, number).reason == "late"
    assert carrier.parts.carrier.ledger.count() == 0


def test_a_claim_that_fails_breaks_no_call_off(carrier, database, build_delivery):
    carrier.parts.carrier.ledger.behave(Behaviour(answer_seconds=0.5))
    with database.write() as connection:
        campaign = add_campaign(connection)
    number = add_message(database, campaign_id=campaign)
    later = add_message(database, due_at=NOW + timedelta(hours=1))
    claims = []

    def rules_of(connection, _campaigns):
        claims.append(None)
        if len(claims) > 1:
            raise DatabaseUnavailableError("The database went away.")
        connection.execute(sa.update(messages).where(messages.c.id == later).values(due_at=NOW))
        return {}

    with pytest.raises(DatabaseUnavailableError):
        deliver(build_delivery(rules_of=rules_of), "sms")
    assert read_message(database, number).status == Status.SENT
