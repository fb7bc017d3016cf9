"""Members from a CSV file into the database, against reading and checking them without one."""

from __future__ import annotations

import csv
import random
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import phonenumbers
import psutil
from email_validator import validate_email

from outreach import migrations
from outreach.database import Database
from outreach.imports import Options, Problem, import_members
from outreach.institution import Institution

ROWS = 200_000
_LANGUAGES = ("fr", "ar", "en", "es", "zh-Hans", "fi", "sv", "id", "ms", "ta")
_HEADER = ("reference", "name", "language", "birth date", "phone", "email", "pension_amount")


def measure(rows: int = ROWS, url: str | None = None) -> dict[str, float]:
    """Return rows a second into the database ÷ rows a second of the bare loop."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_members(Path(folder) / "members.csv", rows)
        bare = _time_bare(path)
        with closing(Database(url or f"sqlite:///{folder}/outreach.sqlite3")) as database:
            migrations.upgrade(database)
            seconds = _time_import(database, path, rows)
    peak = psutil.Process().memory_info().rss / 1e6
    print(
        f"# import: {rows / seconds:,.0f} rows/s, bare {rows / bare:,.0f}; {peak:.0f} MB resident"
    )
    return {"outreach.import": bare / seconds}


def write_members(path: Path, rows: int) -> Path:
    """Write made-up members, each with a phone number and an email address of its own."""
    rng = random.Random(17)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(_HEADER)
        for number in range(rows):
            day = f"{rng.randrange(1940, 2006)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
            phone = f"06{rng.randrange(10_000_000, 35_000_000)}"
            email = f"person{number}@mail{rng.randrange(50)}.example.org"
            language = rng.choice(_LANGUAGES)
            amount = f"{rng.randrange(40_000, 300_000) / 100:.2f}"
            writer.writerow(
                (f"M{number:07}", f"Name {number}", language, day, phone, email, amount)
            )
    return path


def _time_bare(path: Path) -> float:
    """Return the seconds that one process takes to read and check the rows, with no database."""
    start = time.perf_counter()
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            number = phonenumbers.parse(row["phone"], "FR")
            if not phonenumbers.is_valid_number(number):
                raise ValueError("a made-up number is not valid")
            phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            validate_email(row["email"], check_deliverability=False)
    return time.perf_counter() - start


class _Strict:
    """Watches an import in which nothing may be wrong."""

    def problem(self, problem: Problem) -> None:
        raise ValueError(f"line {problem.line}: {problem.text}")

    def progress(self, done: int, whole: int) -> None:
        """Nobody looks."""


def _time_import(database: Database, path: Path, rows: int) -> float:
    institution = Institution("fr", "FR", None, "Europe/Paris")
    start = time.perf_counter()
    outcome = import_members(database, path, institution, Options(at=datetime.now(UTC)), _Strict())
    if outcome.new != rows:
        raise RuntimeError(f"{outcome.new} of {rows} members arrived")
    return time.perf_counter() - start


if __name__ == "__main__":
    print(measure())
