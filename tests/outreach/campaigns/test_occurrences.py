from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.campaigns.occurrences import LEAD, check_upcoming, find_first_run, find_next
from outreach.errors import CampaignError
from outreach.schedule import AtInstant, AtLocalTime, Now, Recurring, RelativeToDate, get_zone
from tests.outreach.campaigns.drafts import NOW, make_definition
from tests.outreach.schedule.places import ZONES

MONTHLY = Recurring(rule="FREQ=MONTHLY;BYMONTHDAY=31", starts_on=date(2026, 1, 1), at=time(10))
BIRTHDAY = RelativeToDate(source="born_on", turning=60, offset=-30, at=time(10))


def test_one_off_campaigns_run_once():
    later = datetime(2026, 6, 1, 12, tzinfo=UTC)
    assert find_first_run(Now(), NOW) == NOW - LEAD
    assert find_first_run(AtInstant(at=later), NOW) == later - LEAD
    assert find_next(Now(), NOW, after="") is None


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"kind": "instant", "at": "2026-05-04T08:59:00Z"}, "its time is past everywhere"),
        ({"kind": "local", "day": "2026-05-02", "at": "10:00"}, "its time is past everywhere"),
        (MONTHLY.model_dump() | {"rule": "FREQ=DAILY;COUNT=2"}, "names no day any more"),
    ],
)
def test_what_is_over_is_refused(given, problem):
    with pytest.raises(CampaignError, match=problem):
        check_upcoming(make_definition(schedule=given), NOW)


@pytest.mark.parametrize(
    ("schedule", "expires_at"),
    [
        ({"kind": "now"}, "2026-05-04T09:00:00Z"),
        ({"kind": "event", "event": "birth"}, "2026-05-04T08:00:00Z"),
        ({"kind": "instant", "at": "2026-05-05T12:00:00Z"}, "2026-05-05T12:00:00Z"),
        (BIRTHDAY.model_dump(mode="json"), "2026-05-03T12:00:00Z"),
    ],
)
def test_what_expires_before_it_is_due_is_refused(schedule, expires_at):
    with pytest.raises(CampaignError, match="expires before anything of it is due"):
        check_upcoming(make_definition(schedule=schedule, expires_at=expires_at), NOW)


@pytest.mark.parametrize(
    "schedule",
    [
        {"kind": "now"},
        {"kind": "event", "event": "birth"},
        {"kind": "local", "day": "2026-05-03", "at": "21:01"},  # In the west it is not yet.
        BIRTHDAY.model_dump(mode="json"),
    ],
)
def test_what_is_still_to_come_is_not_refused(schedule):
    check_upcoming(make_definition(schedule=schedule, expires_at="2026-05-07T00:00:00Z"), NOW)


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


@settings(deadline=None)
@given(
    st.datetimes(datetime(2024, 2, 25), datetime(2028, 3, 5), timezones=st.just(UTC)),
    st.sampled_from(ZONES),
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


RULES = st.one_of(
    st.builds("FREQ=DAILY;INTERVAL={}".format, st.integers(1, 40)),
    st.builds("FREQ=WEEKLY;BYDAY={}".format, st.sampled_from(["MO", "SU", "MO,WE,FR"])),
    st.builds("FREQ=MONTHLY;BYMONTHDAY={}".format, st.sampled_from([1, 28, 29, 30, 31, -1])),
    st.just("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
)


def tick_through(schedule, ticks):
    """Return the days of the runs that a worker makes which looks at these moments."""
    names, planned = [], None
    for now in ticks:
        upcoming = find_next(schedule, now, planned)
        while upcoming and upcoming.planned_at <= now:
            names.append(upcoming.name)
            planned = upcoming.name
            upcoming = find_next(schedule, now, planned)
    return names


@settings(deadline=None)
@given(RULES, st.times(), st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.data())
def test_each_day_of_a_rule_runs_once_however_the_clock_ticks(rule, at, starts_on, data):
    schedule = Recurring(rule=rule, starts_on=starts_on, at=at)
    pauses = data.draw(st.lists(st.integers(1, 25 * 60), min_size=60, max_size=120))
    begin = datetime.combine(starts_on, time(), UTC) - timedelta(days=2)
    ticks = [begin + timedelta(minutes=sum(pauses[:count])) for count in range(len(pauses))]
    over = ticks[-1].date() - timedelta(days=2)

    names = tick_through(schedule, ticks)

    assert len(set(names)) == len(names)
    expected = [day.isoformat() for day in schedule.recurrence.days(starts_on, over)]
    assert names[: len(expected)] == expected
