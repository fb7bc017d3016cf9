"""The sandbox's mail server: real SMTP on loopback, into mailboxes that nobody else sees.

What a mailbox's name begins with decides what becomes of a mail, so that failures can be shown:
``unknown`` is refused at RCPT (550), ``full`` for now (452), and ``bounce`` is taken and then
reported back as undeliverable, as RFC 3464 writes such reports.
"""

from __future__ import annotations

import asyncio
import smtplib
import threading
from asyncio import Transport
from email.mime.multipart import MIMEMultipart
from typing import cast

import structlog
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from narration.errors import StorageError
from web.config import ConfigurationError, Settings
from web.sandbox.bounces import write_bounce
from web.sandbox.carrier import Carrier
from web.sandbox.mailboxes import Mailboxes

_MOST_BYTES = 10_000_000
_TIME_LIMIT = 15.0
_log = structlog.get_logger(__name__)


class MailServer:
    """Takes mail for everybody, on the loopback address and port of the settings."""

    def __init__(self, mailboxes: Mailboxes, carrier: Carrier, settings: Settings) -> None:
        self.port = settings.sandbox_smtp_port
        handler = _Handler(mailboxes, carrier, settings.bounce_port)
        self._controller = Controller(
            handler,
            hostname="127.0.0.1",
            port=self.port,
            data_size_limit=_MOST_BYTES,
            ident="Outspoken sandbox",
        )

    def start(self) -> None:
        """Listen. Raises ConfigurationError where the port is taken."""
        try:
            self._controller.start()
        except OSError as error:
            raise ConfigurationError(
                f"127.0.0.1:{self.port} is taken by another program; choose another port: "
                "OUTSPOKEN_SANDBOX_SMTP_PORT"
            ) from error

    def close(self) -> None:
        """Stop listening."""
        self._controller.stop(no_assert=True)


class _Handler:
    """What aiosmtpd asks for each command; the names are its own."""

    def __init__(self, mailboxes: Mailboxes, carrier: Carrier, bounce_port: int) -> None:
        self._mailboxes = mailboxes
        self._carrier = carrier
        self._bounce_port = bounce_port

    async def handle_RCPT(  # noqa: N802, aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        behaviour = self._carrier.ledger.behaviour
        if address.startswith("unknown"):
            return "550 5.1.1 No such mailbox"
        if address.startswith("full"):
            return "452 4.2.2 The mailbox is full"
        if self._carrier.happens(behaviour.refused_share):
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802, aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        content = envelope.original_content or b""
        sender = envelope.mail_from or ""
        try:
            for recipient in envelope.rcpt_tos:
                self._mailboxes.receive(sender, recipient, content)
        except StorageError:
            return "451 4.3.0 The mail cannot be kept"
        for recipient in envelope.rcpt_tos:
            if recipient.startswith("bounce") and sender and self._bounce_port:
                self._report(sender, recipient, content)
        behaviour = self._carrier.ledger.behaviour
        await asyncio.sleep(behaviour.answer_seconds)
        if self._carrier.happens(behaviour.dropped_share) and server.transport:
            # It was taken, and the client never learns of it.
            cast(Transport, server.transport).abort()
        return "250 OK"

    def _report(self, sender: str, recipient: str, content: bytes) -> None:
        report = write_bounce(sender, recipient, content)
        threading.Thread(target=self._send, args=(sender, report), daemon=True).start()

    def _send(self, sender: str, report: MIMEMultipart) -> None:
        try:
            with smtplib.SMTP("127.0.0.1", self._bounce_port, timeout=_TIME_LIMIT) as client:
                client.send_message(report, from_addr="", to_addrs=[sender])
        except OSError as error:
            _log.warning("bounce_not_told", error=type(error).__name__)
