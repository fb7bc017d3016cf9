from datetime import date

import pytest

from outreach.errors import ScheduleError
from outreach.schedule import parse_recurrence

START = date(2026, 1, 1)


def list_days(rule, first=START, last=date(2026, 12, 31), start=START):
    return [day.isoformat() for day in parse_recurrence(rule, start).days(first, last)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=1;COUNT=3", ["2026-01-01", "2026-02-01", "2026-03-01"]),
        ("RRULE:FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=30", ["2026-04-30"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20260301", ["2026-01-31", "2026-02-28"]),
        ("freq=weekly;byday=mo;count=2", ["2026-01-05", "2026-01-12"]),
    ],
)
def test_days_recur_by_rule(rule, expected):
    assert list_days(rule) == expected


def test_both_ends_of_the_span_are_included():
    days = list_days("FREQ=DAILY", date(2026, 3, 1), date(2026, 3, 3))

    assert days == ["2026-03-01", "2026-03-02", "2026-03-03"]


def test_a_leap_day_recurs_in_leap_years():
    days = list_days("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", START, date(2034, 1, 1))

    assert days == ["2028-02-29", "2032-02-29"]


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "every monday",
        "FREQ=HOURLY",
        "FREQ=SECONDLY",
        "FREQ=DAILY;BYHOUR=9",
        "FREQ=DAILY\nEXDATE:20260101",
        "DTSTART:20260101T000000\nRRULE:FREQ=DAILY",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
        "FREQ=DAILY;INTERVAL=x",
        "FREQ=DAILY;INTERVAL=0",
        "INTERVAL=-1;FREQ=DAILY",
        "EXDATE:20260101",
        "FREQ=DAILY;FOO=1",
        "FREQ=DAILY;UNTIL=2026-13-01",
    ],
)
def test_what_is_no_rule_of_days_is_refused(rule):
    with pytest.raises(ScheduleError, match="FREQ="):
        parse_recurrence(rule, START)
