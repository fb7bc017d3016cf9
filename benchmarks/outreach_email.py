"""Email through the whole path to a server that takes all, against smtplib with EmailMessage."""

from __future__ import annotations

import smtplib
import sys
import time
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from benchmarks.carriers import Smtp, carrying
from benchmarks.delivering import time_delivery
from benchmarks.outreach_rows import EMAIL, SUBJECT, get_address, get_values
from outreach.channels.email import Letterhead, Recipient, compose
from outreach.dispatch.rendering import restore_values

MAILS = 3_000
ROUNDS = 5
_USUAL_SWITCH_SECONDS = sys.getswitchinterval()
_LETTERHEAD = Letterhead("Pensions", "Pensions <pensions@example.org>")


def measure() -> dict[str, float]:
    """Return mails a second from the rows ÷ mails a second of smtplib on a kept connection."""
    with carrying(Smtp) as port:
        pairs = [(_time_rows(port), _time_bare(port)) for _ in range(ROUNDS)]
    ours, bare = (min(times) for times in zip(*pairs, strict=True))
    print(
        f"# email: {MAILS / ours:,.0f} mails/s from claim to record,"
        f" smtplib with EmailMessage {MAILS / bare:,.0f}"
    )
    return {"outreach.email": bare / ours}


def _time_rows(port: int) -> float:
    relay = {
        "name": "relay",
        "kind": "smtp",
        "host": "127.0.0.1",
        "port": port,
        "security": "none",
        "senders": [_LETTERHEAD.sender],
    }
    return time_delivery(relay, _LETTERHEAD, MAILS)


def _time_bare(port: int) -> float:
    """Send mails of the same size and parts, each built as the standard library does it."""
    page, plain = _make_parts()
    sys.setswitchinterval(_USUAL_SWITCH_SECONDS)
    with smtplib.SMTP("127.0.0.1", port) as client:
        started = time.perf_counter()
        for number in range(MAILS):
            mail = EmailMessage()
            mail["From"] = _LETTERHEAD.sender
            mail["To"] = get_address(number, "email")
            mail["Subject"] = f"Your pension, Aino {number}"
            mail["Date"] = format_datetime(datetime.now(UTC))
            mail["Message-ID"] = make_msgid(str(number), "example.org")
            mail.set_content(plain.replace("Aino 17", f"Aino {number}"))
            mail.add_alternative(page.replace("Aino 17", f"Aino {number}"), subtype="html")
            client.send_message(mail)
        return time.perf_counter() - started


def _make_parts() -> tuple[str, str]:
    """Return one member's mail as it comes out of the whole path: its HTML and its text."""
    draft = compose(SUBJECT, EMAIL, "en", _LETTERHEAD)
    recipient = Recipient(
        "member17@example.org",
        "<17@example.org>",
        datetime.now(UTC),
        restore_values(get_values(17)),
    )
    mail = message_from_bytes(draft.fill(recipient), policy=policy.default)
    plain, page = (part.get_content() for part in mail.iter_parts())
    return page, plain


if __name__ == "__main__":
    print(measure())
