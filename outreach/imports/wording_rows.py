"""Rows of wordings of cases: what a status or a next step is called in a locale."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import sqlalchemy as sa

import locales
from outreach.cases import ANY_KIND
from outreach.database import Database
from outreach.imports import aliases
from outreach.imports.fields import Fields, parse_text
from outreach.imports.running import Tally
from outreach.imports.sheet import Problem
from outreach.imports.values import Cell, parse_language, parse_word
from outreach.tables import case_wordings


@dataclass(frozen=True, slots=True)
class WordingRecord:
    """What a row says."""

    kind: str
    term: str
    locale: str
    wording: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What it words."""
        return self.kind, self.term, self.locale


class WordingReader:
    """Reads rows."""

    def read(self, fields: Fields) -> WordingRecord:
        """Return what a row says; a term without a kind is of every kind."""
        kind = fields.take("kind", parse_word)
        return WordingRecord(
            kind if isinstance(kind, str) else ANY_KIND,
            fields.take_required("term", parse_word),
            fields.take_required("locale", _parse_locale),
            fields.take_required("wording", parse_text),
        )


def _parse_locale(cell: Cell) -> str:
    found = locales.find_supported(parse_language(cell))
    if found is None:
        raise ValueError(f"is none of {' '.join(locales.SUPPORTED)}")
    return found


class WordingImporter:
    """Writes wordings of cases."""

    aliases = aliases.CASE_WORDING
    required: tuple[str, ...] = ("term", "locale", "wording")
    by_reference = False
    reader = WordingReader()

    def __init__(self, database: Database) -> None:
        self._database = database

    def key(self, record: WordingRecord) -> str:
        """Return what a row words."""
        return "\n".join(record.key)

    def write(self, connection: sa.Connection, records: list[tuple[int, WordingRecord]]) -> Tally:
        """Put the wordings in place of earlier ones."""
        known = {
            (row.kind, row.term, row.locale): row.wording
            for row in connection.execute(sa.select(case_wordings))
        }
        rows = [each for _, each in records]
        changed = [each for each in rows if known.get(each.key) != each.wording]
        if changed:
            insert = self._database.insert(case_wordings)
            statement = insert.on_conflict_do_update(
                index_elements=["kind", "term", "locale"],
                set_={"wording": insert.excluded.wording},
            )
            connection.execute(statement, [asdict(each) for each in changed])
        new = sum(each.key not in known for each in changed)
        return Tally(new, len(changed) - new, len(rows) - len(changed))

    def finish(self, connection: sa.Connection) -> list[Problem]:
        """Nothing waits for the last row."""
        return []
