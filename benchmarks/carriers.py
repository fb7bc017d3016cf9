"""Carriers that answer at once and keep nothing but a count: Twilio's HTTP, and SMTP.

They run in a process of their own, so that what is measured is the client's work.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import cast

_ANSWER = b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
_MESSAGE = b'{"sid": "SM%032x", "status": "queued", "num_segments": "1"}'


class Twilio(asyncio.Protocol):
    """Answers every request with a new message."""

    taken = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport, self._pending = cast(asyncio.WriteTransport, transport), b""

    def data_received(self, data: bytes) -> None:
        """Answer each request that is whole."""
        self._pending += data
        while (end := self._pending.find(b"\r\n\r\n")) >= 0:
            head = self._pending[:end].lower()
            length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0])
            if len(self._pending) < end + 4 + length:
                return
            self._pending = self._pending[end + 4 + length :]
            Twilio.taken += 1
            body = _MESSAGE % Twilio.taken
            self._transport.write(_ANSWER % (len(body), body))


class Smtp(asyncio.Protocol):
    """Takes every mail."""

    taken = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        self._transport = cast(asyncio.WriteTransport, transport)
        self._pending, self._in_mail = b"", False
        self._say(b"220 ready")

    def data_received(self, data: bytes) -> None:
        """Answer each command, and the end of each mail."""
        self._pending += data
        while True:
            end = b"\r\n.\r\n" if self._in_mail else b"\r\n"
            line, found, rest = self._pending.partition(end)
            if not found:
                return
            self._pending = rest
            self._answer(line[:4].upper())

    def _answer(self, command: bytes) -> None:
        if self._in_mail:
            Smtp.taken += 1
            self._in_mail = False
            self._say(b"250 taken")
        elif command == b"DATA":
            self._in_mail = True
            self._say(b"354 go on")
        elif command == b"EHLO":
            self._say(b"250-here\r\n250 8BITMIME")
        else:
            self._say(b"221 bye" if command == b"QUIT" else b"250 fine")

    def _say(self, line: bytes) -> None:
        self._transport.write(line + b"\r\n")


@contextmanager
def carrying(protocol: type[Twilio | Smtp]) -> Iterator[int]:
    """Yield the port of a carrier."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_run, args=(protocol, theirs))
    process.start()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


def _run(protocol: type[Twilio | Smtp], told: Connection) -> None:
    async def serve() -> None:
        server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0)
        told.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())
