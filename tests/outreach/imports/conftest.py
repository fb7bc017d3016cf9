from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from outreach import imports
from outreach.database import Database
from outreach.imports import Options, Outcome, Problem
from outreach.institution import Institution

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
FRANCE = Institution("fr", "FR", "FR-75C", "Europe/Paris")


@dataclass
class Watcher:
    """Keeps the problems of an import."""

    problems: list[Problem] = field(default_factory=list)

    def problem(self, problem: Problem) -> None:
        self.problems.append(problem)

    def progress(self, done: int, whole: int) -> None:
        assert 0 <= done <= whole


@dataclass
class Importing:
    """Imports files with a test's own options; `problems` are those of the last one."""

    folder: Path
    database: Database | None = None
    problems: list[Problem] = field(default_factory=list)

    def write(self, content: str | bytes, name: str = "members.csv") -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def __call__(
        self, content: str | bytes | Path, kind: str = "members", place=FRANCE, **options
    ) -> Outcome:
        path = content if isinstance(content, Path) else self.write(content)
        watcher = Watcher()
        wanted = Options(**{"at": NOW, **options})
        work = getattr(imports, f"import_{kind}")
        given = (place, wanted) if kind == "members" else (wanted,)
        outcome = work(self.database, path, *given, watcher)
        self.problems = watcher.problems
        return outcome

    def texts(self) -> list[tuple[int, str, str]]:
        return [(each.line, each.column, each.text) for each in self.problems]


@pytest.fixture
def importing(database, tmp_path) -> Importing:
    """Imports into a database of the test's own, on both databases in turn."""
    return Importing(tmp_path, database)
