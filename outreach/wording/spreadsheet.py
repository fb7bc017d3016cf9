"""Wordings as a spreadsheet with the languages side by side, for translators without tools.

A row a text; the row called ``reviewed_by`` under each wording takes the reviewers' names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

import locales
from outreach.errors import WordingError
from outreach.spreadsheets import check_archive
from outreach.wording.exchange import Entry, list_entries
from outreach.wording.template import SOURCE, Template

_HEADER = ("template", "channel", "field")
_REVIEWED = "reviewed_by"
_WIDTHS = (24, 9, 12)
_TEXT_WIDTH = 48
_MAX_ROWS = 20_000
_MAX_COLUMNS = 100  # Shorter rows are filled up to it.
_STALE = PatternFill("solid", fgColor="FFF2CC")


def write_spreadsheet(templates: Iterable[Template]) -> bytes:
    """Return the ``.xlsx`` of all wordings; those whose source has changed stand on yellow."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Wordings"
    sheet.append([*_HEADER, *locales.SUPPORTED])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "D2"
    for index in range(len(_HEADER) + len(locales.SUPPORTED)):
        width = _WIDTHS[index] if index < len(_WIDTHS) else _TEXT_WIDTH
        sheet.column_dimensions[get_column_letter(index + 1)].width = width
    for template in templates:
        for row in _make_rows(template):
            _write_row(sheet, row)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _make_rows(template: Template) -> Iterator[Sequence[Entry | str]]:
    columns = [list(list_entries(template, locale)) for locale in locales.SUPPORTED]
    for entries in zip(*columns, strict=True):
        first = entries[0]
        yield (first.template, first.channel, first.field, *entries)
        if first.field == "body":
            names = [entry.reviewed_by or "" for entry in entries]
            yield (first.template, first.channel, _REVIEWED, *names)


def _write_row(sheet: Any, row: Sequence[Entry | str]) -> None:
    number = sheet.max_row + 1
    for column, value in enumerate(row, 1):
        text = value if isinstance(value, str) else value.text
        cell = sheet.cell(number, column)
        cell.value = text
        cell.data_type = "s"  # A text that begins with = is no formula.
        rtl = isinstance(value, Entry) and locales.is_rtl(value.locale)
        cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=2 if rtl else 0)
        if isinstance(value, Entry) and value.stale:
            cell.fill = _STALE


def read_spreadsheet(content: bytes) -> Iterator[Entry]:
    """Yield the entries of an ``.xlsx``; empty cells say nothing. Raises WordingError."""
    try:
        check_archive(BytesIO(content))
        book = load_workbook(BytesIO(content), read_only=True, data_only=False)
        rows = list(book.worksheets[0].iter_rows(max_row=_MAX_ROWS, max_col=_MAX_COLUMNS))
    except Exception as error:  # openpyxl lets through whatever its many parsers raise.
        raise WordingError("the file cannot be read as a spreadsheet (.xlsx)") from error
    header = [str(cell.value or "").strip() for cell in rows[0]] if rows else []
    unknown = [name for name in header[len(_HEADER) :] if name and name not in locales.SUPPORTED]
    if tuple(header[: len(_HEADER)]) != _HEADER or SOURCE not in header or unknown:
        expected = ", ".join([*_HEADER, *locales.SUPPORTED])
        raise WordingError(f"the first row has to name the columns: {expected}")
    cells = [_read_row(row, number) for number, row in enumerate(rows[1:], 2)]
    yield from _make_entries([dict(zip(header, row, strict=False)) for row in cells])


def _read_row(row: Sequence[Any], number: int) -> list[str]:
    if any(cell.data_type == "f" for cell in row):
        raise WordingError(f"row {number} holds a formula: only texts are taken in")
    return ["" if cell.value is None else str(cell.value) for cell in row]


def _make_entries(rows: Sequence[dict[str, str]]) -> Iterator[Entry]:
    reviewers = {
        (row["template"], row["channel"]): row for row in rows if row.get("field") == _REVIEWED
    }
    for row in rows:
        if not row.get("template") or row.get("field") == _REVIEWED:
            continue
        names = reviewers.get((row["template"], row["channel"]), {})
        for locale in locales.SUPPORTED:
            if row.get(locale, "").strip():
                yield Entry(
                    row["template"],
                    row["channel"],
                    row["field"],
                    locale,
                    row[SOURCE],
                    row[locale],
                    names.get(locale, "").strip() or None,
                    confirmed=False,
                )
