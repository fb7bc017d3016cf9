"""Members, life events and cases from the files that institutions have: CSV and xlsx."""

from __future__ import annotations

from pathlib import Path

from outreach.addresses import get_hasher
from outreach.database import Database
from outreach.imports.case_rows import CaseImporter
from outreach.imports.event_rows import EventImporter
from outreach.imports.member_rows import MemberImporter
from outreach.imports.running import Observer, Options, Outcome, import_file
from outreach.imports.sheet import Problem, Reading
from outreach.imports.values import DateOrder
from outreach.imports.wording_rows import WordingImporter
from outreach.institution import Institution

__all__ = [
    "DateOrder",
    "Observer",
    "Options",
    "Outcome",
    "Problem",
    "Reading",
    "import_case_wordings",
    "import_cases",
    "import_events",
    "import_members",
]


def import_members(
    database: Database, path: Path, institution: Institution, options: Options, observer: Observer
) -> Outcome:
    """Import members by reference. Raises SheetError, DatabaseUnavailableError."""
    hasher = get_hasher(database)
    return import_file(
        database,
        path,
        lambda scratch: MemberImporter(database, institution, hasher, options, scratch),
        options,
        observer,
    )


def import_events(database: Database, path: Path, options: Options, observer: Observer) -> Outcome:
    """Import life events of members. Raises SheetError, DatabaseUnavailableError."""
    return import_file(
        database, path, lambda _: EventImporter(database, options), options, observer
    )


def import_cases(database: Database, path: Path, options: Options, observer: Observer) -> Outcome:
    """Import cases of members. Raises SheetError, DatabaseUnavailableError."""
    return import_file(database, path, lambda _: CaseImporter(database, options), options, observer)


def import_case_wordings(
    database: Database, path: Path, options: Options, observer: Observer
) -> Outcome:
    """Import what statuses are called. Raises SheetError, DatabaseUnavailableError."""
    return import_file(database, path, lambda _: WordingImporter(database), options, observer)
