"""Origins and pages in one spelling, so that they can be compared as text."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from werkzeug.urls import iri_to_uri

from narration.errors import InputError

_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_-]+([.][a-z0-9_-]+)*|[0-9a-f:.]+")
_MAILBOX = re.compile(r"[^\s@:/?<>]{1,64}@[^\s@:/?<>]{1,253}")
_PHONE = re.compile(r"\+?[0-9 ()./-]{2,40}")
_LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))


def parse_origin(text: str) -> str:
    """Return an origin as browsers send it in ``Origin``: ``https://www.example.org``.

    Raises InputError for what is no origin, for one with a path, and for plain ``http`` on any
    machine but this one: what is heard on such a page may be anybody's.
    """
    parts = _split(text)
    if "://" not in text:
        raise InputError(f"{text!r} is no origin yet: write https:// before it.")
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise InputError(f"{text!r} is more than an origin: leave out what follows the host.")
    return _find_origin(parts, text)


def parse_page(text: str) -> str:
    """Return the address of a page with its query and without its fragment.

    Raises InputError as `parse_origin` does.
    """
    parts = _split(text)
    origin = _find_origin(parts, text)
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    # Without the dot, a path of two slashes would be taken for another host.
    return iri_to_uri(urljoin(f"{origin}/", f".{path}"))


def parse_contact(text: str) -> str:
    """Return the address of a page, or of a mailbox. Raises InputError for what is neither."""
    mailbox = text.removeprefix("mailto:")
    return mailbox if _MAILBOX.fullmatch(mailbox) else parse_page(text)


def check_phone(text: str) -> str:
    """Return a telephone number as it is written. Raises InputError for what is none."""
    if not _PHONE.fullmatch(text):
        raise InputError(f"{text!r} is no telephone number.")
    return text


def drop_query(page: str) -> str:
    """Return a page's address without its query: that may hold what is a member's own."""
    return page.partition("?")[0]


def get_origin(page: str) -> str:
    """Return the origin of an address that `parse_page` made."""
    parts = urlsplit(page)
    return f"{parts.scheme}://{parts.netloc}"


def is_loopback(page: str) -> bool:
    """Tell whether an address that `parse_page` made is of this very machine."""
    return urlsplit(page).hostname in _LOOPBACK


def _split(text: str) -> SplitResult:
    try:
        return urlsplit(text)
    except ValueError:
        raise InputError(f"{text!r} is no address.") from None


def _find_origin(parts: SplitResult, text: str) -> str:
    try:
        host, port = parts.hostname or "", parts.port
        plain = host.strip(".").encode("ascii" if ":" in host else "idna").decode("ascii")
    except ValueError:  # Among them: a host that no name service can know.
        raise InputError(f"{text!r} is no address.") from None
    local = parts.scheme == "http" and plain in _LOOPBACK
    known = parts.scheme == "https" or local
    if not known or not _HOST.fullmatch(plain) or parts.username is not None:
        raise InputError(f"{text!r} cannot be used: give https://host (http on this machine only).")
    shown = f"[{plain}]" if ":" in plain else plain
    return f"{parts.scheme}://{shown}" + (
        f":{port}" if port not in (None, _DEFAULT_PORTS[parts.scheme]) else ""
    )
