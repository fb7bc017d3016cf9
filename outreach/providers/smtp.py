"""Email by SMTP, over connections that are kept (RFC 5321)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Literal

import aiosmtplib

from outreach.enhanced_status import find_status, is_gone
from outreach.providers.outcomes import LATE, Accepted, Again, Outcome, Refused, Unknown
from outreach.providers.provider import Outgoing, Sighting
from outreach.statuses import Status

Security = Literal["none", "starttls", "tls"]
TIME_LIMIT = 30.0
CONNECTIONS = 8
_FAILURE, _FINAL, _POLICY = 400, 500, "5.7."
UNKNOWN_MAILBOX = "unknown-mailbox"
"""The reason where nothing sent to an address will ever arrive."""

REPLIES: dict[int, Refused | Again] = {
    421: Again("unavailable", rests=True),
    450: Again("mailbox-busy"),
    451: Again("try-later"),
    452: Again("mailbox-full"),
    454: Again("not-authenticated", rests=True),
    530: Again("not-authenticated", rests=True),
    535: Again("not-authenticated", rests=True),
    550: Refused(Status.PERMANENT_FAILURE, "mailbox-unavailable"),
    551: Refused(Status.PERMANENT_FAILURE, "mailbox-unavailable"),
    552: Refused(Status.TEMPORARY_FAILURE, "mailbox-full"),
    553: Refused(Status.PERMANENT_FAILURE, "invalid-address"),
    554: Refused(Status.PERMANENT_FAILURE, "rejected"),
}
"""What a reply means; any other 4yz is tried again, any other 5yz a technical failure.

A server refuses for its policy, too, by these codes: only an enhanced status tells that a mailbox
is gone (`UNKNOWN_MAILBOX`).
"""


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed in. `bounces` is the envelope sender that reports come back to.

    `seconds` is the limit of a whole mail, with the wait for a connection.
    """

    host: str
    port: int = 587
    security: Security = "starttls"
    username: str = ""
    password: str = ""
    bounces: str = ""
    seconds: float = TIME_LIMIT


class Smtp:
    """Mail through one server, over connections that are each used for many mails."""

    channel = "email"
    askable = False
    at_once = 4 * CONNECTIONS

    def __init__(self, name: str, server: Server) -> None:
        self.name = name
        self._server = server
        self._idle: list[aiosmtplib.SMTP] = []
        self._places = asyncio.Semaphore(CONNECTIONS)

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Hand one mail over."""
        ends_at = asyncio.get_running_loop().time() + self._server.seconds
        try:
            async with asyncio.timeout_at(ends_at):
                await self._places.acquire()
        except TimeoutError:
            return Again("busy")
        try:
            return await self._send_by(ends_at, outgoing)
        finally:
            self._places.release()

    async def _send_by(self, ends_at: float, outgoing: Outgoing) -> Outcome:
        try:
            async with asyncio.timeout_at(ends_at):
                client = await self._connect()
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            return _judge_connect(error)
        outcome = await self._announce(client, outgoing, ends_at)
        if outcome is None:
            outcome = await _hand_over(client, outgoing, ends_at)
        if isinstance(outcome, Unknown) or not client.is_connected:
            client.close()
        else:
            self._idle.append(client)
        return outcome

    async def find(self, address: str) -> Sequence[Sighting] | None:
        """Return None: a mail server keeps no books that could be asked."""
        return None

    async def close(self) -> None:
        """End the connections."""
        while self._idle:
            with suppress(aiosmtplib.SMTPException, OSError, TimeoutError):
                await self._idle.pop().quit()

    async def _connect(self) -> aiosmtplib.SMTP:
        while self._idle:
            client = self._idle.pop()
            if client.is_connected:
                return client
        server = self._server
        client = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            use_tls=server.security == "tls",
            start_tls=server.security == "starttls",
            username=server.username or None,
            password=server.password or None,
            timeout=server.seconds,
        )
        await client.connect()
        return client

    async def _announce(
        self, client: aiosmtplib.SMTP, outgoing: Outgoing, ends_at: float
    ) -> Outcome | None:
        """Name sender and recipient; None where the mail may follow. Nothing has left yet."""
        sender = self._server.bounces or parseaddr(outgoing.sender)[1]
        try:
            async with asyncio.timeout_at(ends_at):
                await client.mail(sender)
                await client.rcpt(outgoing.address)
        except aiosmtplib.SMTPSenderRefused as error:
            outcome = _judge_sender(error.code)
        except aiosmtplib.SMTPResponseException as error:
            outcome = judge(error.code, error.message)
        except (aiosmtplib.SMTPException, OSError, TimeoutError):
            client.close()
            return Again("connection-lost")
        else:
            if not outgoing.is_late():
                return None
            outcome = LATE
        await _reset(client)
        return outcome


async def _hand_over(client: aiosmtplib.SMTP, outgoing: Outgoing, ends_at: float) -> Outcome:
    """Send the mail itself: only a refusal tells that it has not left."""
    try:
        async with asyncio.timeout_at(ends_at):
            await client.data(outgoing.content)
    except aiosmtplib.SMTPResponseException as error:
        if error.code < _FAILURE:  # Neither taken as agreed nor refused: it may have left.
            return Unknown("unclear-answer")
        await _reset(client)
        return judge(error.code, error.message)
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
        return Unknown(type(error).__name__)
    # The mail's own Message-ID is the row's; the server's queue id is in no standard place.
    return Accepted(f"{outgoing.message_id}.{outgoing.attempt_id}")


async def _reset(client: aiosmtplib.SMTP) -> None:
    try:
        await client.rset()
    except (aiosmtplib.SMTPException, OSError, TimeoutError):
        client.close()


def judge(code: int, text: str = "") -> Outcome:
    """Return what a reply to a recipient or a mail means, by its code and enhanced status."""
    status = find_status(text)
    known, shown = REPLIES.get(code), status or str(code)
    if code >= _FINAL and is_gone(status):
        return Refused(Status.PERMANENT_FAILURE, UNKNOWN_MAILBOX, shown)
    if status.startswith(_POLICY):
        return Refused(Status.PERMANENT_FAILURE, "rejected", shown)
    if isinstance(known, Refused):
        return Refused(known.status, known.reason, shown)
    if isinstance(known, Again):
        return Again(known.reason, shown, known.rests)
    if code < _FINAL:
        return Again("try-later", shown)
    return Refused(Status.TECHNICAL_FAILURE, "rejected", shown)


def _judge_sender(code: int) -> Outcome:
    """Return what a refusal of the sender means: that is no recipient's fault."""
    known = REPLIES.get(code)
    if isinstance(known, Again):
        return Again(known.reason, str(code), known.rests)
    if code < _FINAL:
        return Again("try-later", str(code))
    return Again("invalid-sender", str(code), rests=True)


def _judge_connect(error: Exception) -> Outcome:
    """Return what a connection that came to nothing means: it is no message's fault."""
    code = getattr(error, "code", None)
    known = REPLIES.get(code or 0)
    reason = known.reason if isinstance(known, Again) else "unreachable-carrier"
    return Again(reason, str(code or ""), rests=True)
