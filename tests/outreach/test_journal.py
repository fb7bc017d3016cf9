"""The file beside the database that remembers opt-outs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from outreach.errors import JournalError
from outreach.journal import DecisionLine, Journal, SuppressionLine

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
STOP = SuppressionLine(NOW, "5f", "sms", "+1", "", "stop", "reply")
NO = DecisionLine(NOW, 7, "a0", "sms", "promotion", False, "preferences")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "var" / "suppressions.jsonl"


def test_lines_are_read_back_as_they_were_added(path):
    Journal(path).append(STOP, NO)
    Journal(path).append(STOP)

    assert list(Journal(path).read()) == [STOP, NO, STOP]


def test_a_journal_that_was_never_written_is_empty(path):
    assert list(Journal(path).read()) == []


def test_nobody_else_may_read_it(path):
    Journal(path).append(STOP)

    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("broken", [b'{"kind": "suppr', b"\xff\xfe", b"[]", b'{"kind": "new"}'])
def test_a_torn_line_costs_no_other(path, broken):
    journal = Journal(path)
    journal.append(STOP)
    path.write_bytes(path.read_bytes() + broken)

    Journal(path).append(NO)

    assert list(journal.read()) == [STOP, NO]


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "var").write_text("a file")

    with pytest.raises(JournalError, match="cannot be kept"):
        Journal(tmp_path / "var" / "suppressions.jsonl")
