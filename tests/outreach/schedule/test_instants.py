from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.errors import ScheduleError
from outreach.schedule import get_zone, to_instant
from tests.outreach.schedule.places import ZONES

zones = st.sampled_from(ZONES).map(get_zone)
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
times = st.times().map(lambda at: at.replace(microsecond=0))


def test_there_are_forty_time_zones():
    assert len(set(ZONES)) == 40


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (time(2, 59), "2026-03-29T00:59+00:00"),
        (time(3, 30), "2026-03-29T01:30+00:00"),  # Clocks go from 3 to 4: it is 4:30 then.
        (time(4, 30), "2026-03-29T01:30+00:00"),
    ],
)
def test_a_time_that_clocks_skip_is_due_as_much_later(at, expected):
    assert (
        to_instant(date(2026, 3, 29), at, get_zone("Europe/Helsinki")).isoformat(timespec="minutes")
        == expected
    )


def test_a_time_that_clocks_repeat_is_due_the_first_time():
    instant = to_instant(date(2026, 11, 1), time(1, 30), get_zone("America/New_York"))

    assert instant == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


@settings(deadline=None)
@given(days, times, zones)
def test_clocks_show_the_time_then_or_skipped_it(day, at, zone):
    shown = to_instant(day, at, zone).astimezone(zone)
    wanted = datetime.combine(day, at)
    skipped = shown.replace(tzinfo=None) - wanted

    assert timedelta(0) <= skipped <= timedelta(hours=24)
    if skipped:
        # Then no moment at all shows the time that was asked for.
        moments = (to_instant(day, at, zone) + timedelta(minutes=m) for m in range(-1500, 1500, 15))
        assert all(each.astimezone(zone).replace(tzinfo=None) != wanted for each in moments)


@settings(deadline=None)
@given(days, times, zones)
def test_no_earlier_moment_shows_the_same_time(day, at, zone):
    instant = to_instant(day, at, zone)
    local = instant.astimezone(zone).replace(tzinfo=None)

    for minutes in (30, 60, 120):
        earlier = (instant - timedelta(minutes=minutes)).astimezone(zone)
        assert earlier.replace(tzinfo=None) != local


@pytest.mark.parametrize(
    "name", ["", "Mars/Base", "../etc/passwd", "/etc/passwd", "x" * 300, "\x00"]
)
def test_what_is_no_time_zone_is_refused(name):
    with pytest.raises(ScheduleError, match="is no time zone"):
        get_zone(name)
