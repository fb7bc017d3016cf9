"""How Twilio's client speaks HTTP here.

Its own asynchronous client ignores its time limit, logs addresses in queries, and may try again by
itself, which sends twice. This one does none of that.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import cache
from typing import Any

import aiohttp
from twilio.http import AsyncHttpClient
from twilio.http.response import Response
from yarl import URL

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 30.0
CONNECTIONS = 128

IS_LATE: ContextVar[Callable[[], bool]] = ContextVar("is_late", default=lambda: False)
"""Whether the request of this task must not be made any more; asked once it has a connection."""


class LateError(Exception):
    """A request was not made: it took too long to come to it."""


class HttpClient(AsyncHttpClient):  # type: ignore[misc]  # The library has no types.
    """Asynchronous requests over kept connections, each made once, within a time limit."""

    def __init__(
        self, answer_seconds: float = ANSWER_SECONDS, connect_seconds: float = CONNECT_SECONDS
    ) -> None:
        super().__init__(None, True, None)
        self._limits = aiohttp.ClientTimeout(total=answer_seconds, connect=connect_seconds)
        self._session: aiohttp.ClientSession | None = None

    async def request(  # noqa: PLR0917, the library calls it so
        self,
        method: str,
        url: str,
        params: dict[str, Any] | None = None,
        data: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> Response:
        """Make one request.

        Raises aiohttp's errors; a connect that took too long has its own. Raises LateError.
        """
        session = self._session = self._session or self._open()
        async with session.request(
            method.upper(),
            url,
            params=params,
            data=_encode(data) if data else None,
            headers={**(headers or {}), **_authorize(auth)},
            allow_redirects=allow_redirects,
        ) as answer:
            return Response(answer.status, (await answer.read()).decode(), answer.headers)

    def _open(self) -> aiohttp.ClientSession:
        connector = _Connector(limit=CONNECTIONS)
        # A carrier sets no cookies, and a jar costs time at every request.
        jar = aiohttp.DummyCookieJar()
        return aiohttp.ClientSession(timeout=self._limits, connector=connector, cookie_jar=jar)

    async def close(self) -> None:
        """End the connections; the next request opens new ones."""
        if self._session:
            await self._session.close()
        self._session = None


class _Connector(aiohttp.TCPConnector):
    """Gives a connection to no request that is late by then."""

    async def connect(self, *given: Any, **named: Any) -> aiohttp.connector.Connection:
        connection = await super().connect(*given, **named)
        if IS_LATE.get()():
            connection.release()
            raise LateError
        return connection


def _encode(form: dict[str, object]) -> str:
    """Return a form as the body of a request, at a tenth of the time that aiohttp takes for it."""
    return URL.build(query={name: str(value) for name, value in form.items()}).raw_query_string


@cache
def _authorize(auth: tuple[str, str] | None) -> dict[str, str]:
    return {"Authorization": aiohttp.encode_basic_auth(*auth)} if auth else {}
