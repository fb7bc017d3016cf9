"""Takes reports of undeliverable mail on a port of this machine, by SMTP or LMTP.

The institution's mail server hands over what comes to the envelope sender of its mails. Mail that
is no report is taken and dropped: nobody reads this mailbox.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from datetime import datetime

import structlog
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session, syntax

from outreach.bounces.acting import Bounces
from outreach.errors import ConfigurationError, OutreachError

_HOST = "127.0.0.1"
_MOST_BYTES = 1_000_000
_log = structlog.get_logger(__name__)


class BounceListener:
    """Listens on loopback alone; one port understands HELO, EHLO and LHLO."""

    def __init__(self, bounces: Bounces, port: int, clock: Callable[[], datetime]) -> None:
        self.port = port
        self._controller = _Controller(
            _Handler(bounces, clock),
            hostname=_HOST,
            port=port,
            data_size_limit=_MOST_BYTES,
            ident="Outspoken bounces",
        )

    def start(self) -> None:
        """Listen. Raises ConfigurationError where the port is taken."""
        try:
            self._controller.start()
        except OSError as error:
            raise ConfigurationError(
                f"{_HOST}:{self.port} is taken by another program; choose another port, or 0 for"
                " none: OUTSPOKEN_BOUNCE_PORT"
            ) from error

    def close(self) -> None:
        """Stop listening."""
        self._controller.stop(no_assert=True)


class _Server(SMTP):
    """SMTP that takes LMTP's greeting too: mail servers hand reports over by either."""

    @syntax("LHLO hostname")
    async def smtp_LHLO(self, arg: str) -> None:  # noqa: N802, aiosmtpd's name
        await self.smtp_EHLO(arg)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Server(self.handler, **self.SMTP_kwargs)


class _Handler:
    """What aiosmtpd asks for; the names are its own."""

    def __init__(self, bounces: Bounces, clock: Callable[[], datetime]) -> None:
        self._bounces = bounces
        self._clock = clock
        self._one_by_one = threading.Lock()

    async def handle_DATA(  # noqa: N802, aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        content = envelope.original_content or b""
        try:
            await asyncio.to_thread(self._take, content)
        except OutreachError as error:
            # The mail server keeps the report and comes again.
            _log.warning("mail_not_taken", code=error.code)
            return "451 4.3.0 Try again later"
        except Exception as error:  # A report that no parser foresaw must not come for ever.
            _log.warning("mail_not_read", error=type(error).__name__)
        return "250 OK"

    def _take(self, content: bytes) -> None:
        with self._one_by_one:
            self._bounces.take(content, self._clock())
