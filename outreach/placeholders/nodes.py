"""The parts of a parsed wording."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias


class Kind(StrEnum):
    """What a placeholder's value has to be."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    AMOUNT = "amount"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Argument:
    """A value in its format: ``{born, date, long}``. `style` is one of the kind's own words."""

    name: str
    kind: Kind
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """``#``: the number of the plural around it, less the plural's offset."""

    name: str
    offset: int


@dataclass(frozen=True, slots=True)
class Plural:
    """One of several texts, by the number's plural form or its exact value (``=0``)."""

    name: str
    ordinal: bool
    offset: int
    options: Mapping[str, tuple[Node, ...]]


@dataclass(frozen=True, slots=True)
class Select:
    """One of several texts, by a word; ``other`` where no option has that word."""

    name: str
    options: Mapping[str, tuple[Node, ...]]


Node: TypeAlias = str | Argument | Count | Plural | Select


def map_text(node: Node, change: Callable[[str], str]) -> Node:
    """Return the node with `change` applied to every text that stands in it."""
    if isinstance(node, str):
        return change(node)
    if isinstance(node, Plural | Select):
        options = {
            option: tuple(map_text(part, change) for part in parts)
            for option, parts in node.options.items()
        }
        return replace(node, options=MappingProxyType(options))
    return node
