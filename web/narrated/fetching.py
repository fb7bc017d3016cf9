"""Fetches a public page from its server, without being led anywhere else.

Every hop of a redirection is looked at as the first one is: where to, and to what address.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from narration.errors import InputError
from web.narrated.addresses import resolve
from web.narrated.connections import Pinned
from web.narrated.errors import PageFailedError, PageRefusedError
from web.sites.addresses import parse_page

_MOST_HOPS = 5
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_PIECE = 65_536
_HEADERS = {
    "User-Agent": "Outspoken (narrates public pages)",
    "Accept": "text/html, application/xhtml+xml;q=0.9",
    "Accept-Encoding": "identity",  # What unpacks to gigabytes is small as it comes.
}


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How long a page may take, in seconds with its redirections, and how large it may be."""

    seconds: float = 10.0
    connect_seconds: float = 4.0
    bytes: int = 3_000_000


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """The bytes of a page, and the encoding its server gave, if any."""

    content: bytes
    charset: str | None


class Fetcher:
    """Fetches pages. With `loopback` they may be of this machine: for development alone."""

    def __init__(self, loopback: bool = False, limits: FetchLimits | None = None) -> None:
        self._loopback = loopback
        self._limits = limits or FetchLimits()

    def fetch(self, page: str, is_allowed: Callable[[str], bool]) -> FetchedPage:
        """Return the page at an address that `parse_page` made.

        `is_allowed` tells of each address that the page leads on to whether it may be asked.
        Raises PageRefusedError and PageFailedError.
        """
        deadline = time.monotonic() + self._limits.seconds
        try:
            for _ in range(_MOST_HOPS):
                answer = self._ask(page, deadline)
                if isinstance(answer, FetchedPage):
                    return answer
                page = _follow(page, answer, is_allowed)
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            raise PageFailedError(f"no answer: {type(error).__name__}") from None
        raise PageFailedError("it leads on and on")

    def _ask(self, page: str, deadline: float) -> FetchedPage | str:
        """Return the page, or where its server says that it is."""
        parts = urlsplit(page)
        host = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        address = resolve(host, port, loopback=self._loopback)
        left = max(0.1, deadline - time.monotonic())
        request = requests.Request("GET", page, {**_HEADERS, "Host": parts.netloc})
        # A session would ask a proxy, which looks the host up once more, and would read all that
        # comes with a redirection.
        with closing(Pinned(host, address, deadline)) as connections:
            response = connections.send(
                request.prepare(),
                stream=True,
                timeout=(min(left, self._limits.connect_seconds), left),
                verify=os.environ.get("REQUESTS_CA_BUNDLE") or True,
            )
            if response.is_redirect:
                return str(response.headers["Location"])
            return self._read(response, deadline)

    def _read(self, response: requests.Response, deadline: float) -> FetchedPage:
        if response.status_code != requests.codes.ok:
            raise PageFailedError(f"its server answered {response.status_code}")
        content_type = Message()
        content_type["Content-Type"] = response.headers.get("Content-Type", "")
        if content_type.get_content_type() not in _PAGE_TYPES:
            raise PageFailedError("it is no HTML page")
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise PageFailedError("it comes packed, although that was not asked for")
        body = bytearray()
        for piece in _pieces(response):
            body += piece
            if len(body) > self._limits.bytes:
                raise PageFailedError(f"it has more than {self._limits.bytes} bytes")
        # Where we hung up ourselves, a page can seem to have come to its end.
        if time.monotonic() >= deadline:
            raise PageFailedError("it takes too long")
        return FetchedPage(bytes(body), content_type.get_content_charset())


def _follow(page: str, location: str, is_allowed: Callable[[str], bool]) -> str:
    try:
        target = parse_page(urljoin(page, location))
    except (InputError, ValueError):
        raise PageRefusedError("it leads on to what is no page") from None
    if not is_allowed(target):
        raise PageRefusedError("it leads on to a page that is not registered")
    return target


def _pieces(response: requests.Response) -> Iterator[bytes]:
    """Yield what has come, however little."""
    while piece := response.raw.read1(_PIECE, decode_content=False):
        yield piece
