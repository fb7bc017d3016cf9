"""The sandbox's mail server, over SMTP."""

from __future__ import annotations

import email
import email.policy
import smtplib
from email.message import EmailMessage

import pytest

from web.sandbox.behaviour import Behaviour
from web.sandbox.bounces import write_bounce


def write(recipient: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "pensions@example.org", recipient, "معاشك"
    mail.set_content("مرحبا")
    return mail


def send(carrier, recipient: str) -> None:
    with smtplib.SMTP("127.0.0.1", carrier.parts.mail_server.port) as client:
        client.send_message(write(recipient))


def test_a_mail_lies_in_its_mailbox_as_it_was_sent(carrier):
    send(carrier, "amina@example.org")
    [mail] = carrier.parts.mailboxes.list_mails("amina@example.org", 10)
    parsed = email.message_from_bytes(mail.content, policy=email.policy.default)
    assert (parsed["Subject"], parsed.get_content().strip()) == ("معاشك", "مرحبا")


@pytest.mark.parametrize(("mailbox", "code"), [("unknown1", 550), ("full", 452)])
def test_some_mailboxes_refuse_for_ever_or_for_now(carrier, mailbox, code):
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        send(carrier, f"{mailbox}@example.org")
    assert refused.value.recipients[f"{mailbox}@example.org"][0] == code


def test_an_answer_can_be_lost_after_the_mail_was_taken(carrier):
    carrier.parts.carrier.ledger.behave(Behaviour(dropped_share=1))
    with pytest.raises(smtplib.SMTPServerDisconnected):
        send(carrier, "amina@example.org")
    assert len(carrier.parts.mailboxes.list_mails("amina@example.org", 10)) == 1


def test_a_slow_server_has_taken_a_mail_that_its_client_gave_up(carrier):
    carrier.parts.carrier.ledger.behave(Behaviour(answer_seconds=60))
    client = smtplib.SMTP("127.0.0.1", carrier.parts.mail_server.port, timeout=2)
    with pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"):
        client.send_message(write("amina@example.org"))
    client.close()
    assert len(carrier.parts.mailboxes.list_mails("amina@example.org", 10)) == 1


def test_a_report_of_undeliverable_mail_names_the_mailbox_and_its_status():
    report = email.message_from_bytes(
        write_bounce(
            "b@example.org", "bounce@example.org", bytes(write("bounce@example.org"))
        ).as_bytes(),
        policy=email.policy.default,
    )
    status = list(report.iter_parts())[1].get_payload()[1]
    assert (status["Final-Recipient"], status["Action"]) == ("rfc822; bounce@example.org", "failed")
    assert report.get_content_type() == "multipart/report"
