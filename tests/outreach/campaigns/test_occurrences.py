from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.campaigns.occurrences import LEAD, find_first_run, find_next
from outreach.schedule import AtInstant, AtLocalTime, Now, Recurring, RelativeToDate, get_zone
from tests.outreach.campaigns.drafts import NOW

MONTHLY = Recurring(rule="FREQ=MONTHLY;BYMONTHDAY=31", starts_on=date(2026, 1, 1), at=time(10))
BIRTHDAY = RelativeToDate(source="born_on", turning=60, offset=-30, at=time(10))


def test_one_off_campaigns_run_once():
    later = datetime(2026, 6, 1, 12, tzinfo=UTC)
    assert find_first_run(Now(), NOW) == NOW - LEAD
    assert find_first_run(AtInstant(at=later), NOW) == later - LEAD
    assert find_next(Now(), NOW, after="") is None


def test_a_local_time_is_planned_before_the_first_place_has_it():
    planned = find_first_run(AtLocalTime(day=date(2026, 6, 1), at=time(10)), NOW)
    assert planned == datetime(2026, 5, 31, 20, tzinfo=UTC) - LEAD


def test_a_rule_names_each_day_once_and_skips_what_is_over():
    first = find_next(MONTHLY, NOW)
    assert first.name == "2026-05-31"
    assert find_next(MONTHLY, NOW, after=first.name).name == "2026-07-31"
    assert (
        find_next(MONTHLY, datetime(2026, 6, 3, tzinfo=UTC), after="2026-01-31").name
        == "2026-07-31"
    )


def test_a_rule_that_ends_has_no_next_day():
    ended = Recurring(rule="FREQ=DAILY;COUNT=2", starts_on=date(2026, 5, 1), at=time(10))
    assert find_next(ended, NOW) is None


@pytest.mark.parametrize(
    ("hour", "day"), [(9, "2026-05-04"), (21, "2026-05-04"), (23, "2026-05-05")]
)
def test_dates_of_members_are_looked_for_every_day(hour, day):
    now = NOW.replace(hour=hour)
    assert find_next(BIRTHDAY, now).name == day


@given(
    st.datetimes(datetime(2024, 2, 25), datetime(2028, 3, 5), timezones=st.just(UTC)),
    st.sampled_from(["Europe/Helsinki", "America/New_York", "Pacific/Apia", "Asia/Kathmandu"]),
    st.times(),
)
def test_every_local_day_is_planned_in_time(now, place, at):
    """From one moment on, no day's message falls between two runs, whatever the clocks do."""
    schedule = RelativeToDate(source="born_on", at=at)
    upcoming = find_next(schedule, now)
    following = find_next(schedule, now, after=upcoming.name)
    assert date.fromisoformat(following.name) - date.fromisoformat(upcoming.name) == timedelta(1)
    day = date.fromisoformat(upcoming.name)
    due = schedule.due_at(day, get_zone(place), datetime.min.replace(tzinfo=UTC))
    assert upcoming.planned_at < due <= upcoming.last_due_at
