"""When members are due, in forty time zones, around the changes of their clocks and leap days."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from outreach.planning.due import find_due
from outreach.schedule import get_zone
from tests.outreach.campaigns.drafts import NOW, make_definition
from tests.outreach.schedule.places import ZONES

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
zones = st.sampled_from(ZONES)
days = st.dates(date(2011, 1, 1), date(2032, 12, 31))
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def relative(at, **given):
    schedule = {"kind": "relative", "source": "born_on", "at": at.isoformat()} | given
    return make_definition(schedule=schedule)


def show(moment, zone):
    return moment.astimezone(get_zone(zone)).replace(tzinfo=None)


@settings(deadline=None, max_examples=300)
@given(days, times, zones)
@example(date(2026, 2, 15), time(2, 30), "Africa/Casablanca")  # Ramadan: set back,
@example(date(2026, 3, 22), time(2, 30), "Africa/Casablanca")  # and forward again.
@example(date(2026, 4, 5), time(1, 45), "Australia/Lord_Howe")  # Half an hour, twice,
@example(date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe")  # and skipped.
@example(date(2011, 12, 30), time(10), "Pacific/Apia")  # A day that there was not.
@example(date(2028, 2, 29), time(10), "Pacific/Chatham")
def test_everyone_is_due_when_their_clocks_show_it_the_first_time(day, at, zone):
    due = find_due(relative(at), day.isoformat(), zone, LONG_AGO).due_at
    wanted = datetime.combine(day, at)
    shown = show(due, zone)

    minutes = (due + MINUTE * step for step in range(-1500, 1500))
    first = next((each for each in minutes if show(each, zone) == wanted), None)
    if first is not None:
        assert due == first
    else:  # Clocks skipped it: it is due as much later as they skipped.
        gap = shown - wanted
        assert show(due - gap - MINUTE, zone) < wanted < shown
        assert show(due, zone) - show(due - gap, zone) > gap or gap == timedelta(days=1)


@settings(deadline=None)
@given(st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)), zones)
def test_past_dates_do_not_fire_and_no_other_is_left_out(now, zone):
    day = now.date()
    due = find_due(relative(time(10)), day.isoformat(), zone, now)

    at = datetime.combine(day, time(10), get_zone(zone)).astimezone(UTC)
    assert (due is None) == (at < now)
    assert due is None or due.due_at == at


@settings(deadline=None)
@given(
    st.dates(date(1904, 1, 1), date(2024, 12, 31)),
    st.integers(0, 100),
    st.integers(-400, 400),
    st.sampled_from(["days", "weeks", "months"]),
)
@example(date(1964, 2, 29), 61, -12, "months")
@example(date(1964, 2, 29), 60, -30, "days")
@example(date(1966, 8, 31), 60, -6, "months")
def test_a_member_is_in_the_run_of_one_day_alone(born, turning, offset, unit):
    schedule = relative(time(10), turning=turning, offset=offset, unit=unit).schedule
    day = schedule.target_day(born)
    near = [day + timedelta(days=step) for step in range(-40, 41)]

    assert [each for each in near if born in schedule.find_anchors(each)] == [day]


@pytest.mark.parametrize("born", [date(1964, 2, 28), date(1964, 2, 29), date(1964, 3, 1)])
def test_a_birthday_comes_once_a_year_and_never_late(born):
    birthdays = [relative(time(10), turning=age).schedule.target_day(born) for age in range(1, 101)]

    assert [day.year for day in birthdays] == list(range(1965, 2065))
    assert {day.month for day in birthdays} == {born.month}
    leap_days = [day for day in birthdays if (day.month, day.day) == (2, 29)]
    assert len(leap_days) == (25 if born.day == 29 else 0)


@settings(deadline=None)
@given(st.integers(0, 60), times, zones)
def test_what_follows_an_event_comes_after_it_at_the_hour_of_the_member(delay, at, zone):
    schedule = {"kind": "event", "event": "birth", "delay_days": delay, "at": at.isoformat()}
    due = find_due(make_definition(schedule=schedule), "events:1-1", zone, NOW).due_at
    days = (show(due, zone).date() - show(NOW, zone).date()).days

    assert due >= NOW
    assert days in ({0, 1} if delay == 0 else {delay})
    assert show(due, zone).time() >= at
