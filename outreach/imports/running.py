"""An import from beginning to end: rows are read one at a time and written in batches.

Each batch is a transaction, so an import that is interrupted is simply run again: a row that is
in place already changes nothing. A dry run does the same and undoes every batch.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

import sqlalchemy as sa

from outreach.database import Database
from outreach.imports.columns import Columns, find_columns
from outreach.imports.delimited import DelimitedSheet
from outreach.imports.doubts import Doubt, describe_doubts
from outreach.imports.parsing import Parser, Reader, is_refused, parse_all
from outreach.imports.repetitions import Repetitions
from outreach.imports.scratch import Scratch
from outreach.imports.sheet import Problem, Reading, Sheet
from outreach.imports.values import DateOrder
from outreach.imports.workbook import WorkbookSheet

BATCH = 5000
"""Rows of a transaction: fewer cost more, and more keep other writers waiting on SQLite."""
_ZIP = b"PK\x03\x04"

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Options:
    """How to import; `at` is the moment that is recorded, `mapped` a column's field by hand."""

    at: datetime
    mapped: Mapping[str, str] = field(default_factory=dict)
    dates: DateOrder | None = None
    reading: Reading = field(default_factory=Reading)
    erase_empty: bool = False
    dry_run: bool = False
    all_or_nothing: bool = False
    source: str = "import"


@dataclass(slots=True)
class Tally:
    """How many rows were new, changed something, or changed nothing, those refused, and doubts."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    doubts: Counter[tuple[str, Doubt]] = field(default_factory=Counter)


@dataclass(slots=True)
class Outcome:
    """What became of the rows; `written` is False where nothing was to be, or could be.

    `unlinked` are rows that were written without the other row they point to.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: int = 0
    unlinked: int = 0
    written: bool = True
    notes: list[str] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)

    @property
    def read(self) -> int:
        """The rows of the file."""
        return self.new + self.changed + self.unchanged + self.failed


class Importer(Protocol[Record]):
    """One kind of rows: the fields they have, how they are read, and how they are written."""

    aliases: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    by_reference: bool
    """Whether the reference alone tells rows apart."""

    @property
    def reader(self) -> Reader:
        """What parses the rows."""

    def key(self, record: Record) -> str:
        """Return what no two rows of a file may have in common."""

    def write(self, connection: sa.Connection, records: list[tuple[int, Record]]) -> Tally:
        """Put records, each with its line, into the database."""

    def finish(self, connection: sa.Connection) -> list[Problem]:
        """Do what had to wait for the last row."""


class Observer(Protocol):
    """Who watches an import."""

    def problem(self, problem: Problem) -> None:
        """Take note of a row that was refused."""

    def progress(self, done: int, whole: int) -> None:
        """Take note of how far it has come."""


MakeImporter = Callable[[Scratch], Importer[Any]]


def open_sheet(path: Path, reading: Reading) -> Sheet:
    """Return a file open for reading: xlsx by its first bytes, else CSV. Raises SheetError."""
    try:
        with path.open("rb") as stream:
            packed = stream.read(len(_ZIP)) == _ZIP
    except OSError:
        packed = False  # The sheet's own error says what is wrong with the file.
    return WorkbookSheet(path, reading) if packed else DelimitedSheet(path, reading)


def import_file(
    database: Database, path: Path, make: MakeImporter, options: Options, observer: Observer
) -> Outcome:
    """Import a file, or all of it or nothing. Raises SheetError, DatabaseUnavailableError."""
    with _sparing_garbage_collection():
        if options.all_or_nothing and not options.dry_run:
            rehearsal = _Run(database, path, make, replace(options, dry_run=True)).run(observer)
            if rehearsal.failed or rehearsal.unlinked:
                return rehearsal
        return _Run(database, path, make, options).run(observer)


@contextmanager
def _sparing_garbage_collection() -> Iterator[None]:
    """Have only the rows looked through for garbage, not the whole program again and again."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


class _Run(Generic[Record]):
    """One pass through a file."""

    def __init__(
        self, database: Database, path: Path, make: MakeImporter, options: Options
    ) -> None:
        self._database = database
        self._path = path
        self._options = options
        self._scratch = Scratch()
        self._repetitions = Repetitions(self._scratch)
        self._importer: Importer[Record] = make(self._scratch)
        self._doubts: Counter[tuple[str, Doubt]] = Counter()
        self._outcome = Outcome(written=not options.dry_run)

    def run(self, observer: Observer) -> Outcome:
        with (
            closing(self._scratch),
            closing(open_sheet(self._path, self._options.reading)) as sheet,
        ):
            columns = self._find_columns(sheet)
            if self._importer.by_reference:
                with closing(open_sheet(self._path, self._options.reading)) as before:
                    self._repetitions.look_through(before, columns)
            self._outcome.attributes = list(columns.attributes)
            # Closed here, the processes that parse end with the import whatever ends it.
            with closing(self._read(sheet, columns, observer)) as records, self._whole() as whole:
                while batch := list(islice(records, BATCH)):
                    self._write(batch, whole, observer)
                    observer.progress(*sheet.done())
                self._finish(whole, observer)
            self._outcome.notes = [*sheet.notes, *describe_doubts(self._doubts)]
        return self._outcome

    def _find_columns(self, sheet: Sheet) -> Columns:
        return find_columns(
            sheet.header,
            self._importer.aliases,
            mapped=self._options.mapped,
            required=self._importer.required,
        )

    def _read(
        self, sheet: Sheet, columns: Columns, observer: Observer
    ) -> Generator[tuple[int, Record]]:
        parser = Parser(self._importer.reader, columns)
        for line, parsed in parse_all(parser, sheet.rows()):
            refused = is_refused(parsed)
            key = parsed[0].reference if refused else self._importer.key(parsed)
            problems = [*parsed] if refused else []
            other = self._repetitions.find(line)
            if other is not None:
                text = f"has the reference of line {other}: leave one of them out"
                problems.append(Problem(line, text, reference=key))
            elif not refused and (earlier := self._scratch.remember(key, line)) is not None:
                text = f"is in line {earlier} already"
                problems.append(Problem(line, text, reference=key.partition("\n")[0]))
            if problems:
                self._refuse(problems, observer)
            else:
                yield line, parsed

    def _refuse(self, problems: list[Problem], observer: Observer) -> None:
        self._outcome.failed += len({problem.line for problem in problems})
        for problem in problems:
            observer.problem(problem)

    def _whole(self) -> AbstractContextManager[sa.Connection | None]:
        """Return the one transaction of an import that is all or nothing."""
        if self._options.all_or_nothing and not self._options.dry_run:
            return self._database.write()
        return nullcontext()

    def _write(
        self, batch: list[tuple[int, Record]], whole: sa.Connection | None, observer: Observer
    ) -> None:
        with nullcontext(whole) if whole else self._database.write() as connection:
            tally = self._importer.write(connection, batch)
            self._undo_rehearsal(connection)
        self._doubts += tally.doubts
        self._outcome.new += tally.new
        self._outcome.changed += tally.changed
        self._outcome.unchanged += tally.unchanged
        self._refuse(tally.problems, observer)

    def _finish(self, whole: sa.Connection | None, observer: Observer) -> None:
        with nullcontext(whole) if whole else self._database.write() as connection:
            problems = self._importer.finish(connection)
            self._undo_rehearsal(connection)
        self._outcome.unlinked = len(problems)
        for problem in problems:
            observer.problem(problem)

    def _undo_rehearsal(self, connection: sa.Connection) -> None:
        if self._options.dry_run:
            connection.rollback()
