"""Reading numbers as people write them, whatever marks they group and divide with."""

from __future__ import annotations

import re
from decimal import Decimal

UNGROUPED = r"\d++(?:[.,'’]\d++)*+"
SPACED = r"\d{1,3}+(?:[%s]\d{3}(?!\d))++(?:[.,]\d{1,3}+)?+"

_MOST_DIGITS = 24
"""Longer runs are no quantities, and exceed the precision of decimal arithmetic (28)."""
_GROUPS = re.compile(r"\d{1,3}(?:.\d{3})+|\d{1,2}(?:,\d{2})*,\d{3}")


def number_pattern(grouping_marks: str) -> str:
    """Return a regular expression for a number; where a plain space groups thousands, with it."""
    spaces = "\xa0 " if " " in grouping_marks else "\xa0"
    return f"(?:{SPACED % spaces}|{UNGROUPED})"


def parse_number(text: str, decimal_mark: str) -> Decimal | None:
    """Return the value of a written number, or None if it is not one (``1.2.3``, ``1,23,4``).

    Two different marks tell which is the decimal one: the last. A single mark followed by exactly
    three digits groups thousands unless it is the language's `decimal_mark`. Groups are of three
    digits, or as in India of two before the last three. More than 24 digits are no number.
    """
    text = re.sub(r"[\s'’]", "", text)
    marks = [character for character in text if character in ".,"]
    point = _decimal_point(text, marks, decimal_mark)
    whole, _, fraction = text.rpartition(point) if point else (text, "", "")
    if re.search("[.,]", whole) and not _GROUPS.fullmatch(whole):
        return None
    digits = re.sub("[.,]", "", whole)
    if len(digits) + len(fraction) > _MOST_DIGITS:
        return None
    return Decimal(f"{digits}.{fraction}" if fraction else digits)


def _decimal_point(text: str, marks: list[str], decimal_mark: str) -> str:
    if not marks:
        return ""
    last = marks[-1]
    if len(set(marks)) == 2:
        return last if marks.count(last) == 1 else ""
    if len(marks) > 1:
        return ""
    whole, _, tail = text.partition(last)
    groups = len(tail) == 3 and len(whole) <= 3 and not whole.startswith("0")
    return "" if groups and last != decimal_mark else last
