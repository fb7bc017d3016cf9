"""Which column of a sheet fills which field: by its name, or as the operator maps it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import locales
from outreach.errors import SheetError

IGNORED = "-"
ATTRIBUTE = "attribute:"
_VAGUE = "id"


@dataclass(frozen=True, slots=True)
class Columns:
    """The place of each field and of each attribute in a row, from 0 on; `header` for reports."""

    header: tuple[str, ...]
    fields: Mapping[str, int]
    attributes: Mapping[str, int]

    def name(self, field: str) -> str:
        """Return what the file calls a field."""
        place = self.fields.get(field)
        return field if place is None else self.header[place]


def find_columns(
    header: tuple[str, ...],
    aliases: Mapping[str, tuple[str, ...]],
    *,
    mapped: Mapping[str, str],
    required: Iterable[str],
) -> Columns:
    """Return the columns of a header. Those of no field become attributes.

    `mapped` gives a column's field by hand, ``attribute:NAME``, or ``-`` to leave it out.
    Raises SheetError for columns that clash, fields that are missing, and maps to nothing.
    """
    known = {_simplify(name): field for field, names in aliases.items() for name in (field, *names)}
    by_hand = _read_map(mapped, header, aliases)
    if _VAGUE in known and _means_something_else(header, known, by_hand):
        del known[_VAGUE]
    fields: dict[str, int] = {}
    attributes: dict[str, int] = {}
    for place, name in enumerate(header):
        target = by_hand.get(name) or known.get(_simplify(name)) or ATTRIBUTE + name
        if target == IGNORED:
            continue
        attribute = target.removeprefix(ATTRIBUTE)
        chosen, key = (fields, target) if attribute == target else (attributes, _slug(attribute))
        if key in chosen:
            raise SheetError(
                f"The columns {header[chosen[key]]!r} and {name!r} are both {key}: leave one out"
                f" with --map {name!r}=- or give it another field."
            )
        chosen[key] = place
    missing = next((field for field in required if field not in fields), None)
    if missing:
        raise SheetError(
            f"No column is the {missing}. There are: {', '.join(header)[:500]}."
            f" Say which one it is with --map COLUMN={missing}."
        )
    return Columns(header, fields, attributes)


def _means_something_else(
    header: tuple[str, ...], known: Mapping[str, str], by_hand: Mapping[str, str]
) -> bool:
    """Tell whether ``id`` numbers another program's rows, or is Indonesian among languages."""
    others = [name for name in header if _simplify(name) != _VAGUE]
    taken = {by_hand.get(name) or known.get(_simplify(name)) for name in others}
    return known.get(_VAGUE) in taken or any(name in locales.SUPPORTED for name in others)


def _read_map(
    mapped: Mapping[str, str], header: tuple[str, ...], aliases: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    simple = {_simplify(name): name for name in header}
    chosen = {}
    for given, field in mapped.items():
        column = given if given in header else simple.get(_simplify(given))
        if column is None:
            raise SheetError(f"There is no column {given!r}. There are: {', '.join(header)[:500]}.")
        if field not in aliases and field != IGNORED and not field.startswith(ATTRIBUTE):
            raise SheetError(
                f"{field!r} is no field: {', '.join(aliases)}, {ATTRIBUTE}NAME, or {IGNORED}."
            )
        chosen[column] = field
    return chosen


def _simplify(name: str) -> str:
    """Return a name without what its writers vary: case, accents, blanks and punctuation."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(each for each in decomposed if each.isalnum())


def _slug(name: str) -> str:
    """Return the key of an attribute, which wordings and rules name: ``pension_amount``."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    # Marks are accents in Latin letters, but part of the letter in Tamil and Arabic.
    plain = "".join(each for each in decomposed if unicodedata.category(each) != "Mn")
    slug = _join_words(plain)
    if not slug.isascii():
        slug = _join_words(unicodedata.normalize("NFC", name.casefold()))
    return (f"column_{slug}" if not slug or slug[0].isdigit() else slug)[:40]


def _join_words(text: str) -> str:
    """Return words joined by ``_``; the vowel signs of Tamil are parts of words too."""
    return re.sub(r"[^\w\u0b80-\u0bff]+", "_", text).strip("_")
