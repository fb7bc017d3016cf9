"""CSV: any delimiter, any encoding, quotes that are closed; a broken line is told by its number."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from outreach.errors import SheetError
from outreach.imports.encoding import check_encoding, find_encoding
from outreach.imports.sheet import Reading, Row, check_file, check_header
from outreach.imports.values import LONGEST

_DELIMITERS = ",;\t|"
_LONGEST_LINE = 1_000_000
_HINT = "sep="  # Excel's first line, which names the delimiter.


class DelimitedSheet:
    """A CSV file that is open for reading."""

    def __init__(self, path: Path, reading: Reading) -> None:
        """Raises SheetError where the file is no CSV file with a header."""
        check_file(path)
        self._path = path
        self.notes: list[str] = []
        self._encoding = self._choose_encoding(reading)
        self._size = path.stat().st_size
        self._raw = path.open("rb")
        self._text = io.TextIOWrapper(
            self._raw, encoding=self._encoding, errors="replace", newline=""
        )
        self._line = 0
        try:
            self.header = self._read_header()
        except BaseException:
            self.close()
            raise

    def _choose_encoding(self, reading: Reading) -> str:
        if reading.encoding:
            return check_encoding(reading.encoding)
        encoding, guessed = find_encoding(self._path)
        if guessed:
            self.notes.append(
                f"The file seems to be in {encoding}; if names look wrong, say --encoding NAME."
            )
        return encoding

    def _read_header(self) -> tuple[str, ...]:
        first = next(self._lines(), "")
        if first[: len(_HINT)].lower() == _HINT and len(first.strip()) <= len(_HINT) + 1:
            delimiter = first[len(_HINT) :].strip("\r\n") or ","
            first = next(self._lines(), "")
        else:
            delimiter = max(_DELIMITERS, key=first.count)
        lines = self._lines(first)
        csv.field_size_limit(LONGEST * 2)
        self._reader = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            return check_header(next(self._reader, []))
        except csv.Error as error:
            raise SheetError(f"The first line cannot be read: {error}.") from None

    def _lines(self, first: str = "") -> Iterator[str]:
        if first:
            yield first
        while line := self._text.readline(_LONGEST_LINE + 1):
            if len(line) > _LONGEST_LINE:
                raise SheetError(
                    f"Line {self._line + 1} has more than {_LONGEST_LINE:,} characters: no row of a"
                    " sheet is so long."
                )
            self._line += 1
            yield line

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the header, and a problem for each stretch that is broken."""
        width = len(self.header)
        while True:
            start = self._line + 1
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Row(start, problem=self._describe(error, start))
                continue
            if any(cells):
                yield _make_row(self._line, cells, width)

    def _describe(self, error: csv.Error, start: int) -> str:
        where = f"lines {start} to {self._line} were" if self._line > start else "the line was"
        fault = "a quotation mark is not closed"
        if "expected after" in str(error):
            fault = "a quotation mark stands inside a cell: write it twice"
        elif "field larger" in str(error) and self._line == start:
            fault = f"a cell is longer than {LONGEST} characters"
        return f"{where} not read: {fault}"

    def done(self) -> tuple[int, int]:
        """Return the bytes that were read, and those of the file."""
        return min(self._raw.tell(), self._size), self._size

    def close(self) -> None:
        """Close the file."""
        self._text.close()


def _make_row(line: int, cells: list[str], width: int) -> Row:
    if len(cells) > width and not any(cells[width:]):
        cells = cells[:width]
    if len(cells) != width:
        problem = f"has {len(cells)} cells where the first line has {width}"
        return Row(line, tuple(cells), problem)
    return Row(line, tuple(cells))
