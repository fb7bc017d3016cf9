"""The parts of a parsed wording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
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
