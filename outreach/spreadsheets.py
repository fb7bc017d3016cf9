"""Sheets that are opened in office programs, where a cell that begins with ``=`` is executed.

Such a cell is guarded by an apostrophe, which import takes away again. A plain number, a phone
number among them, runs nothing and stands as it is.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedWriter, BytesIO, FileIO
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from lxml.etree import SerialisationError
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from outreach.errors import SheetError

_LARGEST = 4_000_000_000  # Bytes of all parts, unpacked.
_LARGEST_TEXTS = 600_000_000  # Bytes of the table of texts, which lies in memory.
_MOST_PACKED = 200  # Times that a part may grow; honest ones grow 5 to 30 times.
_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
_NUMBER = re.compile(r"[+-]?[0-9][0-9 .,]*")
_GUARD = "'"


def guard(text: str) -> str:
    """Return a cell's text so that no office program executes it."""
    return _GUARD + text if text.startswith(_STARTS) and not _NUMBER.fullmatch(text) else text


def strip_guard(text: str) -> str:
    """Return a cell's text as it was before `guard`."""
    return text[1:] if text[:1] == _GUARD and text[1:].startswith(_STARTS) else text


def check_archive(file: Path | BytesIO) -> None:
    """Raise SheetError for an xlsx file that is none, or that unpacks to far more than it is."""
    name = file if isinstance(file, Path) else "The file"
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise SheetError(
            f"{name} is no xlsx file; older formats and protected files have to be saved anew."
        ) from error
    texts = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    packed = any(
        part.file_size > 10_000_000 and part.file_size > part.compress_size * _MOST_PACKED
        for part in parts
    )
    if sum(part.file_size for part in parts) > _LARGEST or texts > _LARGEST_TEXTS or packed:
        raise SheetError(f"{name} unpacks to more than a sheet of rows holds: save it as CSV.")


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
        with self._translated():
            self._draft.unlink(missing_ok=True)
            self._draft.touch(mode=0o600)
            self._stream = self._draft.open("w", encoding="utf-8-sig", newline="")
        self._csv = csv.writer(self._stream)
        self.write(header)

    def write(self, cells: Iterable[str]) -> None:
        """Add a row. Raises SheetError where there is no room for it."""
        with self._translated():
            if self._sheet is None:
                self._csv.writerow([guard(cell) for cell in cells])
                return
            row = []
            for text in cells:
                cell = WriteOnlyCell(self._sheet, value=text)
                cell.data_type = "s"  # A text, even where it begins with =.
                row.append(cell)
            self._sheet.append(row)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (OSError, SerialisationError) as error:
            reason = getattr(error, "strerror", None) or "there seems to be no room"
            raise SheetError(f"{self._path} cannot be written: {reason}.") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            with self._translated() if error is None else suppress(OSError):
                self._stream.close()
            if error is None:
                self._keep()
            elif self._sheet is not None:
                # Left to itself, it would tell of the error once more when it is thrown away.
                with suppress(OSError, SerialisationError):
                    self._sheet.close()
        finally:
            self._draft.unlink(missing_ok=True)

    def _keep(self) -> None:
        with self._translated():
            if self._book:
                stream = BufferedWriter(_Draft(self._draft, "wb"))
                self._book.save(stream)
                stream.close()
            self._draft.replace(self._path)


class _Draft(FileIO):
    """A file that fails once: an archive that is thrown away goes on writing, and tells of it."""

    _failed = False

    def write(self, data: Any, /) -> int:
        """Write, but after a failure do nothing."""
        if self._failed:
            return memoryview(data).nbytes
        try:
            return super().write(data)
        except OSError:
            self._failed = True
            raise
