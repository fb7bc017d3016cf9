"""Rows are parsed in processes of their own where a file is long: phone numbers and email
addresses cost more time than the database does."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from typing import Any, Protocol

from outreach.errors import OutreachError
from outreach.imports.columns import Columns
from outreach.imports.fields import Fields, RowError
from outreach.imports.sheet import Problem, Row

CHUNK = 1000
_MOST_PROCESSES = 4
_AHEAD = 8  # Chunks a process that are read before they are needed: a batch takes five.

Parsed = tuple[int, Any]
"""A line, and its record or its list of problems."""


class Reader(Protocol):
    """One kind of rows; sent to other processes, so without a connection of its own."""

    def read(self, fields: Fields) -> Any:
        """Return the record of a row; what is wrong with it is kept in `fields`."""


@dataclass(frozen=True, slots=True)
class Parser:
    """Parses rows of one sheet."""

    reader: Reader
    columns: Columns

    def parse(self, rows: list[Row]) -> list[Parsed]:
        """Return what each row says, or what is wrong with it."""
        return [(row.line, self._parse(row)) for row in rows]

    def _parse(self, row: Row) -> Any:
        fields = Fields(row, self.columns)
        try:
            if row.problem:
                fields.check()
            record = self.reader.read(fields)
            fields.check()
        except RowError as error:
            return error.problems
        return record


def parse_all(parser: Parser, rows: Iterator[Row]) -> Iterator[Parsed]:
    """Yield all rows parsed, in their order; the memory in use does not grow with their number."""
    first = list(islice(rows, CHUNK))
    processes = min(_MOST_PROCESSES, len(os.sched_getaffinity(0)))
    if len(first) < CHUNK or processes < 2:
        return map(_parse_one(parser), chain(first, rows))
    return _parse_beside(parser, chain(first, rows), processes)


def is_refused(parsed: Any) -> bool:
    """Tell whether a row's part of `Parsed` is its problems."""
    return isinstance(parsed, list) and all(isinstance(each, Problem) for each in parsed)


def _parse_one(parser: Parser) -> Callable[[Row], Parsed]:
    return lambda row: parser.parse([row])[0]


def _parse_beside(parser: Parser, rows: Iterable[Row], processes: int) -> Iterator[Parsed]:
    rows = iter(rows)
    waiting: deque[Future[list[Parsed]]] = deque()
    pool = _start_pool(parser, processes)
    try:
        while True:
            while len(waiting) < processes * _AHEAD and (chunk := list(islice(rows, CHUNK))):
                waiting.append(pool.submit(_work, chunk))
            if not waiting:
                return
            yield from waiting.popleft().result()
    except BrokenProcessPool:
        raise OutreachError("A process that read rows was ended: import the file again.") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _start_pool(parser: Parser, processes: int) -> ProcessPoolExecutor:
    """Return processes that never hear Ctrl-C: the parent does, and ends them."""
    # Forking is not safe where threads may run, and a spawned process holds none of our files.
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _begin, (parser,))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        for _ in range(processes):  # One starts with each task, and inherits what is blocked.
            pool.submit(int)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    return pool


_parser: Parser | None = None  # A worker process works for one import.


def _begin(parser: Parser) -> None:
    global _parser  # noqa: PLW0603  # The pool hands its processes nothing else.
    _parser = parser
    gc.freeze()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process where the import was killed: nobody asks for rows any more."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(rows: list[Row]) -> list[Parsed]:
    if _parser is None:
        raise RuntimeError("a worker has to begin before it works")
    return _parser.parse(rows)
