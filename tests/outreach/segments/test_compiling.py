from datetime import date

import pytest
import sqlalchemy as sa
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.errors import SegmentError
from outreach.segments import Context, count_members, parse_rule, sample_members, select_members
from outreach.segments.compiling import find_latest_birth
from outreach.tables import campaign_audiences, members
from tests.outreach.segments.people import (
    NOW,
    TODAY,
    add_campaign,
    add_consent,
    add_event,
    add_member,
    add_message,
    add_reply,
)

STAGES = {"old": parse_rule({"field": "age", "op": ">=", "value": 80})}


@pytest.fixture
def people(database):
    with database.write() as connection:
        aino = add_member(connection, "aino", attributes={"job": "baker", "score": 12, "vip": True})
        bo = add_member(
            connection,
            "bo",
            language="sv-FI",
            born_on=date(1940, 2, 29),
            email="bo@post.example",
            region="FI-01",
            attributes={"score": "7.5", "ends": "2026-05-20", "vip": "no"},
        )
        cai = add_member(
            connection, "cai", language="zh-Hans", born_on=None, attributes={"score": "12 street"}
        )
        add_member(connection, "dead", deceased_on=date(2026, 1, 1))
        add_member(connection, "gone", closed_on=date(2026, 1, 1))
        add_member(connection, "helper", kind="representative")
        add_event(connection, aino, "birth", date(2026, 4, 20))
        add_event(connection, bo, "birth", date(2020, 1, 1))
        add_event(connection, bo, "retirement", date(2026, 6, 1))
        add_consent(connection, aino, True)
        add_consent(connection, bo, False)
        add_consent(connection, cai, False, purpose="service")
        spring = add_campaign(connection, "Spring")
        add_reply(connection, add_message(connection, spring, aino, heard_at=NOW, sent_at=NOW))
        add_message(connection, spring, bo, status="permanent-failure", sent_at=NOW)
        add_message(connection, spring, None)
    return database


def find(database, data, **given):
    context = Context(given.get("as_of", TODAY), STAGES)
    with database.read() as connection:
        return sample_members(connection, parse_rule(data), context, 100)


EVERYONE = {"aino", "bo", "cai"}
RULES = [
    ({}, set()),
    ({"everyone": True}, EVERYONE),
    ({"not": {"everyone": True}}, set()),
    ({"all": [{"language": "sv"}, {"everyone": True}]}, {"bo"}),
    ({"any": [{"language": "sv"}, {"stage": "old"}, {"language": "zh-CN"}]}, {"bo", "cai"}),
    ({"language": ["fi", "sv"]}, {"aino", "bo"}),
    ({"field": "age", "op": "=", "value": 66}, {"aino"}),
    ({"field": "age", "op": "!=", "value": 66}, {"bo"}),
    ({"field": "age", "op": "<", "value": 67}, {"aino"}),
    ({"field": "age", "op": "<=", "value": 66}, {"aino"}),
    ({"field": "age", "op": ">", "value": 66}, {"bo"}),
    ({"not": {"field": "age", "op": ">", "value": 66}}, {"aino", "cai"}),
    ({"field": "born_on", "op": "<", "value": "1950-01-01"}, {"bo"}),
    ({"not": {"field": "born_on", "op": "<", "value": "1950-01-01"}}, {"aino", "cai"}),
    ({"field": "born_on", "op": "unset"}, {"cai"}),
    ({"field": "region", "op": "=", "value": "FI-01"}, {"bo"}),
    ({"field": "region", "op": "!=", "value": "FI-01"}, set()),
    ({"field": "region", "op": "in", "value": ["FI-01", "FI-02"]}, {"bo"}),
    ({"field": "has_email", "op": "=", "value": True}, {"bo"}),
    ({"field": "has_phone", "op": "=", "value": False}, EVERYONE),
    ({"field": "needs_voice", "op": "=", "value": False}, EVERYONE),
    ({"field": "attribute.job", "op": "=", "value": "baker"}, {"aino"}),
    ({"field": "attribute.job", "op": "!=", "value": "baker"}, set()),
    ({"not": {"field": "attribute.job", "op": "=", "value": "baker"}}, {"bo", "cai"}),
    ({"field": "attribute.job", "op": "set"}, {"aino"}),
    ({"field": "attribute.job", "op": "unset"}, {"bo", "cai"}),
    ({"field": "attribute.job", "op": "in", "value": ["cook", "baker"]}, {"aino"}),
    ({"field": "attribute.score", "op": "=", "value": 12}, {"aino"}),
    ({"field": "attribute.score", "op": "<", "value": 10}, {"bo"}),
    ({"field": "attribute.score", "op": ">", "value": 0.5}, {"aino", "bo"}),
    ({"field": "attribute.vip", "op": "=", "value": True}, {"aino"}),
    ({"field": "attribute.vip", "op": "=", "value": False}, {"bo"}),
    ({"field": "attribute.ends", "op": "next_days", "value": 16}, {"bo"}),
    ({"field": "attribute.ends", "op": "next_days", "value": 15}, set()),
    ({"field": "attribute.ends", "op": "<", "value": "2026-06-01"}, {"bo"}),
    ({"event": "birth"}, {"aino", "bo"}),
    ({"event": "birth", "past_days": 14}, {"aino"}),
    ({"event": "birth", "past_days": 13}, set()),
    ({"event": "birth", "past_days": 13, "next_days": 20}, set()),
    ({"event": "birth", "past_days": 14, "next_days": 0}, {"aino"}),
    ({"event": "retirement"}, set()),
    ({"event": "retirement", "next_days": 28}, {"bo"}),
    ({"event": "retirement", "past_days": 9, "next_days": 28}, {"bo"}),
    ({"event": "retirement", "past_days": 100}, set()),
    ({"consent": {"channel": "sms", "purpose": "promotion"}}, {"aino"}),
    ({"consent": {"channel": "sms", "purpose": "service"}}, {"aino", "bo"}),
    ({"campaign": "Spring", "outcome": "planned"}, {"aino", "bo"}),
    ({"campaign": "Spring", "outcome": "sent"}, {"aino", "bo"}),
    ({"campaign": "Spring", "outcome": "delivered"}, {"aino"}),
    ({"campaign": "Spring", "outcome": "failed"}, {"bo"}),
    ({"campaign": "Spring", "outcome": "heard"}, {"aino"}),
    ({"campaign": "Spring", "outcome": "replied"}, {"aino"}),
    ({"campaign": "Spring", "outcome": "none"}, {"cai"}),
    ({"campaign": "Autumn", "outcome": "none"}, EVERYONE),
]


def test_each_rule_finds_its_members(people):
    for data, expected in RULES:
        assert set(find(people, data)) == expected, data


@pytest.mark.parametrize(("word", "truth"), [("oui", True), ("Ja", True), ("tidak", False)])
def test_a_truth_may_stand_in_any_of_the_ten_languages(database, word, truth):
    with database.write() as connection:
        add_member(connection, "aino", attributes={"vip": word})

    assert find(database, {"field": "attribute.vip", "op": "=", "value": truth}) == ["aino"]
    assert find(database, {"field": "attribute.vip", "op": "=", "value": not truth}) == []


@pytest.mark.parametrize("written", ["2026-05-20", "2026-05-20T10:00", "2026-05-20 00:00:00"])
def test_the_last_day_counts_to_its_end(database, written):
    with database.write() as connection:
        add_member(connection, "aino", attributes={"ends": written})

    rule = {"field": "attribute.ends", "op": "next_days"}
    assert find(database, {**rule, "value": 16}) == ["aino"]
    assert find(database, {**rule, "value": 15}) == []


def test_both_databases_take_the_same_texts_for_numbers(database):
    numbers = {"12", "-5", "0.5", "007", "12.50", "-0.5"}
    no_numbers = {"2026-05-04", "1-2", "1.2.3", ".5", "5.", "-.5", "--5", "-", "1e3", "1e", "12 kg"}
    no_numbers |= {"", " 5", "5 ", "+5", "0x10", "inf", "nan", "1_000", "1,5", "-5.", "5-", "5.e"}
    with database.write() as connection:
        for text in numbers | no_numbers:
            add_member(connection, text, attributes={"x": text})

    assert set(find(database, {"field": "attribute.x", "op": ">", "value": -100})) == numbers
    assert set(find(database, {"field": "attribute.x", "op": "!=", "value": 99})) == numbers


def test_counting_and_sampling_agree(people):
    rule = parse_rule({"everyone": True})
    with people.read() as connection:
        assert count_members(connection, rule, Context(TODAY)) == 3
        assert len(sample_members(connection, rule, Context(TODAY), 2)) == 2
        assert count_members(connection, None, Context(TODAY)) == 0


def test_a_sample_comes_from_all_over_and_is_whole_however_few_there_are(database):
    rare, common = ({"field": "region", "op": "=", "value": each} for each in ("FI-02", "FI-01"))
    with database.write() as connection:
        for number in range(3_000):
            region = "FI-02" if number % 600 == 7 else "FI-01"
            add_member(connection, str(number), region=region)
        connection.execute(sa.delete(members).where(members.c.id % 2 == 1))

    assert sorted(find(database, rare)) == sorted(map(str, range(7, 3_000, 600)))
    found = [int(each) for each in find(database, common)]
    assert len(set(found)) == 100
    assert min(found) < 500 and max(found) > 2_500
    assert found == [int(each) for each in find(database, common)]


def test_an_audience_is_frozen_by_the_database_itself(people):
    with people.write() as connection:
        campaign = add_campaign(connection, "Summer")
        chosen = select_members(parse_rule({"language": "fi"}), Context(TODAY))
        rows = chosen.with_only_columns(sa.literal(campaign), members.c.id)
        target = sa.insert(campaign_audiences).from_select(["campaign_id", "member_id"], rows)
        connection.execute(target)

        frozen = connection.execute(sa.select(members.c.reference).join(campaign_audiences))
        assert frozen.scalars().all() == ["aino"]


def test_a_stage_that_does_not_exist_is_an_error():
    with pytest.raises(SegmentError, match="there is no stage 'young'; there are: old"):
        select_members(parse_rule({"stage": "young"}), Context(TODAY, STAGES))


@settings(deadline=None)
@given(
    st.dates(date(1900, 1, 1), date(2026, 1, 1)),
    st.integers(0, 120),
    st.dates(date(2026, 1, 1), date(2040, 12, 31)),
)
def test_people_are_as_old_as_their_last_birthday_says(born, age, today):
    latest = find_latest_birth(age, today)

    assert (born <= latest) is (born + relativedelta(years=age) <= today)
