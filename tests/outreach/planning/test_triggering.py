from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from outreach.campaigns import pause, resume, save_campaign
from outreach.cases import Case, record
from outreach.tables import campaign_runs, life_events
from tests.outreach.campaigns.drafts import NOW, make_definition, prepare, start
from tests.outreach.planning.runs import read
from tests.outreach.planning.test_ticking import tick
from tests.outreach.segments.people import add_event, add_member

TODAY = NOW.date()


@pytest.fixture
def begin(database):
    """Starts a campaign that waits for something, and returns the one member there is."""

    def start_it(**given):
        with database.write() as connection:
            prepare(connection)
            member = add_member(connection, "A-1", phone="+358401234567", name="Aino")
            start(connection, **given)
        return member

    return start_it


def happen(database, member, kind="birth", day=TODAY):
    with database.write() as connection:
        add_event(connection, member, kind, day)


def change_case(database, member, status, at=NOW, kind="pension"):
    case = Case("C-1", member, kind, status, TODAY)
    with database.write() as connection:
        record(database, connection, [case], "import", at)


def test_a_life_event_is_answered_once(database, begin):
    member = begin(schedule={"kind": "event", "event": "birth"})
    happen(database, member)
    for second in range(3):
        tick(database, NOW + timedelta(seconds=second))

    (row,) = read(database)
    assert row.occurrence.startswith("event:")
    assert row.due_at == NOW


@pytest.mark.parametrize(("kind", "days"), [("divorce", 0), ("birth", 31)])
def test_other_events_and_old_ones_are_not_answered(database, begin, kind, days):
    member = begin(schedule={"kind": "event", "event": "birth"})
    happen(database, member, kind, TODAY - timedelta(days=days))
    tick(database)

    assert read(database) == []


def test_what_happened_before_the_approval_is_not_answered(database, begin):
    with database.write() as connection:
        early = add_member(connection, "B-1", phone="+358401234567", name="Bo")
    happen(database, early)
    tick(database)
    begin(schedule={"kind": "event", "event": "birth"})
    happen(database, early, "divorce")
    tick(database)

    assert read(database) == []


@pytest.mark.parametrize(
    ("given", "due"),
    [
        ({"at": "10:00"}, datetime(2026, 5, 5, 7, tzinfo=UTC)),
        ({"at": "18:00"}, datetime(2026, 5, 4, 15, tzinfo=UTC)),
        ({"at": "10:00", "delay_days": 3}, datetime(2026, 5, 7, 7, tzinfo=UTC)),
        ({"delay_days": 3}, datetime(2026, 5, 7, 9, tzinfo=UTC)),
    ],
)
def test_the_answer_comes_at_the_hour_where_the_member_is(database, begin, given, due):
    member = begin(schedule={"kind": "event", "event": "birth"} | given)
    happen(database, member)
    tick(database)

    assert read(database)[0].due_at == due


def test_more_events_than_the_cap_wait_for_a_person(database, begin):
    member = begin(schedule={"kind": "event", "event": "birth"}, cap=1)
    happen(database, member)
    happen(database, member, day=date(2026, 5, 3))
    tick(database)
    assert read(database) == []
    with database.write() as connection:
        resume(connection, "spring", "eve", NOW)
    tick(database, NOW + timedelta(hours=1))

    assert len(read(database)) == 2


def test_a_case_that_changes_is_told_of(database, begin):
    schedule = {"kind": "case", "case_kind": "pension", "status": "decided"}
    member = begin(schedule=schedule)
    change_case(database, member, "received")
    tick(database)
    assert read(database) == []
    change_case(database, member, "decided")
    tick(database, NOW + timedelta(seconds=1))

    assert read(database)[0].occurrence.startswith("case:")


def test_a_case_that_has_moved_on_is_told_of_once(database, begin):
    member = begin(schedule={"kind": "case"})
    change_case(database, member, "received")
    change_case(database, member, "decided")
    tick(database)

    assert len(read(database)) == 1


def test_events_that_were_taken_back_are_planned_after_the_next_approval(database, begin):
    schedule = {"kind": "event", "event": "birth"}
    member = begin(schedule=schedule)
    happen(database, member)
    tick(database)
    with database.write() as connection:
        pause(connection, "spring", "eve", NOW)
        start(connection, schedule=schedule, cap=7)
    assert read(database) == []
    tick(database, NOW + timedelta(minutes=5))

    assert len(read(database)) == 1


def test_an_answer_that_waited_for_days_is_planned_again_for_the_same_moment(database, begin):
    schedule = {"kind": "event", "event": "birth", "delay_days": 10}
    member = begin(schedule=schedule)
    happen(database, member)
    tick(database)
    due = [row.due_at for row in read(database)]
    later = NOW + timedelta(days=4)
    with database.write() as connection:
        pause(connection, "spring", "eve", later)
        changed = make_definition(schedule=schedule, cap=7)
        save_campaign(connection, "spring", changed, "ann", later)
        start(connection, at=later, schedule=schedule, cap=7)
    tick(database, later)

    assert [row.due_at for row in read(database)] == due


def test_what_happened_is_forgotten_by_a_campaign_that_waits_for_it_no_more(database, begin):
    member = begin(schedule={"kind": "event", "event": "birth"})
    happen(database, member)
    tick(database)
    daily = {"kind": "recurring", "rule": "FREQ=DAILY", "starts_on": "2026-05-05", "at": "10:00"}
    with database.write() as connection:
        pause(connection, "spring", "eve", NOW)
        start(connection, schedule=daily)
    tick(database)

    assert read(database) == []
    assert read(database, campaign_runs) == []


def test_more_events_than_before_wait_for_nobody(database, begin):
    member = begin(schedule={"kind": "event", "event": "birth"})
    happen(database, member)
    tick(database)
    for days in range(1, 21):
        happen(database, member, day=TODAY - timedelta(days=days))
    tick(database, NOW + timedelta(seconds=1))

    assert len(read(database)) == 21


def test_every_event_is_handled_whoever_waits(database):
    with database.write() as connection:
        member = add_member(connection, "A-1")
    happen(database, member)
    tick(database)

    with database.read() as connection:
        unhandled = sa.select(life_events.c.id).where(life_events.c.handled_at.is_(None))
        assert connection.execute(unhandled).first() is None
    assert read(database, campaign_runs) == []
