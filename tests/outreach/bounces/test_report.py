import pytest

from outreach.bounces import Bounce, read_report
from tests.outreach.bounces.reports import write_report, write_sandbox_report

ANSWER = b"From: aino@example.org\r\nSubject: Re: Hei\r\n\r\nI am on holiday.\r\n"


@pytest.mark.parametrize("write", [write_report, write_sandbox_report])
def test_a_report_names_the_mailbox_the_mail_and_the_reason(write):
    assert read_report(write(7)) == [Bounce("aino@example.org", 7, True, "5.1.1")]


@pytest.mark.parametrize(
    ("status", "hard"),
    [("5.1.1", True), ("5.1.2", True), ("5.2.1", True), ("5.2.2", False), ("5.7.1", False)],
)
def test_only_a_mailbox_that_is_gone_bounces_hard(status, hard):
    (bounce,) = read_report(write_report(7, status=status))

    assert bounce.permanent
    assert bounce.hard is hard


def test_a_delay_is_not_permanent():
    (bounce,) = read_report(write_report(7, status="4.4.1", action="delayed"))

    assert not bounce.permanent


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        ANSWER,
        ANSWER.replace(b"aino", b"\xe4ino"),
        b"Content-Type: multipart/report\r\n\r\n",
        b"\r\n" * 1000,
    ],
)
def test_what_is_no_report_says_nothing(content):
    assert read_report(content) == []


def test_a_report_about_another_programs_mail_names_no_row():
    content = write_report(7).replace(b".outspoken@", b".other@")

    assert read_report(content)[0].message_id is None
