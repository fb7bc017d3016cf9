"""xlsx: the values of one worksheet, never its formulas; a bomb in the archive is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from outreach.errors import SheetError
from outreach.imports.sheet import MOST_COLUMNS, Reading, Row, check_file, check_header
from outreach.imports.values import Cell
from outreach.spreadsheets import check_archive


class WorkbookSheet:
    """A worksheet of an xlsx file that is open for reading."""

    def __init__(self, path: Path, reading: Reading) -> None:
        """Raises SheetError where the file is no xlsx file, or its sheet has no header."""
        check_file(path)
        check_archive(path)
        self.notes: list[str] = []
        try:
            self._book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        except Exception as error:  # openpyxl lets through whatever its many parsers raise.
            raise SheetError(f"{path} is no xlsx file that can be read.") from error
        self._number = 1
        try:
            self._sheet = self._choose(reading.worksheet)
            self._rows = self._iterate()
            self.header = check_header([_to_text(cell) for cell in next(self._rows, ())])
        except BaseException:
            self.close()
            raise

    def _choose(self, name: str | None) -> Any:
        names = [sheet.title for sheet in self._book.worksheets]
        if name is None and names:
            if len(names) > 1:
                self.notes.append(f"Read from the first sheet, {names[0]}; --sheet takes another.")
            return self._book.worksheets[0]
        if name not in names:
            raise SheetError(f"There is no sheet of that name; there are: {', '.join(names)}.")
        return self._book[name]

    def _iterate(self) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1)
        except Exception as error:  # As above: the rows are parsed as they are asked for.
            raise SheetError("The xlsx file is broken: save it anew, or as CSV.") from error

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the header."""
        width = len(self.header)
        for values in self._rows:
            self._number += 1
            cells = [_read(value) for value in values]
            if not any(cells):
                continue
            if any(cells[width:]):
                problem = f"has cells right of its {width} named columns"
                yield Row(self._number, tuple(cells), problem)
                continue
            yield Row(self._number, tuple((cells + [""] * width)[:width]))

    def done(self) -> tuple[int, int]:
        """Return the rows that were read, and those of the sheet as far as it says so."""
        return self._number, self._sheet.max_row or self._number

    def close(self) -> None:
        """Close the file."""
        self._book.close()


def _read(value: Any) -> Cell:
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value
    return _to_text(value)


def _to_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # Excel keeps 612345678 as 612345678.0.
    return str(value)
