from datetime import UTC, date, datetime, time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from outreach.errors import ScheduleError
from outreach.schedule import RelativeToDate, get_zone, parse_schedule
from tests.outreach.schedule.places import ZONES

HELSINKI = get_zone("Europe/Helsinki")
BEFORE_SIXTY = {
    "kind": "relative",
    "source": "born_on",
    "turning": 60,
    "offset": -30,
    "at": "10:00",
}
SKIPPED = {date(2011, 12, 30)}  # Samoa crossed the date line.
anchors = st.dates(date(1930, 1, 1), date(2020, 12, 31))
rules = st.builds(
    RelativeToDate,
    source=st.just("born_on"),
    turning=st.none() | st.integers(0, 100),
    offset=st.integers(-60, 60),
    unit=st.sampled_from(["days", "weeks", "months"]),
    at=st.just(time(10)),
)


def test_thirty_days_before_turning_sixty_at_ten_local_time():
    rule = parse_schedule(BEFORE_SIXTY)
    now = datetime(2026, 1, 1, tzinfo=UTC)

    due = rule.due_at(date(1966, 7, 1), HELSINKI, now)

    assert due == datetime(2026, 6, 1, 7, tzinfo=UTC)


def test_a_past_date_does_not_fire():
    rule = parse_schedule(BEFORE_SIXTY)

    assert rule.due_at(date(1966, 7, 1), HELSINKI, datetime(2026, 6, 1, 7, 1, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    ("born", "turning", "day"),
    [
        (date(1964, 2, 29), 60, date(2024, 2, 29)),
        (date(1964, 2, 29), 61, date(2025, 2, 28)),
        (date(1964, 2, 28), 61, date(2025, 2, 28)),
        (date(1964, 3, 1), 61, date(2025, 3, 1)),
    ],
)
def test_a_leap_day_is_turned_on_the_last_day_of_february(born, turning, day):
    rule = RelativeToDate(source="born_on", turning=turning, at=time(10))

    assert rule.target_day(born) == day


@settings(deadline=None)
@given(rules, anchors)
def test_every_anchor_is_found_again_from_its_day(rule, anchor):
    assert anchor in rule.find_anchors(rule.target_day(anchor))


@settings(deadline=None)
@given(rules, st.dates(date(2024, 1, 1), date(2032, 12, 31)))
def test_no_anchor_is_found_for_another_day(rule, day):
    assert all(rule.target_day(anchor) == day for anchor in rule.find_anchors(day))


@settings(deadline=None)
@given(rules, anchors, st.sampled_from(ZONES).map(get_zone))
def test_what_is_due_shows_the_time_where_the_member_is(rule, anchor, zone):
    day = rule.target_day(anchor)
    assume(day not in SKIPPED)
    due = rule.due_at(anchor, zone, datetime(1, 1, 2, tzinfo=UTC))

    assert due.astimezone(zone).replace(tzinfo=None) == datetime.combine(day, time(10))


def test_dates_beyond_the_calendar_have_no_day():
    rule = RelativeToDate(source="born_on", turning=150, at=time(10))

    assert rule.target_day(date(9990, 1, 1)) is None
    assert rule.find_anchors(date(100, 1, 1)) == []


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "now"},
        {"kind": "instant", "at": "2026-05-04T09:00:00+03:00"},
        {"kind": "local", "day": "2026-05-04", "at": "09:00"},
        {"kind": "recurring", "rule": "FREQ=DAILY", "starts_on": "2026-05-04", "at": "09:00"},
        BEFORE_SIXTY,
        {**BEFORE_SIXTY, "source": "event:birth_of_child"},
    ],
)
def test_a_schedule_is_data_and_comes_back_from_it(data):
    schedule = parse_schedule(data)

    assert parse_schedule(schedule.model_dump(mode="json")) == schedule


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({}, "kind"),
        ({"kind": "sometimes"}, "kind"),
        ({"kind": "instant", "at": "2026-05-04T09:00:00"}, "timezone"),
        ({"kind": "local", "day": "soon", "at": "09:00"}, "day"),
        ({"kind": "now", "cron": "* * * * *"}, "cron"),
        ({**BEFORE_SIXTY, "source": "phone"}, "source"),
        ({**BEFORE_SIXTY, "unit": "years"}, "unit"),
        ({**BEFORE_SIXTY, "turning": -1}, "turning"),
    ],
)
def test_what_is_no_schedule_is_refused_with_its_place(data, reason):
    with pytest.raises(ScheduleError, match=reason):
        parse_schedule(data)


def test_a_bad_rule_of_recurrence_is_refused_where_it_stands():
    data = {"kind": "recurring", "rule": "daily", "starts_on": "2026-05-04", "at": "09:00"}

    with pytest.raises(ScheduleError, match="FREQ="):
        parse_schedule(data)
