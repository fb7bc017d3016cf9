"""Sheets that are opened in office programs, where a cell that begins with ``=`` is executed.

Such a cell is guarded by an apostrophe, which import takes away again. A plain number, a phone
number among them, runs nothing and stands as it is.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from outreach.errors import SheetError

_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
_NUMBER = re.compile(r"[+-]?[0-9][0-9 .,]*")
_GUARD = "'"


def guard(text: str) -> str:
    """Return a cell's text so that no office program executes it."""
    return _GUARD + text if text.startswith(_STARTS) and not _NUMBER.fullmatch(text) else text


def strip_guard(text: str) -> str:
    """Return a cell's text as it was before `guard`."""
    return text[1:] if text[:1] == _GUARD and text[1:].startswith(_STARTS) else text


class SheetWriter:
    """Writes rows of text to a CSV file, or to an xlsx file where the name ends so.

    The file appears at the end, whole, readable by its owner alone: it names people.
    """

    def __init__(self, path: Path, header: Iterable[str]) -> None:
        """Raises SheetError where the file cannot be written."""
        self._path = path
        self._draft = path.with_name(f".{path.name}.part")
        self._book = Workbook(write_only=True) if path.suffix.lower() == ".xlsx" else None
        self._sheet = self._book.create_sheet() if self._book else None
        try:
            self._draft.unlink(missing_ok=True)
            self._draft.touch(mode=0o600)
            self._stream = self._draft.open("w", encoding="utf-8-sig", newline="")
        except OSError as error:
            raise SheetError(f"{path} cannot be written: {error.strerror}.") from None
        self._csv = csv.writer(self._stream)
        self.write(header)

    def write(self, cells: Iterable[str]) -> None:
        """Add a row."""
        if self._sheet is None:
            self._csv.writerow([guard(cell) for cell in cells])
            return
        row = []
        for text in cells:
            cell = WriteOnlyCell(self._sheet, value=text)
            cell.data_type = "s"  # A text, even where it begins with =.
            row.append(cell)
        self._sheet.append(row)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stream.close()
        try:
            if error is not None:
                return
            if self._book:
                self._book.save(self._draft)
            self._draft.replace(self._path)
        finally:
            self._draft.unlink(missing_ok=True)
