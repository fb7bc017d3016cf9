"""The fields of one row: each parsed by its own rule, each problem kept with its column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any

from outreach.errors import AddressError
from outreach.imports.columns import Columns
from outreach.imports.sheet import Problem, Row
from outreach.imports.values import Cell, clean
from outreach.spreadsheets import strip_guard


class Nothing(Enum):
    """What a field is that has no value."""

    EMPTY = "empty"  # Its cell is there, with nothing in it.
    ABSENT = "absent"  # It has no column, or a cell with a problem.


EMPTY, ABSENT = Nothing.EMPTY, Nothing.ABSENT

_LONGEST_REFERENCE = 200


class RowError(Exception):
    """A row that cannot be imported, with all its problems."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


class Fields:
    """Reads one row's fields; `check` raises what was found wrong on the way."""

    def __init__(self, row: Row, columns: Columns) -> None:
        self._row = row
        self._columns = columns
        self._reference = ""
        self._problems: list[Problem] = []

    def take(self, field: str, parse: Callable[[Cell], Any]) -> Any:
        """Return a field's value, EMPTY or ABSENT."""
        place = self._columns.fields.get(field)
        return ABSENT if place is None else self._parse(place, parse)

    def take_all(self, parsers: Mapping[str, Callable[[Cell], Any]]) -> dict[str, Any]:
        """Return those of several fields that have a column, as `take` does."""
        return {
            field: self._parse(place, parsers[field])
            for field, place in self._columns.fields.items()
            if field in parsers
        }

    def take_reference(self, field: str = "reference") -> str:
        """Return a reference, which has to be there."""
        found = self.take(field, parse_reference)
        if found is EMPTY:
            self.refuse(field, "is missing")
        self._reference = found if isinstance(found, str) else ""
        return self._reference

    def take_required(self, field: str, parse: Callable[[Cell], Any]) -> Any:
        """Return a field's value; an empty cell is a problem."""
        found = self.take(field, parse)
        if found is EMPTY:
            self.refuse(field, "is missing")
        return found

    def take_attributes(self) -> dict[str, Any]:
        """Return the attributes: text, or EMPTY."""
        found = {name: self._parse(place, str) for name, place in self._columns.attributes.items()}
        return {name: value for name, value in found.items() if value is not ABSENT}

    def refuse(self, field: str, text: str) -> None:
        """Keep a problem of a field as a whole."""
        self._problems.append(Problem(self._row.line, text, self._columns.name(field)))

    def check(self) -> None:
        """Raise RowError if anything was wrong."""
        if self._row.problem:
            raise RowError([Problem(self._row.line, self._row.problem)])
        if self._problems:
            raise RowError(
                [
                    Problem(each.line, each.text, each.column, self._reference, each.cell)
                    for each in self._problems
                ]
            )

    def _parse(self, place: int, parse: Callable[[Cell], Any]) -> Any:
        cell: Cell = self._row.cells[place]
        try:
            if isinstance(cell, str):
                cell = strip_guard(clean(cell))
                if not cell:
                    return EMPTY
            return parse(cell)
        except (ValueError, AddressError) as error:
            shown = str(cell)[:200]
            column = self._columns.header[place]
            self._problems.append(Problem(self._row.line, str(error), column, cell=shown))
            return ABSENT


def parse_reference(cell: Cell) -> str:
    """Return a reference of the institution's own."""
    if isinstance(cell, date):
        raise ValueError("is a date: format the column as text")
    if len(cell) > _LONGEST_REFERENCE:
        raise ValueError(f"is longer than {_LONGEST_REFERENCE} characters")
    return cell


def parse_text(cell: Cell) -> str:
    """Return a name or another short text on one line."""
    text = " ".join(str(cell).split())
    if len(text) > 500:
        raise ValueError("is longer than 500 characters")
    return text
