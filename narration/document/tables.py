"""Tables of data, row by row, each cell after its header: "Month: January; Amount: 120"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from narration.characters import is_spoken
from narration.document.blocks import Block, Kind
from narration.document.inline import Piece, Run, gather, phrase
from narration.document.roles import is_button, is_field
from narration.document.tree import Element, Page

_MAX_COLUMNS = 60
"""Columns whose headers are kept. Spans multiply, so that they must not be believed."""
_MAX_HEADER = 200
"""Characters of a header that is repeated in each row; a longer one is said once, in its own."""
_MAX_LEVELS = 3
_LAID_OUT = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "form"))


def is_data(table: Element) -> bool:
    """Tell a table of data from one that only lays out a page or a form."""
    if table.role in ("presentation", "none"):
        return False
    headed = laid_out = False
    for element in table.descendants():
        if element.tag == "table" or is_field(element) or is_button(element):
            return False
        headed = headed or element.tag == "th"
        laid_out = laid_out or element.tag in _LAID_OUT
    return headed or not laid_out


def read_table(table: Element, page: Page) -> Iterator[Block]:
    """Yield the caption of a table of data, then its rows."""
    rows = [element for element in table.descendants() if element.tag in ("caption", "tr")]
    for caption in (element for element in rows if element.tag == "caption"):
        yield from phrase(caption, Kind.TEXT)
    yield from _Rows(page).read([row for row in rows if row.tag == "tr"])


class _Rows:
    """The rows of one table: which columns are taken by cells above, and how they are headed."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._headers: dict[int, list[Piece]] = {}
        self._taken_until: dict[int, int] = {}
        self._levels = 0
        self._gathered: dict[Element, list[Piece]] = {}

    def read(self, rows: list[Element]) -> Iterator[Block]:
        """Yield the rows that hold data; header rows are said with them, or alone if none do."""
        data = [index for index, row in enumerate(rows) if not _is_header(_cells(row))]
        last_data = max(data, default=-1)
        for index, row in enumerate(rows):
            placed = list(self._place(_cells(row), index))
            heads = len(placed) > 1 and _is_header([cell for cell, _ in placed])
            if heads and index < last_data and self._levels < _MAX_LEVELS:
                self._head(placed)
            else:
                self._levels = 0
                yield from self._row(placed)

    def _place(self, cells: list[Element], row: int) -> Iterator[tuple[Element, range]]:
        """Yield each cell with its columns, beside the cells that reach down from above."""
        column = 0
        for cell in cells:
            while self._taken_until.get(column, -1) >= row:
                column += 1
            end = min(column + _span(cell, "colspan"), max(_MAX_COLUMNS, column + 1))
            yield cell, range(column, end)
            rows = _span(cell, "rowspan")
            if rows > 1 and column < _MAX_COLUMNS:
                last = row + rows - 1
                self._taken_until.update(dict.fromkeys(range(column, end), last))
            column = end

    def _head(self, placed: list[tuple[Element, range]]) -> None:
        """Take a row as headers, below those of a header row right above it."""
        if not self._levels:
            self._headers = {}
        self._levels += 1
        for cell, columns in placed:
            header = self._header(cell)
            for column in columns if header else ():
                above = self._headers.get(column, [])
                joined = [*above, Piece(" ", cell.delivery), *header] if above else header
                self._headers[column] = joined

    def _header(self, cell: Element) -> list[Piece]:
        """Return what a header cell says, nothing if that is too long to be repeated."""
        pieces = self._cell(cell)
        return pieces if sum(len(piece.text) for piece in pieces) <= _MAX_HEADER else []

    def _cell(self, cell: Element) -> list[Piece]:
        known = self._gathered.get(cell)
        if known is None:
            pieces = [piece for piece in gather(cell) if piece.text]
            known = _without_colon(pieces) if _says(pieces) else []
            self._gathered[cell] = known
        return known

    def _row(self, placed: list[tuple[Element, range]]) -> list[Block]:
        run = Run()
        row_header = False
        for cell, columns in placed:
            pieces = self._cell(cell)
            if not pieces:
                continue
            header = self._header_of(cell, columns.start)
            if run.pieces:
                names = row_header and cell.tag == "td" and not header
                run.separate(": " if names else "; ")
            if header:
                run.pieces.extend(header)
                run.separate(": ")
            run.pieces.extend(pieces)
            row_header = cell.tag == "th" and not header
        return run.take(Kind.TEXT)

    def _header_of(self, cell: Element, column: int) -> list[Piece]:
        """Return the headers that a cell names by id, else those of its column."""
        named = [header for header in self._page.referenced(cell, "headers") if header is not cell]
        joined: list[Piece] = []
        for header in named:
            pieces = self._header(header)
            if joined and pieces:
                joined.append(Piece(", ", header.delivery))
            joined.extend(pieces)
        return joined or self._headers.get(column, [])


def _cells(row: Element) -> list[Element]:
    return [
        child
        for child in row.children
        if isinstance(child, Element) and child.tag in ("td", "th") and not child.hidden
    ]


def _is_header(cells: list[Element]) -> bool:
    """Tell whether a row heads the columns: header cells only, but for an empty corner."""
    return any(cell.tag == "th" for cell in cells) and all(
        not cell.get("scope").lower().startswith("row") if cell.tag == "th" else _is_empty(cell)
        for cell in cells
    )


def _is_empty(cell: Element) -> bool:
    return not any(isinstance(child, Element) or is_spoken(child) for child in cell.children)


def _span(cell: Element, name: str) -> int:
    digits = "".join(takewhile(str.isdecimal, cell.get(name)))[:4]
    return max(1, int(digits)) if digits else 1


def _says(pieces: list[Piece]) -> bool:
    return any(is_spoken(piece.text) for piece in pieces)


def _without_colon(pieces: list[Piece]) -> list[Piece]:
    """Drop white space and a colon at the end, where punctuation will be added."""
    while pieces and not pieces[-1].text.strip():
        pieces = pieces[:-1]
    last = pieces[-1]
    return [*pieces[:-1], last._replace(text=last.text.rstrip().removesuffix(":"))]
