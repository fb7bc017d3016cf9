"""A composed email: what all members share is ready, the rest is filled in as bytes."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.utils import format_datetime, parseaddr
from enum import Enum
from functools import cached_property

from babel import Locale

from outreach.channels.email.pieces import Pieces
from outreach.errors import ChannelError
from outreach.placeholders import Node, Pattern, Value, find_format_locale
from outreach.placeholders.pattern import Filler

_BOUNDARY = "=_outspoken"
"""Neither base64 nor quoted-printable can hold ``=_``, so no content can end a part."""

_CRLF = "\r\n"
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Encoded(Enum):
    """How the parts travel: 7-bit either way, in the shorter form."""

    QUOTED_PRINTABLE = "quoted-printable"
    BASE64 = "base64"

    @classmethod
    def for_text(cls, text: str) -> Encoded:
        """Return the form in which such a text is shorter; each foreign byte triples in one."""
        raw = text.encode()
        foreign = sum(byte > 126 for byte in raw)
        return cls.BASE64 if foreign * 6 > len(raw) else cls.QUOTED_PRINTABLE

    def encode(self, text: str) -> bytes:
        """Return a part's content, in lines of at most 76 characters."""
        raw = text.replace("\r\n", "\n").replace("\n", _CRLF).encode()
        if self is Encoded.BASE64:
            return base64.encodebytes(raw).replace(b"\n", b"\r\n")
        return binascii.b2a_qp(raw)


@dataclass(frozen=True, slots=True)
class Recipient:
    """One member's share: where it goes, the row's Message-ID, and what fills the wording.

    `unsubscribe_url` answers a POST without further questions (RFC 8058); it is None where the
    law lets no one opt out of the message.
    """

    address: str
    message_id: str
    written_at: datetime
    values: Mapping[str, Value]
    locale: Locale | None = None
    unsubscribe_url: str | None = None


@dataclass(frozen=True)
class Draft:
    """A wording in the form of a mail, for any number of recipients."""

    sender: str
    reply_to: str | None
    subject: Pattern
    plain: tuple[Node, ...]
    page: Pieces
    encoded: Encoded

    @property
    def language(self) -> str:
        """The wording's language (BCP 47)."""
        return self.subject.language

    def fill(self, recipient: Recipient) -> bytes:
        """Return the mail for one recipient: RFC 5322 bytes with CRLF, ready for DATA.

        Raises MissingValueError, and ChannelError for an address that does not fit a header.
        """
        locale = recipient.locale or find_format_locale(self.language)
        subject = self.subject.render(recipient.values, locale)
        plain = self.render_plain(recipient.values, locale)
        page = self.page.fill(recipient.values, locale)
        head = "".join(f"{line}{_CRLF}" for line in self._head(recipient, subject))
        encode = self.encoded.encode
        opening, between, closing = self._frame
        content = (opening, encode(plain), between, encode(page), closing)
        return head.encode("ascii") + b"".join(content)

    def render_plain(self, values: Mapping[str, Value], locale: Locale) -> str:
        """Return the text part. Raises MissingValueError."""
        return Filler(values, locale, self.language, str).fill(self.plain)

    def _head(self, recipient: Recipient, subject: str) -> list[str]:
        lines = [
            *self._fixed_head,
            f"To: {_check(recipient.address)}",
            f"Subject: {_encode_words(' '.join(_CONTROLS.sub(' ', subject).split()))}",
            f"Date: {format_datetime(recipient.written_at)}",
            f"Message-ID: {_check(recipient.message_id)}",
        ]
        if recipient.unsubscribe_url:
            lines.append(f"List-Unsubscribe: <{_check(recipient.unsubscribe_url)}>")
            lines.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
        return [*lines, ""]

    @cached_property
    def _fixed_head(self) -> tuple[str, ...]:
        reply_to = (f"Reply-To: {_format_mailbox(self.reply_to)}",) if self.reply_to else ()
        return (
            f"From: {_format_mailbox(self.sender)}",
            *reply_to,
            "Auto-Submitted: auto-generated",
            f"Content-Language: {self.language}",
            "MIME-Version: 1.0",
            f'Content-Type: multipart/alternative; boundary="{_BOUNDARY}"',
        )

    @cached_property
    def _frame(self) -> tuple[bytes, bytes, bytes]:
        opening, between = (
            f"--{_BOUNDARY}{_CRLF}Content-Type: text/{kind}; charset=utf-8{_CRLF}"
            f"Content-Transfer-Encoding: {self.encoded.value}{_CRLF}{_CRLF}"
            for kind in ("plain", "html")
        )
        closing = f"{_CRLF}--{_BOUNDARY}--{_CRLF}"
        return opening.encode(), f"{_CRLF}{between}".encode(), closing.encode()


def make_message_id(row: str, domain: str) -> str:
    """Return the Message-ID of a message's row: the same one whenever the row is sent."""
    return f"<{_check(row)}.outspoken@{_check(domain)}>"


def _check(value: str) -> str:
    """Return what goes into a header as it stands. Raises ChannelError for anything unsafe."""
    if not value.isascii() or not value.isprintable() or " " in value:
        raise ChannelError("an address or id for a mail's header has characters that do not fit")
    return value


def _encode_words(text: str) -> str:
    charset = "us-ascii" if text.isascii() else "utf-8"
    return Header(text, charset, maxlinelen=76, header_name="Subject").encode(linesep=_CRLF)


def _format_mailbox(mailbox: str) -> str:
    name, address = parseaddr(mailbox)
    if not name:
        return _check(address)
    if name.isascii():
        return str(Address(display_name=name, addr_spec=_check(address)))
    return f"{Header(name, 'utf-8', header_name='From').encode(linesep=_CRLF)} <{_check(address)}>"
