"""What all imports have in common on the command line: options, a bar, a report of problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from outreach.actions import record_action
from outreach.database import Database
from outreach.imports import DateOrder, Observer, Options, Outcome, Problem, Reading
from outreach.spreadsheets import SheetWriter
from web.cli import FAILED
from web.cli.actor import actor_option
from web.cli.settings import read_settings
from web.config import Settings
from web.database import open_database

_SHOWN = 5
_HEADER = ("line", "reference", "column", "problem", "cell")

Import = Callable[[Database, Settings, Path, Options, Observer], Outcome]


@dataclass(frozen=True, slots=True)
class Order:
    """The options of an import, as they were given."""

    file: Path
    mapped: tuple[str, ...]
    dates: str | None
    encoding: str | None
    worksheet: str | None
    erase_empty: bool
    dry_run: bool
    all_or_nothing: bool
    report: Path | None
    actor: str

    def make_options(self) -> Options:
        """Return the options in outreach's own terms. Raises click.BadParameter."""
        pairs = [given.rpartition("=") for given in self.mapped]
        if not all(column and field for column, _, field in pairs):
            raise click.BadParameter("write COLUMN=FIELD", param_hint="--map")
        return Options(
            at=datetime.now(UTC),
            mapped={column: field for column, _, field in pairs},
            dates=DateOrder(self.dates) if self.dates else None,
            reading=Reading(self.encoding, self.worksheet),
            erase_empty=self.erase_empty,
            dry_run=self.dry_run,
            all_or_nothing=self.all_or_nothing,
        )

    def get_report(self) -> Path:
        """Return where refused rows are listed."""
        return self.report or Path(f"{self.file.stem}-problems.csv")


_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_DECORATORS = (
    click.argument("file", type=_FILE),
    click.option(
        "--map",
        "mapped",
        multiple=True,
        metavar="COLUMN=FIELD",
        help="A column's field by hand; attribute:NAME names one, - leaves the column out.",
    ),
    click.option(
        "--dates",
        type=click.Choice([*DateOrder]),
        help="Day or month first, where a date does not tell.",
    ),
    click.option("--encoding", help="Of a CSV file, where it is not found out by itself."),
    click.option(
        "--sheet", "worksheet", help="The worksheet of an xlsx file; by default the first."
    ),
    click.option("--erase-empty", is_flag=True, help="An empty cell erases what was there."),
    click.option("--dry-run", is_flag=True, help="Check every row, and write nothing."),
    click.option("--all-or-nothing", is_flag=True, help="Write nothing if any row is refused."),
    click.option(
        "--report",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Where refused rows are listed; by default FILE-problems.csv here.",
    ),
    actor_option,
)


def import_options(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of an import: it takes them as `**given`, for `Order`."""
    for decorator in reversed(_DECORATORS):
        function = decorator(function)
    return function


class Watcher:
    """Moves the bar, lists refused rows in the report, and shows the first few."""

    def __init__(self, bar: Progress, report: Path, closing: ExitStack) -> None:
        self._bar = bar
        self._task = bar.add_task("Importing", total=None)
        self._report = report
        self._closing = closing
        self._writer: SheetWriter | None = None
        self.problems = 0

    def progress(self, done: int, whole: int) -> None:
        """Move the bar."""
        self._bar.update(self._task, completed=done, total=whole)

    def problem(self, problem: Problem) -> None:
        """List a problem; the cell itself is shown in the report alone."""
        if self._writer is None:
            self._writer = self._closing.enter_context(SheetWriter(self._report, _HEADER))
        line = str(problem.line)
        self._writer.write((line, problem.reference, problem.column, problem.text, problem.cell))
        self.problems += 1
        if self.problems <= _SHOWN:
            column = f"{problem.column} " if problem.column else ""
            click.echo(f"line {problem.line}: {column}{problem.text}", err=True)


def run_import(order: Order, kind: str, work: Import) -> None:
    """Import a file as ordered, tell what became of its rows, and fail if any was refused."""
    options, settings = order.make_options(), read_settings()
    with closing(open_database(settings)) as database:
        with _watching(order.get_report()) as watcher:
            outcome = work(database, settings, order.file, options, watcher)
        if outcome.written:
            _record(database, order, kind, options, outcome)
    if not watcher.problems:
        _remove_earlier(order.get_report())
    _tell(order, outcome, watcher)
    if watcher.problems:
        raise click.exceptions.Exit(FAILED)


@contextmanager
def _watching(report: Path) -> Iterator[Watcher]:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    bar = Progress(
        *columns,
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with ExitStack() as closing, bar:
        yield Watcher(bar, report, closing)


def _remove_earlier(report: Path) -> None:
    """Remove the list of an earlier import of the file: nothing on it is wrong any more."""
    with suppress(OSError, UnicodeDecodeError):  # Another's file, or in another form.
        with report.open(encoding="utf-8-sig") as file:
            ours = file.readline().strip() == ",".join(_HEADER)
        if ours:
            report.unlink()


def _record(
    database: Database, order: Order, kind: str, options: Options, outcome: Outcome
) -> None:
    detail: dict[str, Any] = {
        "new": outcome.new,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "refused": outcome.failed,
    }
    with database.write() as connection:
        subject = (kind, order.file.name)
        record_action(connection, order.actor, "imported", subject, at=options.at, detail=detail)


def _tell(order: Order, outcome: Outcome, watcher: Watcher) -> None:
    for note in outcome.notes:
        click.echo(note, err=True)
    if outcome.attributes:
        names = ", ".join(outcome.attributes)
        click.echo(f"Columns that no field has became attributes: {names}", err=True)
    if watcher.problems:
        more = f"{watcher.problems:,} problems" if watcher.problems > 1 else "The problem"
        click.echo(f"{more}: see {order.get_report()}", err=True)
    if not outcome.written:
        click.echo("Nothing was written.", err=True)
    click.echo(
        f"{outcome.read:,} rows: {outcome.new:,} new, {outcome.changed:,} changed, "
        f"{outcome.unchanged:,} as before, {outcome.failed:,} refused"
    )
