"""The page that `outspoken check` is given: an address, a file, or standard input.

The operator's own machine fetches an address, so that pages of a test server are checked too.
"""

from __future__ import annotations

import time
from email.message import Message
from pathlib import Path

import click
import requests

from narration.document.encoding import decode
from narration.errors import InputError

LARGEST = 10_000_000
"""Bytes of a page at most."""
_CONNECT_SECONDS, _READ_SECONDS, _WHOLE_SECONDS = 5, 10, 30
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_PIECE = 65_536
_AGENT = {"User-Agent": "outspoken-check", "Accept": "text/html,application/xhtml+xml;q=0.9"}


def read_page(argument: str) -> str:
    """Return the HTML that `argument` stands for: an http(s) address, a file, or ``-``.

    Raises InputError, which says what to do, for what cannot be read or is no page.
    """
    if argument == "-":
        return decode(_limited(click.get_binary_stream("stdin").read(LARGEST + 1)))
    scheme, separator, _ = argument.partition("://")
    if separator and scheme.lower() in ("http", "https"):
        return _fetch(argument)
    if separator:
        raise InputError(f"{scheme}:// cannot be read: give an http or https address, or a file.")
    try:
        with Path(argument).open("rb") as stream:
            return decode(_limited(stream.read(LARGEST + 1)))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not a file name"
        raise InputError(f"{argument!r} cannot be read: {reason}.") from None


def _fetch(address: str) -> str:
    until = time.monotonic() + _WHOLE_SECONDS
    try:
        with requests.get(
            address, headers=_AGENT, timeout=(_CONNECT_SECONDS, _READ_SECONDS), stream=True
        ) as answer:
            charset = _check_answer(answer)
            pieces: list[bytes] = []
            for piece in answer.iter_content(_PIECE):
                pieces.append(piece)
                _limited_size(sum(map(len, pieces)))
                if time.monotonic() > until:
                    raise InputError(f"The page took longer than {_WHOLE_SECONDS} seconds.")
    except requests.RequestException as error:
        raise InputError(f"{address} cannot be fetched: {_reason(error)}.") from None
    return decode(b"".join(pieces), charset)


def _check_answer(answer: requests.Response) -> str | None:
    """Return the charset that a page was sent as. Raises InputError where it is no page."""
    if not answer.ok:
        raise InputError(f"{answer.url} answers {answer.status_code} {answer.reason}.")
    sent = Message()
    sent["Content-Type"] = answer.headers.get("Content-Type", "text/html")
    if sent.get_content_type() not in _PAGE_TYPES:
        raise InputError(f"{answer.url} is {sent.get_content_type()}, not an HTML page.")
    return sent.get_content_charset()


def _reason(error: requests.RequestException) -> str:
    if isinstance(error, requests.Timeout):
        return "it did not answer in time"
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate is not trusted"
    if isinstance(error, requests.TooManyRedirects):
        return "it redirects without end"
    if isinstance(error, requests.ConnectionError):
        return "nobody answers there"
    return "it is not an address that can be fetched"


def _limited(content: bytes) -> bytes:
    _limited_size(len(content))
    return content


def _limited_size(size: int) -> None:
    if size > LARGEST:
        raise InputError(f"The page is larger than {LARGEST // 1_000_000} MB.")
