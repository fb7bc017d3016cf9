"""Bounces act on the message and the address that they are about, and on no other."""

from __future__ import annotations

import mailbox
import smtplib

import pytest

from benchmarks.service import find_free_port
from outreach.bounces import Bounces
from outreach.bounces.listener import BounceListener
from outreach.bounces.mailbox import read_mailbox
from outreach.errors import ConfigurationError
from outreach.statuses import Status
from outreach.suppressions import Reason
from tests.outreach.bounces.reports import write_report
from tests.outreach.dispatch.rows import MAILBOX
from tests.outreach.returning import NOW


@pytest.fixture
def bounces(returning):
    return Bounces(returning.database, returning.optouts)


@pytest.fixture
def mailed(returning):
    return returning.add(channel="email", address=MAILBOX, provider="smtp", sender="pensions")


def test_a_hard_bounce_fails_the_message_and_suppresses_the_address(returning, bounces, mailed):
    assert bounces.take(write_report(mailed), NOW) == 1

    row = returning.read(mailed)
    assert (row.status, row.reason) == (Status.PERMANENT_FAILURE, "unknown-mailbox")
    (found,) = returning.suppressed(MAILBOX)
    assert (found.reason, found.scope.channel, found.scope.sender) == (
        Reason.HARD_BOUNCE,
        "email",
        "",
    )


def test_a_full_mailbox_fails_the_message_alone(returning, bounces, mailed):
    bounces.take(write_report(mailed, status="5.2.2"), NOW)

    assert returning.read(mailed).reason == "rejected"
    assert returning.suppressed(MAILBOX) == []


def test_a_delay_changes_nothing(returning, bounces, mailed):
    bounces.take(write_report(mailed, status="4.4.1", action="delayed"), NOW)

    assert returning.read(mailed).status == Status.SENT


def test_a_repeated_report_changes_nothing_more(returning, bounces, mailed):
    bounces.take(write_report(mailed), NOW)
    returning.change(mailed, status=Status.SENT)

    bounces.take(write_report(mailed), NOW)

    assert returning.read(mailed).status == Status.SENT


@pytest.mark.parametrize("address", ["victim@example.org", "aino@example.org.evil.example"])
def test_a_report_of_an_address_that_the_mail_did_not_go_to_is_not_believed(
    returning, bounces, mailed, address
):
    assert bounces.take(write_report(mailed, address), NOW) == 0
    assert returning.suppressed(address) == returning.suppressed(MAILBOX) == []


def test_a_report_of_a_text_message_is_not_believed(returning, bounces):
    assert bounces.take(write_report(returning.add()), NOW) == 0


@pytest.fixture
def listener(bounces):
    listening = BounceListener(bounces, find_free_port(), lambda: NOW)
    listening.start()
    yield listening
    listening.close()


@pytest.mark.parametrize("client", [smtplib.SMTP, smtplib.LMTP])
def test_a_mail_server_hands_a_report_over(returning, listener, mailed, client):
    with client("127.0.0.1", listener.port) as connection:
        connection.sendmail("", ["bounces@example.org"], write_report(mailed))

    assert returning.read(mailed).status == Status.PERMANENT_FAILURE


def test_mail_that_is_no_report_is_taken_and_dropped(listener):
    with smtplib.SMTP("127.0.0.1", listener.port) as connection:
        refused = connection.sendmail(
            "", ["b@example.org"], b"Subject: Thank you\r\n\r\nKiitos\r\n"
        )

    assert refused == {}


def test_a_port_that_is_taken_is_named(bounces, listener):
    with pytest.raises(ConfigurationError, match="OUTSPOKEN_BOUNCE_PORT"):
        BounceListener(bounces, listener.port, lambda: NOW).start()


@pytest.mark.parametrize("kind", [mailbox.mbox, mailbox.Maildir])
def test_a_mailbox_on_disk_is_read_once(returning, bounces, mailed, tmp_path, kind):
    box = kind(tmp_path / "box")
    box.add(write_report(mailed))
    box.flush()

    assert read_mailbox(bounces, tmp_path / "box", NOW) == 1
    assert read_mailbox(bounces, tmp_path / "box", NOW) == 0
    assert returning.read(mailed).status == Status.PERMANENT_FAILURE


def test_what_is_no_mailbox_is_named(bounces, tmp_path):
    (tmp_path / "text").write_text("Dear all")
    (tmp_path / "folder").mkdir()
    for name in ("nothing", "text", "folder"):
        with pytest.raises(ConfigurationError, match=r"is no mailbox: .*[a-z]"):
            read_mailbox(bounces, tmp_path / name, NOW)


def test_a_mailbox_that_another_program_holds_is_told(bounces, tmp_path):
    held = mailbox.mbox(tmp_path / "box")
    held.lock()

    with pytest.raises(ConfigurationError, match="is locked by another program"):
        read_mailbox(bounces, tmp_path / "box", NOW)
    held.close()
