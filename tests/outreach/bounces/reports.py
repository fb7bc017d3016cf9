"""Reports as mail servers write them."""

from __future__ import annotations

from web.sandbox.bounces import write_bounce

MAIL = (
    "From: pensions@example.org\r\nTo: {address}\r\n"
    "Message-ID: <m{number}.outspoken@example.org>\r\n\r\nHei!\r\n"
)
POSTFIX = """\
From: MAILER-DAEMON@mail.example.org (Mail Delivery System)
To: bounces@example.org
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=us-ascii

This is the mail system. Your message could not be delivered.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status}

--b1
Content-Type: message/rfc822

From: pensions@example.org
To: {address}
Message-ID: <m{number}.outspoken@example.org>

Hei!

--b1--
"""


def write_report(
    number: int, address: str = "aino@example.org", status: str = "5.1.1", action: str = "failed"
) -> bytes:
    filled = POSTFIX.format(number=number, address=address, status=status, action=action)
    return filled.replace("\n", "\r\n").encode()


def write_sandbox_report(number: int, address: str = "aino@example.org") -> bytes:
    mail = MAIL.format(number=number, address=address).encode()
    return write_bounce("pensions@example.org", address, mail).as_bytes()
