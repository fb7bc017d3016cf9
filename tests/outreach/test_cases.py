from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from outreach import cases
from outreach.cases import Case, Recorded
from outreach.errors import UnknownCaseError
from outreach.tables import case_changes, case_wordings
from tests.outreach.people import NOW, add_member


@pytest.fixture
def case(database):
    """A case of a member, not recorded yet."""
    with database.write() as connection:
        return Case("C1", add_member(connection), "pension", "received", date(2026, 1, 2))


def read_changes(connection):
    columns = (case_changes.c.earlier_status, case_changes.c.status)
    query = sa.select(*columns).order_by(case_changes.c.id)
    return [tuple(row) for row in connection.execute(query)]


def test_each_other_status_has_a_line_in_the_history(database, case):
    decided = replace(case, status="decided", since=date(2026, 3, 1))
    with database.write() as connection:
        assert cases.record(database, connection, [case], "import", NOW) == Recorded(1, 0, 1)
        assert cases.record(database, connection, [decided], "import", NOW) == Recorded(0, 1, 1)

        assert cases.get_case(connection, "C1") == decided
        assert read_changes(connection) == [(None, "received"), ("received", "decided")]


def test_a_case_as_before_changes_nothing_and_another_date_moves_nothing(database, case):
    later = replace(case, expected_on=date(2026, 9, 1))
    with database.write() as connection:
        cases.record(database, connection, [case], "import", NOW)

        again = cases.record(database, connection, [case], "import", NOW + timedelta(days=1))
        assert again == Recorded(0, 0, 0)
        assert cases.record(database, connection, [later], "import", NOW) == Recorded(0, 1, 0)
        assert len(read_changes(connection)) == 1


def test_a_case_is_found_by_reference_and_by_member(database, case):
    with database.write() as connection:
        cases.record(database, connection, [case], "import", NOW)

        assert cases.find_cases(connection, case.member_id) == [case]
        with pytest.raises(UnknownCaseError):
            cases.get_case(connection, "C2")


def test_the_wording_of_a_kind_comes_before_that_of_any_kind(database):
    rows = [("", "received", "We have it."), ("pension", "received", "We have your claim.")]
    with database.write() as connection:
        for kind, term, wording in rows:
            row = {"kind": kind, "term": term, "locale": "en", "wording": wording}
            connection.execute(sa.insert(case_wordings).values(row))

        def said(*question):
            return cases.get_wording(connection, *question)

        assert said("pension", "received", "en") == "We have your claim."
        assert said("sickness", "received", "en") == "We have it."
        assert said("pension", "decided", "en") is None
        assert said("pension", "received", "fr") is None
