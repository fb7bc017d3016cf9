"""What granian serves.

Flask speaks WSGI, but granian ends a WSGI answer that fails half-way as if it were complete.
Through its ASGI interface the connection is broken off instead, so that no client takes half a
clip for a whole one. Requests run in threads of this one process.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from typing import Any, cast

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi_typing import WSGIApp
from flask import Flask

from narration.errors import BusyError
from web.application import create_app
from web.config import Settings, load_settings
from web.outreach import warn_of_silence
from web.services import Services
from web.turns import Turns

_BODY_SECONDS = 30.0
_SMALL_BODY = 200_000
_LARGE_BODIES = 24
# They lie in memory before anybody knows who sends them, for as long as a slow sender likes.
_PROBES = frozenset({"/healthz", "/readyz", "/metrics"})
_PROBE_THREADS = 4

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Bridge:
    """A Flask application as an ASGI one."""

    def __init__(self, app: Flask, threads: int) -> None:
        self._parts: Services = app.extensions["outspoken"]
        # With a queue of any length a thread never waits for who reads slowly: a clip lies in
        # memory while it is made in any case.
        served = cast(WSGIApp, app)
        self._views = WSGIMiddleware(served, workers=threads, send_queue_size=0)
        self._large_bodies = Turns(_LARGE_BODIES)
        # A supervisor would end a service that is merely busy: probes have threads of their own.
        self._probes = WSGIMiddleware(served, workers=_PROBE_THREADS, send_queue_size=0)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request, or go along with the server's start and stop."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return

        with ExitStack() as held:
            try:
                body = await self._read_body(scope, receive, held)
            except TimeoutError:
                await _refuse(send, 408)
            except BusyError:
                await _refuse(send, 503)
            else:
                await self._answer(scope, body, send)

    async def _answer(self, scope: Message, body: bytes, send: Send) -> None:
        # The middleware hands what `receive` returns to another thread's event loop, which takes
        # coroutines only; granian's own returns a future of its kind. And a thread that waits
        # for a slow sender would be kept from everybody else: the body is read before.
        async def pull() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        middleware = self._probes if scope["path"] in _PROBES else self._views
        await middleware(cast(Any, scope), cast(Any, pull), cast(Any, send))

    async def _read_body(self, scope: Message, receive: Receive, held: ExitStack) -> bytes:
        """Return the body of a request; a large one holds its place until `held` is closed.

        One that is over the limit is cut there: Flask refuses it by its length. Raises
        TimeoutError if it does not come in time, and BusyError for one large body too many.
        """
        names = {name.lower() for name, _value in scope["headers"]}
        if not names & {b"content-length", b"transfer-encoding"}:
            return b""
        body = bytearray()
        async with asyncio.timeout(_BODY_SECONDS):
            while len(body) <= self._parts.settings.max_request_bytes:
                message = await receive()
                small = len(body) <= _SMALL_BODY
                body += message.get("body", b"")
                if small and len(body) > _SMALL_BODY:
                    held.enter_context(self._large_bodies.take())
                if not message.get("more_body", False):
                    break
        return bytes(body)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        self._parts.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        # The process would wait for its speech processes for ever.
        self._parts.close()
        await send({"type": "lifespan.shutdown.complete"})


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"retry-after", b"5")] if status == 503 else []
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _announce(settings: Settings) -> None:
    address = f"http://{settings.host}:{settings.port}"
    silence = warn_of_silence(settings)
    warning = f"  {silence}\n" if silence else ""
    print(  # noqa: T201  (the operator reads it in the terminal)
        f"\n  Outspoken is ready: open {address}/ in a browser.\n{warning}",
        file=sys.stderr,
        flush=True,
    )


_settings = load_settings()
app = Bridge(create_app(_settings), _settings.threads)
_announce(_settings)
