import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.errors import ScheduleError
from outreach.schedule import Hours, SendingHours, find_holidays, get_zone, parse_hours
from tests.outreach.schedule.places import ZONES

WORKDAYS = SendingHours({day: Hours(time(9), time(18)) for day in range(5)})
HELSINKI = get_zone("Europe/Helsinki")
FINLAND = find_holidays("FI")
zones = st.sampled_from(ZONES).map(get_zone)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))


@st.composite
def sending_hours(draw):
    def hours():
        opens, closes = sorted(draw(st.tuples(st.integers(0, 95), st.integers(1, 96))))
        closes = max(closes, opens + 1)
        return Hours(quarter(opens), quarter(closes % 96))

    return SendingHours({day: hours() for day in draw(st.sets(st.integers(0, 6), min_size=1))})


def quarter(number):
    return time(number // 4, number % 4 * 15)


@pytest.mark.parametrize(
    ("due", "allowed"),
    [
        ("2026-05-04T09:00+03:00", "2026-05-04T09:00+03:00"),
        ("2026-05-04T08:59+03:00", "2026-05-04T09:00+03:00"),
        ("2026-05-04T18:00+03:00", "2026-05-05T09:00+03:00"),
        ("2026-05-08T18:30+03:00", "2026-05-11T09:00+03:00"),  # Friday evening
        ("2026-05-13T18:30+03:00", "2026-05-15T09:00+03:00"),  # Ascension Day follows
        ("2026-12-24T19:00+02:00", "2026-12-28T09:00+02:00"),  # Christmas and a weekend
    ],
)
def test_what_is_due_in_quiet_hours_waits_for_the_next_opening(due, allowed):
    found = WORKDAYS.next_allowed(datetime.fromisoformat(due), HELSINKI, FINLAND)

    assert found == datetime.fromisoformat(allowed)


def test_holidays_may_have_hours_of_their_own():
    hours = SendingHours({4: Hours(time(9), time(18))}, on_holidays=Hours(time(12), time(14)))
    due = datetime(2026, 12, 25, 6, tzinfo=UTC)

    assert hours.next_allowed(due, HELSINKI, FINLAND) == datetime(2026, 12, 25, 10, tzinfo=UTC)


def test_holidays_are_those_of_the_region_where_the_member_is():
    san_isidro = date(2026, 5, 2)  # The Community of Madrid's own day.

    assert san_isidro in find_holidays("ES", "ES-MD")
    assert san_isidro not in find_holidays("ES", "ES-CT")
    assert date(2026, 1, 1) in find_holidays("ES", "ES-??")


@pytest.mark.parametrize("country", [None, "", "XX", "Atlantis"])
def test_an_unknown_country_has_no_holidays(country):
    assert date(2026, 1, 1) not in find_holidays(country)


@settings(deadline=None)
@given(moments, zones, sending_hours())
def test_the_moment_found_is_never_quiet_and_never_early(due, zone, hours):
    found = hours.next_allowed(due, zone, frozenset())

    assert found >= due
    assert not hours.is_quiet(found, zone, frozenset())
    assert hours.next_allowed(found, zone, frozenset()) == found


@settings(deadline=None)
@given(moments, zones, sending_hours())
def test_everything_between_is_quiet(due, zone, hours):
    found = hours.next_allowed(due, zone, frozenset())
    step = max(timedelta(minutes=15), (found - due) / 40)

    for count in range(40):
        moment = due + step * count
        assert moment >= found or hours.is_quiet(moment, zone, frozenset())


def test_an_opening_that_clocks_repeat_opens_again():
    hours = SendingHours({6: Hours(time(1, 30), time(1, 45))})
    zone = get_zone("America/New_York")
    due = datetime(2026, 11, 1, 5, 50, tzinfo=UTC)  # 1:50 the first time

    assert hours.next_allowed(due, zone, ()) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


def test_hours_within_the_skipped_hour_move_to_another_day():
    hours = SendingHours({6: Hours(time(2, 15), time(2, 45))})
    due = datetime(2026, 3, 8, 5, tzinfo=UTC)

    found = hours.next_allowed(due, get_zone("America/New_York"), ())

    assert found == datetime(2026, 3, 15, 6, 15, tzinfo=UTC)


def test_hours_that_never_come_are_an_error():
    with pytest.raises(ScheduleError, match="no moment"):
        SendingHours().next_allowed(datetime(2026, 5, 4, tzinfo=UTC), HELSINKI, ())


@pytest.mark.parametrize(("opens", "closes"), [(9, 9), (18, 9)])
def test_hours_that_end_before_they_begin_are_refused(opens, closes):
    with pytest.raises(ScheduleError, match="are none"):
        Hours(time(opens), time(closes))


def test_hours_are_data():
    data = {"mon": ["09:00", "18:00"], "sun": ["12:00", "00:00"], "holidays": ["10:00", "11:30"]}

    assert parse_hours(data) == SendingHours(
        {0: Hours(time(9), time(18)), 6: Hours(time(12), time(0))}, Hours(time(10), time(11, 30))
    )
    assert parse_hours({}) == SendingHours()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({"monday": ["09:00", "18:00"]}, "is no day"),
        ({"mon": ["09:00"]}, "mon: hours are two times"),
        ({"mon": ["nine", "ten"]}, "mon: hours are two times"),
        ({"mon": 9}, "mon: hours are two times"),
        ({"mon": ["09:00+02:00", "18:00"]}, "without a time zone"),
        ({"mon": ["22:00", "06:00"]}, "are none"),
    ],
)
def test_what_is_no_hours_is_refused(data, problem):
    with pytest.raises(ScheduleError, match=problem):
        parse_hours(data)


def test_a_holiday_is_one_for_every_thread_that_asks_first():
    days = [date(year, 1, 1) for year in range(2026, 2066)]
    fresh = find_holidays.__wrapped__
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for country in ("FR", "FI", "MX", "ID", "SE", "DE"):
            calendar = fresh(country)
            with ThreadPoolExecutor(4) as threads:
                answers = list(threads.map(calendar.__contains__, sorted(days * 4)))

            assert all(answers)
    finally:
        sys.setswitchinterval(interval)
