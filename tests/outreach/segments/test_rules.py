import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.errors import SegmentError
from outreach.segments import parse_rule
from outreach.segments.rules import dump_rule, walk

OLD = {"field": "age", "op": ">=", "value": 60}


@pytest.mark.parametrize("data", [{}, {"all": []}, {"any": []}])
def test_an_empty_rule_is_nobody(data):
    assert parse_rule(data) is None


@pytest.mark.parametrize(
    "data",
    [
        OLD,
        {"everyone": True},
        {"all": [OLD, {"not": {"stage": "pensioner"}}]},
        {"any": [{"language": "fi"}, {"language": ["sv", "ta"]}]},
        {"consent": {"channel": "sms", "purpose": "promotion"}},
        {"event": "birth", "past_days": 30},
        {"campaign": "Spring", "outcome": "none"},
        {"field": "attribute.First name", "op": "in", "value": ["a", 1]},
        {"field": "region", "op": "set"},
        {"field": "born_on", "op": "<", "value": "1960-01-01"},
    ],
)
def test_a_rule_is_data_and_comes_back_from_it(data):
    rule = parse_rule(data)

    assert parse_rule(dump_rule(rule)) == rule


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"every": 1}, "rule: a rule has one of the keys"),
        ([], "a rule has one of the keys"),
        ("DROP TABLE members", "a rule has one of the keys"),
        ({"all": [{}]}, "all.0: a rule has one of the keys"),
        ({"not": {"any": []}}, "not.any"),
        ({"not": {}}, "a rule has one of the keys"),
        ({"everyone": False}, "everyone"),
        ({"all": [OLD, {**OLD, "op": "~"}]}, "all.1.field.op"),
        ({**OLD, "field": "salary"}, "there is no field 'salary'"),
        ({**OLD, "field": "phone"}, "there is no field 'phone'"),
        ({**OLD, "value": "old"}, "age >= needs a number of years"),
        ({**OLD, "value": 1000}, "age >= needs a number of years"),
        ({**OLD, "value": True}, "age >= needs a number of years"),
        ({"field": "born_on", "op": "<", "value": "May"}, "needs a date"),
        ({"field": "region", "op": "set", "value": 1}, "needs no value"),
        ({"field": "country", "op": "in", "value": "FI"}, "needs a list of texts"),
        ({"field": "country", "op": "in", "value": []}, "needs a list of texts"),
        ({"field": "country", "op": "<", "value": "FI"}, "can be compared by"),
        ({"field": "country", "op": "=", "value": "Finland"}, "'Finland' is written 'FI'"),
        ({"field": "country", "op": "=", "value": "fi"}, "'fi' is written 'FI'"),
        ({"field": "region", "op": "in", "value": ["FI-01", "Lapland"]}, "'Lapland' is no region"),
        ({"field": "kind", "op": "!=", "value": "emploier"}, "person, employer, representative"),
        ({"field": "phone_kind", "op": "=", "value": "cell"}, "is none of mobile, landline"),
        ({"field": "preferred_channel", "op": "!=", "value": "SMS"}, "none of sms, voice, email"),
        ({"field": "time_zone", "op": "=", "value": "Mars/Olympus"}, "is no time zone"),
        ({"field": "attribute.vip", "op": "<", "value": True}, "attribute.vip < needs"),
        ({"field": 'attribute.x"]', "op": "=", "value": 1}, "an attribute's name has letters"),
        ({"field": "attribute.", "op": "=", "value": 1}, "an attribute's name has letters"),
        ({"field": "attribute.d", "op": "past_days", "value": -1}, "a number of days"),
        ({"field": "attribute.x", "op": ">", "value": 10**30}, "at most 15 digits"),
        ({"field": "attribute.x", "op": "<", "value": float("inf")}, "at most 15 digits"),
        ({"field": "attribute.x", "op": "=", "value": "a\0b"}, "control characters"),
        ({"field": "attribute.x", "op": "in", "value": ["\ud800"]}, "control characters"),
        ({"event": "bell\x07"}, "control characters"),
        ({"language": "tlh"}, "known languages are"),
        ({"language": []}, "known languages are"),
        ({"consent": {"channel": "fax", "purpose": "service"}}, "consent.channel"),
        ({"event": "birth", "past_days": -3}, "past_days"),
        ({"event": "birth", "within": 3}, "within"),
        ({"campaign": "Spring", "outcome": "read"}, "outcome"),
        ({"campaign": "", "outcome": "sent"}, "campaign"),
    ],
)
def test_what_is_no_rule_is_refused_with_its_place(data, place):
    with pytest.raises(SegmentError) as raised:
        parse_rule(data)

    assert place in str(raised.value)


@pytest.mark.parametrize("data", [{"all": [OLD] * 201}, {"all": [{"any": [OLD] * 20}] * 20}])
def test_a_rule_that_nobody_could_read_is_refused(data):
    with pytest.raises(SegmentError, match="at most 200 rules"):
        parse_rule(data)


def test_a_rule_that_is_too_deep_is_refused():
    data = OLD
    for _ in range(5000):
        data = {"not": data}

    with pytest.raises(SegmentError, match="10 deep"):
        parse_rule(data)


def test_all_rules_within_a_rule_are_found():
    rule = parse_rule({"all": [OLD, {"not": {"any": [{"stage": "a"}, {"language": "fi"}]}}]})

    assert len(list(walk(rule))) == 6
    assert list(walk(None)) == []


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["all", "any", "not", "field", "op", "value", "language", "event"]),
            inner,
        )
    ),
    max_leaves=10,
)


@settings(deadline=None)
@given(_json)
def test_anything_is_a_rule_or_a_clear_error(data):
    try:
        rule = parse_rule(data)
        assert rule is None or parse_rule(dump_rule(rule)) == rule
    except SegmentError as error:
        assert len(str(error)) > 10
