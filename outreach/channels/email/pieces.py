"""HTML with placeholders in it, cut at them: only their values are left to be written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from babel import Locale

from outreach.errors import MissingValueError
from outreach.placeholders import Node, Value
from outreach.placeholders.pattern import Escape, Filler

_ATTRIBUTE = re.compile(r'="[^"]*$')
_WEB = re.compile(r"https?://[^\s<>\"]+")
_NOT_DIALLED = re.compile(r"[^\d+]")


@dataclass(frozen=True, slots=True)
class Hole:
    """Where one placeholder stands, and what makes a value harmless there."""

    node: Node
    escape: Escape


@dataclass(frozen=True, slots=True)
class Pieces:
    """Fixed HTML and the holes in it."""

    parts: tuple[str | Hole, ...]
    language: str

    def fill(self, values: Mapping[str, Value], locale: Locale) -> str:
        """Return the HTML with the values, each escaped for its place.

        Raises MissingValueError where one is missing or no address of the web.
        """
        return "".join(
            part
            if isinstance(part, str)
            else Filler(values, locale, self.language, part.escape).fill((part.node,))
            for part in self.parts
        )


def cut(html: str, marks: re.Pattern[str], nodes: Sequence[Node], language: str) -> Pieces:
    """Return `html` cut at the `marks`, whose one group is the number of the node put there."""
    parts: list[str | Hole] = []
    before = ""
    for index, part in enumerate(marks.split(html)):
        if index % 2 == 0:
            parts.append(part)
            # A second placeholder of one address stands in the same attribute as the first.
            before = before + part if _ATTRIBUTE.search(before) else part
        else:
            parts.append(Hole(nodes[int(part)], _find_escape(before)))
    return Pieces(tuple(parts), language)


def _find_escape(before: str) -> Escape:
    if not _ATTRIBUTE.search(before):
        return escape
    if before.endswith('="'):
        return _check_address
    return _dial if before.endswith('="tel:') else _quote


def _quote(value: str) -> str:
    return quote(value, safe="@")


def _dial(value: str) -> str:
    return _NOT_DIALLED.sub("", value)


def _check_address(value: str) -> str:
    if not _WEB.fullmatch(value):
        raise MissingValueError("link", "needs an address that begins with https://")
    return escape(value)
