from datetime import date

import pytest

from outreach.cases import get_case, get_wording
from outreach.members import find_events, find_ids
from tests.outreach.imports.test_members import tally

MEMBERS = "ref\nM1\nM2\n"


@pytest.fixture
def importing_for(importing):
    """Imports for members who exist already."""
    importing(MEMBERS)
    return importing


def read_events(importing, reference="M1"):
    with importing.database.read() as connection:
        member = find_ids(connection, [reference])[reference]
        return [(each.type, each.happened_on) for each in find_events(connection, member)]


def test_events_are_kept_once_in_their_order(importing_for):
    content = "member,event,date\nM1,Retirement,2030-01-01\nM1,birth,2020-02-29\n"

    assert tally(importing_for(content, "events")) == (2, 0, 0, 0)
    assert tally(importing_for(content, "events")) == (0, 0, 2, 0)
    expected = [("birth", date(2020, 2, 29)), ("retirement", date(2030, 1, 1))]
    assert read_events(importing_for) == expected


def test_events_of_nobody_or_of_no_day_are_refused(importing_for):
    content = "member,event,date\nZZ,birth,2020-01-01\nM1,,2020-01-01\nM1,birth,\nM2,birth,1.1.20\n"

    assert tally(importing_for(content, "events")) == (0, 0, 0, 4)
    texts = sorted(importing_for.texts())
    assert [line for line, _, _ in texts] == [2, 3, 4, 5]
    assert texts[0][2] == "is no member's reference"


def test_cases_are_put_as_they_stand(importing_for):
    header = "case,member,kind,status,since,next step,expected\n"
    first = header + "C1,M1,Pension,received,2026-01-02,,\nC2,M2,pension,received,,,2026-09-01\n"
    later = header + "C1,M1,pension,In review,2026-02-01,send form,\n"

    assert tally(importing_for(first, "cases")) == (2, 0, 0, 0)
    assert tally(importing_for(first, "cases")) == (0, 0, 2, 0)
    assert tally(importing_for(later, "cases")) == (0, 1, 0, 0)
    with importing_for.database.read() as connection:
        case = get_case(connection, "C1")
        undated = get_case(connection, "C2")
    assert (case.status, case.next_step, case.since) == ("in_review", "send_form", date(2026, 2, 1))
    assert (undated.since, undated.expected_on) == (date(2026, 5, 4), date(2026, 9, 1))


def test_cases_of_nobody_or_without_a_status_are_refused(importing_for):
    content = "case,member,kind,status\nC1,ZZ,pension,received\nC2,M1,pension,\n"

    assert tally(importing_for(content, "cases")) == (0, 0, 0, 2)


def test_wordings_of_cases_are_replaced_and_languages_may_be_named(importing_for):
    content = "status,language,text\nIn review,French,En cours\nin review,xx,?\nin review,yo,?\n"

    assert tally(importing_for(content, "case_wordings")) == (1, 0, 0, 2)
    changed = "status,language,text\nin review,fr,À l'étude\n"
    assert tally(importing_for(changed, "case_wordings")) == (0, 1, 0, 0)
    with importing_for.database.read() as connection:
        assert get_wording(connection, "pension", "in_review", "fr") == "À l'étude"
