"""From the text of a wording to its parts, with every mistake found before a message exists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from babel.numbers import is_currency
from pyicumessageformat import Parser

from outreach.errors import WordingError
from outreach.placeholders.formats import STYLES
from outreach.placeholders.nodes import Argument, Count, Kind, Node, Plural, Select
from outreach.placeholders.pattern import Pattern

MAX_CHARACTERS = 20_000
_MAX_DEPTH = 4
_MAX_OFFSET = 1000
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_PLURAL_OPTION = re.compile(r"zero|one|two|few|many|other|=\d{1,9}")
_SELECT_OPTION = re.compile(r"[\w-]{1,40}")
_KINDS = frozenset(kind.value for kind in Kind if kind is not Kind.CHOICE)
_HIDDEN = (
    "an apostrophe before a brace hides it: write the apostrophe twice ('') or as ’,"
    " as in l''{name}; a brace itself cannot be written"
)
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_parser = Parser({"maximum_depth": _MAX_DEPTH})


def parse_pattern(text: str, language: str) -> Pattern:
    """Return the pattern of a wording in `language` (BCP 47), whose plural forms it uses.

    Raises WordingError, which says what is wrong and where.
    """
    if len(text) > MAX_CHARACTERS:
        raise WordingError(f"the text has {len(text)} characters; at most {MAX_CHARACTERS}")
    if _UNWRITABLE.search(text):
        raise WordingError("the text has control characters, which no phone shows: delete them")
    try:
        tree = _parser.parse(text)
    except (SyntaxError, ValueError) as error:  # A ValueError for a number of 5,000 digits.
        problem = str(error).replace("Too much recursion", f"More than {_MAX_DEPTH} in one another")
        raise WordingError(f"the braces do not fit: {problem or 'unfinished'}") from None
    pattern = Pattern(text, language, _read(tree))
    _ = pattern.placeholders  # Two kinds under one name are found here, not at a member.
    return pattern


def _read(tree: Iterable[Any], offset: int = 0) -> tuple[Node, ...]:
    return tuple(_read_node(node, offset) for node in tree)


def _read_node(node: str | dict[str, Any], offset: int) -> Node:
    if isinstance(node, str):
        if "{" in node or "}" in node:
            raise WordingError(_HIDDEN)
        return node
    name = node["name"]
    if not _NAME.fullmatch(name):
        raise WordingError(
            f"{{{name[:40]}}} is no name: use small letters, digits and _, such as {{first_name}}"
        )
    if node.get("hash"):
        return Count(name, offset)
    if "options" in node:
        return _read_choice(node)
    return _read_argument(name, node.get("type", Kind.TEXT), node.get("format"))


def _read_argument(name: str, kind: str, style: str | None) -> Argument:
    if kind not in _KINDS:
        known = ", ".join(sorted(_KINDS | {"plural", "select", "selectordinal"}))
        raise WordingError(f"{{{name}}}: {kind!r} is no kind of value; known are {known}")
    if style is not None and not _is_style(Kind(kind), style):
        styles = sorted(STYLES.get(Kind(kind), ())) or ["a currency such as EUR"]
        raise WordingError(f"{{{name}}}: {style!r} is no style; known are {', '.join(styles)}")
    return Argument(name, Kind(kind), style)


def _is_style(kind: Kind, style: str) -> bool:
    return is_currency(style) if kind is Kind.AMOUNT else style in STYLES.get(kind, ())


def _read_choice(node: Mapping[str, Any]) -> Plural | Select:
    name, counted = node["name"], node["type"] != "select"
    expected = _PLURAL_OPTION if counted else _SELECT_OPTION
    offset = node.get("offset", 0)
    if not 0 <= offset <= _MAX_OFFSET:
        raise WordingError(f"{{{name}}}: an offset is a number from 0 to {_MAX_OFFSET}")
    for option in node["options"]:
        if not expected.fullmatch(option):
            raise WordingError(f"{{{name}}}: {option[:40]!r} is no option of a {node['type']}")
    options = {option: _read(tree, offset) for option, tree in node["options"].items()}
    if counted:
        ordinal = node["type"] == "selectordinal"
        return Plural(name, ordinal, offset, MappingProxyType(options))
    return Select(name, MappingProxyType(options))
