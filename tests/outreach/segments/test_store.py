import pytest

from outreach.errors import SegmentError
from outreach.segments import check_names, find_unheard_of, get_segment, parse_rule, save_segment
from tests.outreach.segments.people import NOW, add_campaign, add_event, add_member


def save(database, data, name="old"):
    with database.write() as connection:
        save_segment(connection, name, parse_rule(data), "ann", NOW)


def load(database, name="old"):
    with database.read() as connection:
        return get_segment(connection, name)


@pytest.mark.parametrize("data", [{}, {"all": [{"language": "fi"}, {"event": "birth"}]}])
def test_a_segment_comes_back_as_it_was_saved(database, data):
    save(database, data)

    assert load(database) == parse_rule(data)


def test_a_segment_takes_the_place_of_an_earlier_one(database):
    save(database, {"everyone": True})
    save(database, {"language": "fi"})

    assert load(database) == parse_rule({"language": "fi"})


def test_a_segment_that_does_not_exist_is_an_error(database):
    with pytest.raises(SegmentError, match="no segment 'old'"):
        load(database)


@pytest.mark.parametrize("name", ["", "  ", "two\nlines", "x" * 101])
def test_a_name_fits_in_one_line(database, name):
    with pytest.raises(SegmentError, match="name has 1 to 100"):
        save(database, {}, name)


def test_what_no_member_has_is_pointed_out(database):
    known = [{"field": "attribute.job", "op": "unset"}, {"event": "birth"}]
    unknown = [{"field": "attribute.jobb", "op": "set"}, {"not": {"event": "brith"}}]
    with database.write() as connection:
        member = add_member(connection, "aino", attributes={"job": "baker"})
        add_event(connection, member, "birth", NOW.date())

        found = find_unheard_of(connection, parse_rule({"any": known + unknown}))

    assert found == ["attribute.jobb", "brith"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({"not": {"stage": "young"}}, "no stage 'young'"),
        ({"any": [{"campaign": "Autumn", "outcome": "sent"}]}, "no campaign 'Autumn'"),
    ],
)
def test_a_rule_that_names_nothing_is_an_error(database, data, problem):
    with database.read() as connection, pytest.raises(SegmentError, match=problem):
        check_names(connection, parse_rule(data), ["old"])


def test_a_rule_that_names_what_exists_is_fine(database):
    rule = parse_rule({"all": [{"stage": "old"}, {"campaign": "Spring", "outcome": "sent"}]})

    with database.write() as connection:
        add_campaign(connection, "Spring")
        check_names(connection, rule, ["old"])
