"""What the worker does besides delivery: a table that the application fills.

Every machine runs all of it, so each job may run on several at once, and again at any time: the
rows say what is left to do, and unique keys keep what is done from being done twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from outreach.database import Database

Job = Callable[[Database, datetime], object]
"""Does what is due at a moment."""


def _find_none(_database: Database, _now: datetime) -> Iterable[int]:
    return ()


def _expand_none(_database: Database, _run_id: int, _now: datetime) -> None:
    """Plan nothing."""


@dataclass(frozen=True, slots=True)
class Jobs:
    """The jobs, each under the name that a log tells of its failure.

    `find_runs` makes the runs that are due and returns the numbers of all that are not planned to
    their end; `expand` plans one of them, and may take long. Those of `each_second` are quick and
    come before delivery is woken up; those of `each_minute` run beside it. Nothing begins before
    all `at_start` are done.
    """

    find_runs: Callable[[Database, datetime], Iterable[int]] = _find_none
    expand: Callable[[Database, int, datetime], object] = _expand_none
    each_second: Mapping[str, Job] = field(default_factory=dict)
    each_minute: Mapping[str, Job] = field(default_factory=dict)
    at_start: Mapping[str, Job] = field(default_factory=dict)
