"""A sheet: a header, and rows that are read one at a time, whatever the size of the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from outreach.errors import SheetError
from outreach.imports.values import Cell, is_text

MOST_COLUMNS = 1000


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at one place: the line (or the row of a sheet), the column if it is one's."""

    line: int
    text: str
    column: str = ""
    reference: str = ""
    cell: str = ""


class Row(NamedTuple):
    """The cells of one line, as many as the header has; `problem` if they are not to be used."""

    line: int
    cells: tuple[Cell, ...] = ()
    problem: str = ""


class Sheet(Protocol):
    """A file that is open for reading; `header` as it is written, `notes` for who imports it."""

    header: tuple[str, ...]
    notes: list[str]

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the header; those without any cell are left out."""

    def done(self) -> tuple[int, int]:
        """Return how far reading has come, and how far it will go, in the same unit."""

    def close(self) -> None:
        """Close the file."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read a file: its `encoding` if it is known, the name of its worksheet."""

    encoding: str | None = None
    worksheet: str | None = None


def check_header(cells: list[str]) -> tuple[str, ...]:
    """Return a header without blanks at its ends. Raises SheetError."""
    header = tuple(" ".join(cell.replace("\ufeff", "").split()) for cell in cells)
    while header and not header[-1]:
        header = header[:-1]
    if not header:
        raise SheetError("The first line has to name the columns; it is empty.")
    if len(header) > MOST_COLUMNS:
        raise SheetError(f"There are {len(header)} columns; {MOST_COLUMNS} are the most.")
    for number, name in enumerate(header, 1):
        if not name:
            raise SheetError(f"Column {number} has no name in the first line.")
        if len(name) > 200 or not is_text(name):
            raise SheetError(f"Column {number} has a name that is too long, or is no text.")
    return header


def check_file(path: Path) -> None:
    """Raise SheetError where there is nothing to read."""
    try:
        if not path.is_file():
            raise SheetError(f"{path} is no file.")
        if path.stat().st_size == 0:
            raise SheetError(f"{path} is empty.")
    except OSError as error:
        raise SheetError(f"{path} cannot be read: {error.strerror}.") from None
