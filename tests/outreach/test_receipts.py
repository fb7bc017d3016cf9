"""Receipts, as carriers send them: late, twice, and in any order."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest
import sqlalchemy as sa

from outreach.providers.outcomes import Refused
from outreach.providers.registry import Route
from outreach.providers.twilio_webhooks import read_receipt
from outreach.receipts import Refusals
from outreach.statuses import Status
from outreach.tables import attempts, receipts
from tests.outreach.dispatch.rows import PHONE
from tests.outreach.returning import NOW, SENDER


def tell(returning, number, word, code="", attempt="attempt-1", sid="SM1"):
    form = {"MessageSid": sid, "MessageStatus": word, "ErrorCode": code}
    receipt = read_receipt(form, "twilio", number, attempt)
    return returning.receipts.record(receipt, NOW)


def test_a_delivered_message_is_final(returning):
    number = returning.add()

    assert tell(returning, number, "delivered") is Status.DELIVERED
    assert returning.read(number).settled_at == NOW


@pytest.mark.parametrize("order", list(permutations(["sent", "delivered", "queued"])))
def test_receipts_come_in_any_order_and_twice(returning, order):
    number = returning.add(status=Status.SENDING)

    for word in [*order, *order]:
        tell(returning, number, word)

    row = returning.read(number)
    assert (row.status, row.provider_id, row.owner) == (Status.DELIVERED, "SM1", None)


def test_a_repeated_receipt_is_kept_once(returning, database):
    number = returning.add()

    tell(returning, number, "delivered")
    tell(returning, number, "delivered")

    with database.read() as connection:
        assert len(connection.execute(sa.select(receipts)).all()) == 1


@pytest.mark.parametrize("status", [Status.SENDING, Status.UNKNOWN])
def test_a_receipt_settles_a_message_whose_fate_was_open(returning, status):
    number = returning.add(status=status, owner="somebody", lease_until=NOW)

    tell(returning, number, "sent")

    row = returning.read(number)
    assert (row.status, row.provider_id, row.parts) == (Status.SENT, "SM1", 1)
    assert (row.sent_at, row.owner, row.lease_until) == (NOW, None, None)


@pytest.mark.parametrize("final", [Status.PERMANENT_FAILURE, Status.CANCELLED, Status.DELIVERED])
@pytest.mark.parametrize(("word", "code"), [("delivered", ""), ("undelivered", "30005")])
def test_a_final_state_never_changes(returning, final, word, code):
    number = returning.add(status=final, reason="as it was")

    assert tell(returning, number, word, code) is None

    row = returning.read(number)
    assert (row.status, row.reason) == (final, "as it was")


@pytest.mark.parametrize("code", ["30003", "30008", "30001", "39999", ""])
def test_a_passing_failure_is_tried_again_later(returning, code):
    number = returning.add(provider_id="SM1")

    assert tell(returning, number, "undelivered", code) is Status.CREATED

    row = returning.read(number)
    assert row.due_at >= NOW + timedelta(minutes=15)
    assert (row.owner, row.lease_until, row.provider_id) == (None, None, None)


def test_that_it_was_sent_before_it_failed_is_no_news(returning):
    number = returning.add(status=Status.SENDING)

    tell(returning, number, "undelivered", "30003")

    assert tell(returning, number, "sent") is None
    assert returning.read(number).status == Status.CREATED


def test_what_the_sweep_queued_again_is_not_sent_twice(returning):
    number = returning.add(status=Status.CREATED)  # The carrier had not listed it yet.

    assert tell(returning, number, "sent") is Status.SENT


def test_an_arrival_ends_all_later_attempts(returning, database):
    number = returning.add(attempt_id="attempt-2", status=Status.CLAIMED)
    with database.write() as connection:
        earlier = {"id": "attempt-1", "message_id": number, "provider": "twilio", "started_at": NOW}
        connection.execute(sa.insert(attempts).values(earlier))

    assert tell(returning, number, "delivered") is Status.DELIVERED


def test_a_failure_of_an_earlier_attempt_changes_nothing(returning, database):
    number = returning.add(attempt_id="attempt-2", status=Status.SENDING)
    with database.write() as connection:
        earlier = {"id": "attempt-1", "message_id": number, "provider": "twilio", "started_at": NOW}
        connection.execute(sa.insert(attempts).values(earlier))

    assert tell(returning, number, "failed", "30005") is None
    assert returning.read(number).status == Status.SENDING


def test_an_attempt_that_was_never_made_says_nothing(returning):
    number = returning.add(status=Status.SENDING)

    assert tell(returning, number, "delivered", attempt="forged") is None
    assert tell(returning, 999_999, "delivered") is None
    assert returning.read(number).status == Status.SENDING


@pytest.mark.parametrize(
    ("code", "status", "reason"),
    [
        ("30005", Status.PERMANENT_FAILURE, "unknown-number"),
        ("30006", Status.PERMANENT_FAILURE, "landline"),
        ("30007", Status.PERMANENT_FAILURE, "filtered"),
        ("30034", Status.TECHNICAL_FAILURE, "unregistered-sender"),
    ],
)
def test_a_lasting_failure_is_final_and_says_why(returning, database, code, status, reason):
    number = returning.add()

    assert tell(returning, number, "undelivered", code) is status

    assert returning.read(number).reason == reason
    with database.read() as connection:
        kept = connection.execute(sa.select(attempts.c.outcome, attempts.c.code)).one()
    assert kept == ("failed", code)


def test_a_phone_that_is_never_reached_is_given_up(returning):
    number = returning.add(attempts=6)

    assert tell(returning, number, "undelivered", "30003") is Status.TEMPORARY_FAILURE


def test_a_message_is_not_tried_after_its_expiry(returning):
    number = returning.add(expires_at=NOW + timedelta(minutes=5))

    assert tell(returning, number, "undelivered", "30003") is Status.TEMPORARY_FAILURE


def test_an_opt_out_at_the_carrier_is_kept_for_that_sender(returning):
    number = returning.add()

    tell(returning, number, "failed", "21610")

    (found,) = returning.suppressed()
    assert (found.scope.channel, found.scope.sender, found.source) == ("sms", SENDER, "carrier")


@pytest.mark.parametrize("status", [Status.CREATED, Status.SENDING, Status.UNKNOWN])
def test_what_the_sweep_took_for_anothers_counts_for_that_one_alone(returning, status):
    adopter = returning.add(provider_id="SM1", attempt_id="other")
    number = returning.add(status=status)

    assert tell(returning, number, "delivered") is Status.DELIVERED

    assert returning.read(adopter).status == Status.DELIVERED
    assert returning.read(number).status == status


@pytest.mark.parametrize("word", ["", "read-by-aliens", "receiving"])
def test_a_state_that_says_nothing_is_no_receipt(word):
    assert read_receipt({"MessageStatus": word}, "twilio", 1, "a") is None


@pytest.mark.parametrize(
    ("channel", "reason", "kept"),
    [("sms", "opted-out", ["stop"]), ("email", "unknown-mailbox", ["hard-bounce"])],
)
def test_what_a_carrier_refuses_when_it_is_called_suppresses_the_address(
    returning, channel, reason, kept
):
    refusals = Refusals(returning.database, returning.optouts)
    route = Route("carrier", channel, SENDER, 1.0)

    for word in (reason, "rejected"):
        refused = Refused(Status.PERMANENT_FAILURE, word, "550")
        refusals.note(PHONE, route, refused, NOW)

    assert [each.reason for each in returning.suppressed()] == kept
