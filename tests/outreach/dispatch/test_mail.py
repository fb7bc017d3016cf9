"""Email through delivery and a real SMTP server."""

from __future__ import annotations

import email
import email.policy

import pytest

from outreach.dispatch import deliver
from outreach.reconcile import sweep
from outreach.statuses import Status
from tests.outreach.dispatch.rows import MAILBOX, add_message, read_message
from web.sandbox.behaviour import Behaviour


def read_mails(carrier, mailbox: str = MAILBOX):
    found = carrier.parts.mailboxes.list_mails(mailbox, 100)
    return [email.message_from_bytes(each.content, policy=email.policy.default) for each in found]


def test_a_mail_arrives_whole_under_the_id_of_its_row(carrier, database, delivery):
    number = add_message(database, channel="email")
    assert deliver(delivery, "email") == 1
    [mail] = read_mails(carrier)
    assert (mail["Subject"], mail["Message-ID"]) == (
        "Hei Aino",
        f"<m{number}.outspoken@example.org>",
    )
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "Hei Aino" in mail.get_body(("plain",)).get_content()
    assert read_message(database, number).status == Status.SENT


@pytest.mark.parametrize(("needed", "size"), [(False, "17px"), (True, "24px")])
def test_a_mail_is_in_large_print_for_who_needs_it(carrier, database, delivery, needed, size):
    add_message(database, channel="email", member={"needs_large_print": needed})
    deliver(delivery, "email")
    [mail] = read_mails(carrier)
    assert f"font-size: {size}" in mail.get_body(("html",)).get_content()


@pytest.mark.parametrize(("country", "written"), [("GB", "04/05/2026"), ("US", "5/4/26")])
def test_a_mail_has_the_formats_of_the_members_country(
    carrier, database, delivery, country, written
):
    values = {"name": "A", "day": "2026-05-04", "preferences_link": "https://example.org/p"}
    words, member = "On {day, date, short}.", {"country": country}
    add_message(database, channel="email", words=words, locale="en", values=values, member=member)
    deliver(delivery, "email")
    [mail] = read_mails(carrier)
    assert f"On {written}." in mail.get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    ("mailbox", "status", "reason"),
    [
        ("unknown@example.org", Status.PERMANENT_FAILURE, "unknown-mailbox"),
        ("full@example.org", Status.CREATED, "mailbox-full"),
    ],
)
def test_a_refusal_is_final_or_tried_again(database, delivery, mailbox, status, reason):
    number = add_message(database, channel="email", member={"email": mailbox})
    deliver(delivery, "email")
    row = read_message(database, number)
    assert (row.status, row.reason) == (status, reason)


def test_a_refused_mail_does_not_spoil_the_next_on_its_connection(carrier, database, delivery):
    add_message(database, channel="email", member={"email": "unknown@example.org"})
    add_message(database, channel="email")
    assert deliver(delivery, "email") == 1
    assert len(read_mails(carrier)) == 1


def test_a_mail_whose_fate_is_unknown_is_not_sent_again(carrier, database, delivery, clock):
    carrier.parts.carrier.ledger.behave(Behaviour(dropped_share=1))
    number = add_message(database, channel="email")
    deliver(delivery, "email")
    carrier.parts.carrier.ledger.behave(Behaviour())
    clock.move(hours=1)
    sweep(delivery)
    assert deliver(delivery, "email") == 0
    assert read_message(database, number).status == Status.UNKNOWN
    assert len(read_mails(carrier)) == 1


def test_it_is_sent_again_where_the_campaign_says_so(carrier, database, delivery, clock):
    carrier.parts.carrier.ledger.behave(Behaviour(dropped_share=1))
    number = add_message(database, channel="email", resend_unknown=True)
    deliver(delivery, "email")
    carrier.parts.carrier.ledger.behave(Behaviour())
    clock.move(hours=1)
    assert sweep(delivery).queued == 1
    assert deliver(delivery, "email") == 1
    assert read_message(database, number).status == Status.SENT
