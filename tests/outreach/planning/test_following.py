"""Dates of members: each year, each time zone, and what becomes of messages when they change."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from outreach.campaigns import resume
from outreach.planning import follow_dates
from outreach.tables import campaigns, members
from tests.outreach.campaigns.drafts import NOW, prepare, start
from tests.outreach.planning.runs import read
from tests.outreach.planning.test_ticking import tick
from tests.outreach.segments.people import add_event, add_member

TURNING = {"kind": "relative", "source": "born_on", "turning": 60, "offset": -30, "at": "18:00"}
BORN = date(1966, 6, 3)  # Thirty days before turning sixty is today.
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def begin(database):
    """Starts a campaign that goes by a date, and returns the one member there is."""

    def start_it(schedule=TURNING, at=NOW, cap=1000, steps=({"channel": "sms"},), **facts):
        with database.write() as connection:
            prepare(connection)
            given = {"phone": "+358401234567", "name": "Aino", "born_on": BORN} | facts
            member = add_member(connection, "A-1", **given)
            start(connection, at=at, schedule=schedule, cap=cap, steps=steps)
        return member

    return start_it


def change(database, member, at=LATER, **facts):
    with database.write() as connection:
        mine = sa.update(members).where(members.c.id == member)
        connection.execute(mine.values(facts | {"updated_at": at}))


def statuses(database):
    return [(row.occurrence, row.status) for row in read(database)]


def test_the_message_is_due_on_the_day_at_the_hour_of_the_member(database, begin):
    begin()
    for hours in (0, 6, 12, 24):
        tick(database, NOW + timedelta(hours=hours))

    assert [row.due_at for row in read(database)] == [datetime(2026, 5, 4, 15, tzinfo=UTC)]


def test_a_date_that_is_past_does_not_fire(database, begin):
    begin(TURNING | {"at": "10:00"})
    tick(database)
    assert read(database) == []


def test_a_date_that_was_not_past_at_the_approval_fires_late(database, begin):
    begin(TURNING | {"at": "10:00"}, NOW - timedelta(hours=6))
    tick(database)
    assert [row.due_at for row in read(database)] == [NOW]


def test_whom_a_released_run_was_meant_for_is_written_to_late(database, begin):
    begin(cap=1)
    with database.write() as connection:
        add_member(connection, "A-2", phone="+358401234567", name="Bo", born_on=BORN)
    tick(database)
    assert "the cap is 1" in read(database, campaigns)[0].hold_reason
    late = NOW + timedelta(hours=12)
    with database.write() as connection:
        resume(connection, "spring", "eve", late)
    tick(database, late)

    assert [row.due_at for row in read(database)] == [late, late]


@pytest.mark.parametrize("source", ["event:arrival", "attribute:entry"])
def test_other_dates_of_a_member_count_as_well(database, begin, source):
    schedule = {"kind": "relative", "source": source, "at": "18:00"}
    member = begin(schedule, attributes={"entry": "2026-05-04"})
    with database.write() as connection:
        add_event(connection, member, "arrival", date(2026, 5, 4))
    tick(database)

    assert statuses(database) == [("2026-05-04", "created")]


def test_a_birthday_on_a_leap_day_is_kept_every_year(database, begin):
    schedule = {"kind": "relative", "source": "born_on", "turning": 30, "at": "18:00"}
    now = datetime(2026, 2, 28, 9, tzinfo=UTC)
    begin(schedule, now, born_on=date(1996, 2, 29))
    tick(database, now)

    assert statuses(database) == [("2026-02-28", "created")]


def test_a_changed_date_takes_back_what_is_not_sent(database, begin):
    member = begin()
    tick(database)
    change(database, member, born_on=date(1966, 6, 9))

    assert follow_dates(database, LATER) == 1
    assert statuses(database) == [("2026-05-04", "cancelled")]


def test_a_date_that_changes_back_is_due_again(database, begin):
    member = begin()
    tick(database)
    change(database, member, born_on=date(1966, 6, 9))
    follow_dates(database, LATER)
    change(database, member, born_on=BORN)
    follow_dates(database, LATER)

    assert statuses(database) == [("2026-05-04", "created")]


def test_a_date_that_changes_to_today_is_planned(database, begin):
    member = begin(born_on=date(1966, 6, 9))
    tick(database)
    assert read(database) == []
    change(database, member, born_on=BORN)
    follow_dates(database, LATER)
    tick(database, LATER)

    assert statuses(database) == [("2026-05-04", "created")]


def test_who_was_written_to_gets_nothing_by_another_channel_when_others_come_late(database, begin):
    steps = [{"channel": "sms"}, {"channel": "email"}, {"channel": "person"}]
    member = begin(steps=steps, language="en", email="aino@example.org")
    tick(database)
    change(database, member, phone=None)
    with database.write() as connection:
        given = {"phone": "+358401234568", "name": "Bo", "born_on": BORN, "updated_at": LATER}
        add_member(connection, "A-2", **given)
    follow_dates(database, LATER)
    tick(database, LATER)

    assert [(row.step, row.channel) for row in read(database)] == [(0, "sms"), (0, "sms")]


def test_many_dates_that_change_to_today_at_once_wait_for_a_person(database, begin):
    begin()
    tick(database)
    with database.write() as connection:
        for number in range(20):
            given = {"phone": "+358401234567", "name": "Aino", "born_on": BORN}
            add_member(connection, f"B-{number}", **given, updated_at=LATER)
    follow_dates(database, LATER)
    tick(database, LATER)

    assert "21 members, and usually it is 1" in read(database, campaigns)[0].hold_reason
    assert len(read(database)) == 1


def test_dates_that_stay_cost_nothing(database, begin):
    begin()
    tick(database)
    with database.write():
        assert follow_dates(database, LATER) == 0
