"""Reads a report of undeliverable mail: who was not reached, for good or for now, and which mail.

flufl.bounce knows the forms that mail servers write, RFC 3464's among them. The status code says
whether the mailbox is gone or merely did not take this mail.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from typing import Any

from flufl.bounce import all_failures

from outreach.enhanced_status import find_status, is_gone

_MESSAGE_ID = re.compile(r"<m([0-9]{1,18})\.outspoken@[^<>\s]{1,255}>", re.ASCII)
_MOST_PARTS = 50


@dataclass(frozen=True, slots=True)
class Bounce:
    """One mailbox that a mail did not get to.

    `status` is the enhanced status code (RFC 3463), empty where the report has none.
    `message_id` is the number of the message's row. A `permanent` one is not tried again by the
    mail server; only a `hard` one says that the mailbox itself does not exist.
    """

    address: str
    message_id: int | None
    permanent: bool
    status: str = ""

    @property
    def hard(self) -> bool:
        """Whether nothing sent to the address will ever arrive."""
        return self.permanent and (not self.status or is_gone(self.status))


def read_report(content: bytes) -> list[Bounce]:
    """Return what a mail reports; none where it is no report, such as an answer of a person."""
    # Parsed as bytes, a header with a letter that is not ASCII would be no text: flufl stumbles.
    message = email.message_from_string(content.decode("latin-1"), policy=email.policy.compat32)
    temporary, permanent = all_failures(message)
    if not temporary and not permanent:
        return []
    number = _find_message_id(message)
    statuses = _find_statuses(message)
    found = [(address, False) for address in temporary] + [(each, True) for each in permanent]
    bounces = []
    for raw, final in found:
        address = raw.decode("ascii", "replace")
        status = statuses.get(address.casefold(), "")
        bounces.append(Bounce(address, number, final and not status.startswith("4"), status))
    return bounces


def _find_message_id(message: Message) -> int | None:
    """Return the row of the mail that is sent back, from the copy of its header."""
    for part in _walk(message):
        if part.get_content_type() in ("message/rfc822", "text/rfc822-headers"):
            found = _MESSAGE_ID.search(_get_header(part, "Message-ID"))
            if found:
                return int(found[1])
    # Servers that send no copy back still answer to the mail, as any program does.
    references = f"{message.get('In-Reply-To', '')} {message.get('References', '')}"
    found = _MESSAGE_ID.search(references)
    return int(found[1]) if found else None


def _get_header(part: Message, name: str) -> str:
    """Return a field of the header that is sent back: parsed, or as a text."""
    payload: Any = part.get_payload()
    if isinstance(payload, list):
        return str(payload[0].get(name, "")) if payload else ""
    content = part.get_payload(decode=True)
    raw = content if isinstance(content, bytes) else str(payload).encode()
    header = email.message_from_bytes(raw.lstrip(), policy=email.policy.compat32)
    return str(header.get(name, ""))


def _find_statuses(message: Message) -> dict[str, str]:
    """Return the enhanced status code of each recipient in the report's machine-readable part."""
    statuses: dict[str, str] = {}
    for part in _walk(message):
        status = find_status(str(part.get("Status", "")))
        if not status:
            continue
        for header in ("Original-Recipient", "Final-Recipient"):
            address = str(part.get(header, "")).partition(";")[2].strip().strip("<>")
            if address:
                statuses[address.casefold()] = status
    return statuses


def _walk(message: Message) -> Iterator[Message]:
    for number, part in enumerate(message.walk()):
        if number >= _MOST_PARTS:
            return
        yield part
