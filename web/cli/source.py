"""What `outspoken narrate` is given: a text, a file, or standard input."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import click

_PAGES = (".html", ".htm")
_FILES = (*_PAGES, ".txt")


@dataclass(frozen=True, slots=True)
class Source:
    """Something to narrate: plain text, or the bytes of an HTML page."""

    text: str = ""
    page: bytes | None = None


def read_source(argument: str, html: bool) -> Source:
    """Return what `argument` stands for; `html` says that text and standard input are a page.

    Raises click.BadParameter for a file that cannot be read, or that is not UTF-8.
    """
    argument = _reread(argument)
    if argument == "-":
        return _make(click.get_binary_stream("stdin").read(), html)
    suffix = Path(argument).suffix.lower()
    if suffix not in _FILES or "\n" in argument:
        return Source(page=_encode(argument)) if html else Source(text=argument)
    try:
        content = Path(argument).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a file name"
        raise click.BadParameter(f"{argument!r} cannot be read: {reason}") from None
    return _make(content, html or suffix in _PAGES)


def _reread(argument: str) -> str:
    """Return an argument read as UTF-8, which it is even where the locale says C or Latin-1."""
    try:
        return os.fsencode(argument).decode("utf-8")
    except UnicodeError:
        return argument


def _make(content: bytes, html: bool) -> Source:
    if html:
        return Source(page=content)
    try:
        return Source(text=content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise click.BadParameter("the text is not UTF-8") from None


def _encode(argument: str) -> bytes:
    """Return the bytes of an argument; those that are not UTF-8 came as lone surrogates."""
    return argument.encode("utf-8", "surrogateescape")
