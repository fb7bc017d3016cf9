"""Rows of a file that share a reference: nobody can tell which of them is right, so none is taken.

The file is gone through once before the import, for its references alone: a row that is refused for
another reason counts too, or the second of two would take the place of the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from outreach.imports.columns import Columns
from outreach.imports.scratch import Scratch
from outreach.imports.sheet import Row, Sheet
from outreach.imports.values import clean
from outreach.spreadsheets import strip_guard

_BATCH = 10_000


class Repetitions:
    """Which lines of a sheet share a reference with another; what is found lies on disk."""

    def __init__(self, scratch: Scratch) -> None:
        self._scratch = scratch
        self._any = False

    def look_through(self, sheet: Sheet, columns: Columns) -> None:
        """Go through all rows of a sheet, which cannot be read again afterwards."""
        place = columns.fields["reference"]
        found = ((row.line, key) for row in sheet.rows() if (key := _read_reference(row, place)))
        self._any = self._scratch.find_repetitions(_split(found))

    def find(self, line: int) -> int | None:
        """Return another line with the same reference, or None."""
        return self._scratch.find_repetition(line) if self._any else None


def _read_reference(row: Row, place: int) -> str:
    cell = row.cells[place] if place < len(row.cells) else ""
    try:
        return strip_guard(clean(cell)) if isinstance(cell, str) else ""
    except ValueError:
        return ""  # The import itself refuses the row.


def _split(rows: Iterator[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch
