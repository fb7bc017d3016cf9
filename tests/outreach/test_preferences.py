"""What members choose, from the link of a message."""

from __future__ import annotations

import pytest

from outreach.channels import Channel
from outreach.optouts import Cause
from outreach.preferences import PreferenceBook, mask
from outreach.purpose import Purpose
from outreach.statuses import Status
from outreach.suppressions import Reason, Scope
from tests.outreach.dispatch.rows import MAILBOX, PHONE
from tests.outreach.returning import NOW, SENDER

SERVICE = {(channel, Purpose.SERVICE) for channel in Channel}


@pytest.fixture
def book(returning):
    return PreferenceBook(returning.database, returning.hasher, returning.optouts)


def chosen(preferences):
    return {choice.key for choice in preferences.choices if choice.chosen}


def suppress(returning, address, scope, reason=Reason.STOP):
    with returning.database.write() as connection:
        returning.optouts.suppress(connection, address, scope, Cause(reason, "test", NOW))


def test_a_member_who_said_nothing_gets_service_messages_alone(returning, book):
    found = book.find(returning.add())

    assert chosen(found) == SERVICE
    assert found.language == "fi"
    assert len(found.choices) == 6


def test_a_landline_gets_no_text_messages(returning, book):
    found = book.find(returning.add(member={"phone_kind": "landline"}))

    assert {choice.channel for choice in found.choices} == {Channel.VOICE, Channel.EMAIL}


@pytest.mark.parametrize("reason", [Reason.HARD_BOUNCE, Reason.STAFF])
def test_an_address_that_the_member_cannot_open_again_is_not_offered(returning, book, reason):
    number = returning.add()
    suppress(returning, MAILBOX, Scope("email"), reason)

    offered = book.find(number).choices
    assert {choice.channel for choice in offered} == {Channel.SMS, Channel.VOICE}
    assert (Channel.EMAIL, Purpose.SERVICE) not in chosen(book.save(number, SERVICE, NOW))


def test_what_is_chosen_is_kept(returning, book):
    number = returning.add()
    wanted = {(Channel.EMAIL, Purpose.SERVICE), (Channel.EMAIL, Purpose.PROMOTION)}

    assert chosen(book.save(number, wanted, NOW)) == wanted
    assert chosen(book.find(number)) == wanted


def test_what_is_left_out_is_cancelled_where_it_waits(returning, book):
    number = returning.add()
    waiting = returning.add(
        status=Status.CREATED, member={"representative_id": returning.read(number).member_id}
    )
    own = returning.add(status=Status.CREATED, recipient_id=returning.read(number).member_id)

    book.save(number, set(), NOW)

    assert returning.read(own).status == Status.CANCELLED
    assert returning.read(waiting).status == Status.CREATED


def test_whoever_stopped_sees_it_and_can_come_back(returning, book):
    number = returning.add()
    suppress(returning, PHONE, Scope("sms", SENDER))

    assert (Channel.SMS, Purpose.SERVICE) not in chosen(book.find(number))
    assert chosen(book.save(number, SERVICE, NOW)) == SERVICE
    assert returning.suppressed() == []


def test_one_click_stops_that_kind_of_mail_to_that_address(returning, book):
    number = returning.add(channel="email", address=MAILBOX, purpose="promotion")

    assert book.unsubscribe(number, NOW)

    (found,) = returning.suppressed(MAILBOX)
    assert found.scope == Scope("email", "", "promotion")
    assert chosen(book.find(number)) == SERVICE


def test_a_second_click_changes_nothing(returning, book):
    number = returning.add(channel="email", address=MAILBOX)

    book.unsubscribe(number, NOW)

    assert book.unsubscribe(number, NOW)
    assert len(returning.suppressed(MAILBOX)) == 1


def test_a_message_of_nobody_has_no_preferences(book):
    assert book.find(999) is None
    assert book.save(999, SERVICE, NOW) is None
    assert book.unsubscribe(999, NOW) is False


@pytest.mark.parametrize(
    ("address", "masked"), [("+358401234567", "••• 567"), ("aino@example.org", "a•••@example.org")]
)
def test_an_address_is_shown_to_its_owner_alone(address, masked):
    assert mask(address) == f"\u2066{masked}\u2069"  # From left to right, in Arabic too.
