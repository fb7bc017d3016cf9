"""What granian serves.

Flask speaks WSGI, but granian ends a WSGI answer that fails half-way as if it were complete.
Through its ASGI interface the connection is broken off instead, so that no client takes half a
clip for a whole one. Requests run in threads of this one process.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Any, cast

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi_typing import WSGIApp
from flask import Flask

from web.application import create_app
from web.config import Settings, load_settings
from web.services import Services

_BODY_SECONDS = 30.0
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
        # A supervisor would end a service that is merely busy: probes have threads of their own.
        self._probes = WSGIMiddleware(served, workers=_PROBE_THREADS, send_queue_size=0)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request, or go along with the server's start and stop."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return

        body = await self._read_body(scope, receive)
        if body is None:
            await send({"type": "http.response.start", "status": 408, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return

        # The middleware hands what `receive` returns to another thread's event loop, which takes
        # coroutines only; granian's own returns a future of its kind. And a thread that waits
        # for a slow sender would be kept from everybody else: the body is read before.
        async def pull() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        middleware = self._probes if scope["path"] in _PROBES else self._views
        await middleware(cast(Any, scope), cast(Any, pull), cast(Any, send))

    async def _read_body(self, scope: Message, receive: Receive) -> bytes | None:
        """Return the body of a request, or None if it does not come in time.

        One that is over the limit is cut there: Flask refuses it by its length.
        """
        names = {name.lower() for name, _value in scope["headers"]}
        if not names & {b"content-length", b"transfer-encoding"}:
            return b""
        body = bytearray()
        try:
            async with asyncio.timeout(_BODY_SECONDS):
                while len(body) <= self._parts.settings.max_request_bytes:
                    message = await receive()
                    body += message.get("body", b"")
                    if not message.get("more_body", False):
                        break
        except TimeoutError:
            return None
        return bytes(body)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        self._parts.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        # The process would wait for its speech processes for ever.
        self._parts.close()
        await send({"type": "lifespan.shutdown.complete"})


def _announce(settings: Settings) -> None:
    address = f"http://{settings.host}:{settings.port}"
    print(  # noqa: T201  (the operator reads it in the terminal)
        f"\n  Outspoken is ready at {address}\n  Open {address}/demo/ first: a form that speaks.\n",
        file=sys.stderr,
        flush=True,
    )


_settings = load_settings()
app = Bridge(create_app(_settings), _settings.threads)
_announce(_settings)
