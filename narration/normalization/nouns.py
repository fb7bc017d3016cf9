"""Counted nouns: what numbers stand before, and agree with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Gender(StrEnum):
    """Grammatical gender that a number takes from the noun after it."""

    MASCULINE = "masculine"
    FEMININE = "feminine"
    NEUTER = "neuter"
    COMMON = "common"


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun by CLDR plural category; a form that is not given is `other`."""

    other: str
    one: str = ""
    two: str = ""
    few: str = ""
    many: str = ""
    zero: str = ""
    gender: Gender = Gender.MASCULINE

    def form(self, category: str) -> str:
        """Return the form for a CLDR plural category such as ``one``."""
        return str(getattr(self, category, "") or self.other)
