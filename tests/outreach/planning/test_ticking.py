from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from outreach.campaigns import State, cancel, get_campaign, pause, resume, save_campaign
from outreach.planning import close_campaigns, expand, find_runs
from outreach.segments import parse_rule, save_segment
from outreach.tables import campaign_runs, campaigns, messages
from tests.outreach.campaigns.drafts import NOW, PREMISES, make_definition, prepare, start
from tests.outreach.planning.runs import read
from tests.outreach.segments.people import add_member

DAILY = {"kind": "recurring", "rule": "FREQ=DAILY", "starts_on": "2026-05-01", "at": "13:00"}
DAY = timedelta(days=1)


def tick(database, at=NOW, premises=PREMISES):
    """Do what the worker does at a moment."""
    for run_id in find_runs(database, at):
        expand(database, run_id, at, premises)


@pytest.fixture
def begin(database):
    """Starts a campaign for so many members; the segment is everyone, or what it is given."""

    def start_it(size=3, **given):
        with database.write() as connection:
            prepare(connection)
            for number in range(size):
                add_member(connection, f"A-{number}", phone="+358401234567", name="Aino")
            return start(connection, **given)

    return start_it


def test_a_campaign_is_sent_once_however_often_the_clock_ticks(database, begin):
    begin()
    for second in range(3):
        tick(database, NOW + timedelta(seconds=second))

    assert len(read(database)) == 3
    assert read(database, campaigns)[0].state == State.SENDING


def test_a_scheduled_campaign_waits_for_its_hour(database, begin):
    begin(schedule={"kind": "instant", "at": "2026-05-05T12:00:00Z"})
    tick(database)
    assert read(database) == []
    tick(database, datetime(2026, 5, 5, 11, 50, tzinfo=UTC))
    assert read(database)[0].due_at == datetime(2026, 5, 5, 12, tzinfo=UTC)


def test_a_rule_runs_on_each_of_its_days(database, begin):
    begin(schedule=DAILY)
    for hours in range(0, 72, 6):
        tick(database, NOW + timedelta(hours=hours))

    days = [run.occurrence for run in read(database, campaign_runs)]
    assert days == ["2026-05-04", "2026-05-05", "2026-05-06", "2026-05-07"]
    assert len(read(database)) == 12


def test_a_time_of_the_day_that_was_past_at_the_approval_does_not_fire(database, begin):
    begin(schedule=DAILY | {"at": "11:59"})  # Where the members are it is noon.
    tick(database)
    assert read(database) == []
    tick(database, NOW + DAY)
    assert {row.occurrence for row in read(database)} == {"2026-05-05"}


def test_a_time_that_passed_while_a_campaign_was_corrected_fires(database, begin):
    begin(schedule=DAILY)
    with database.write() as connection:
        start(connection, at=NOW + timedelta(hours=3), schedule=DAILY, cap=999)
    tick(database, NOW + timedelta(hours=3))
    assert {row.occurrence for row in read(database)} == {"2026-05-04"}


def test_days_on_which_nobody_was_there_are_not_made_up_for(database, begin):
    begin(schedule=DAILY)
    tick(database)
    tick(database, NOW + 10 * DAY)

    days = [run.occurrence for run in read(database, campaign_runs)]
    assert days == ["2026-05-04", "2026-05-14"]


def test_a_run_of_unusual_size_waits_for_a_person(database, begin):
    begin(schedule=DAILY, size=8)
    tick(database)
    with database.write() as connection:
        for number in range(20):
            add_member(connection, f"B-{number}", phone="+358401234567", name="Aino")
    tick(database, NOW + DAY)

    assert read(database, campaign_runs)[1].state == "held"
    assert "28 members, and usually it is 8" in read(database, campaigns)[0].hold_reason
    with database.write() as connection:
        resume(connection, "spring", "eve", NOW)
    tick(database, NOW + DAY)
    assert len(read(database)) == 8 + 28


def test_a_first_run_of_twice_what_was_approved_waits_for_a_person(database, begin):
    begin(schedule=DAILY | {"starts_on": "2026-05-05"}, size=8)
    with database.write() as connection:
        for number in range(20):
            add_member(connection, f"B-{number}", phone="+358401234567", name="Aino")
    tick(database, NOW + DAY)

    assert "28 members, and usually it is 8" in read(database, campaigns)[0].hold_reason
    assert read(database) == []


def test_a_run_over_the_cap_waits_for_a_person(database, begin):
    begin(schedule=DAILY, cap=2)
    tick(database)

    assert "3 members, and the cap is 2" in read(database, campaigns)[0].hold_reason
    assert read(database) == []


def test_a_segment_changed_after_the_approval_returns_it_to_the_draft(database, begin):
    begin(schedule=DAILY)
    with database.write() as connection:
        save_segment(connection, "all", parse_rule({"language": "fi"}), "eve", NOW)
    tick(database)

    campaign = read(database, campaigns)[0]
    assert campaign.state == State.DRAFT
    assert "changed since" in campaign.hold_reason
    assert read(database) == []


def test_an_empty_segment_is_nobody(database, begin):
    with database.write() as connection:
        save_segment(connection, "nobody", parse_rule({}), "eve", NOW)
    begin(schedule=DAILY, audience={"segment": "nobody"})
    tick(database)

    assert read(database) == []
    assert read(database, campaign_runs)[0].state == "planned"


def test_a_change_takes_back_what_has_not_left(database, begin):
    begin(schedule=DAILY)
    tick(database)
    with database.write() as connection:
        sent = sa.update(messages).where(messages.c.id == read(database)[0].id)
        connection.execute(sent.values(status="sent"))
        connection.execute(
            sa.update(messages).where(messages.c.status == "created").values(status="claimed")
        )
        pause(connection, "spring", "eve", NOW)
        save_campaign(connection, "spring", make_definition(cap=9, schedule=DAILY), "ann", NOW)

    assert [row.status for row in read(database)] == ["sent"]


def test_what_is_approved_again_reaches_those_who_got_nothing(database, begin):
    begin(schedule=DAILY)
    tick(database)
    with database.write() as connection:
        sent = sa.update(messages).where(messages.c.id == read(database)[0].id)
        connection.execute(sent.values(status="sent"))
        pause(connection, "spring", "eve", NOW)
        start(connection, cap=9, schedule=DAILY)
    tick(database)

    assert sorted(row.status for row in read(database)) == ["created", "created", "sent"]


def test_a_cancelled_campaign_takes_back_what_is_queued(database, begin):
    begin()
    tick(database)
    with database.write() as connection:
        cancel(connection, "spring", "eve", NOW)
    close_campaigns(database, NOW)

    assert {(row.status, row.reason) for row in read(database)} == {
        ("cancelled", "campaign-cancelled")
    }


def test_a_campaign_finishes_when_all_is_settled(database, begin):
    begin()
    tick(database)
    close_campaigns(database, NOW)
    assert read(database, campaigns)[0].state == State.SENDING
    with database.write() as connection:
        connection.execute(sa.update(messages).values(status="delivered", settled_at=NOW))
    close_campaigns(database, NOW)
    assert read(database, campaigns)[0].state == State.FINISHED


def test_a_campaign_ends_at_its_expiry(database, begin):
    begin(schedule=DAILY, expires_at="2026-05-04T20:00:00Z")
    tick(database)
    close_campaigns(database, NOW + DAY)

    assert read(database, campaigns)[0].state == State.FINISHED
    assert {row.reason for row in read(database)} == {"expired"}
    tick(database, NOW + DAY)
    assert len(read(database)) == 3


def test_what_a_worker_gives_back_after_the_expiry_is_taken_back_too(database, begin):
    begin(expires_at="2026-05-05T09:00:00Z", schedule=DAILY)
    tick(database)
    hold = {"status": "claimed"}
    with database.write() as connection:
        connection.execute(sa.update(messages).values(hold))
    close_campaigns(database, NOW + DAY)
    assert {row.status for row in read(database)} == {"claimed"}
    with database.write() as connection:
        connection.execute(sa.update(messages).values(status="created"))
    close_campaigns(database, NOW + DAY)

    assert {(row.status, row.reason) for row in read(database)} == {("cancelled", "expired")}


def test_a_paused_campaign_makes_no_runs(database, begin):
    begin(schedule=DAILY)
    with database.write() as connection:
        pause(connection, "spring", "eve", NOW)
    tick(database, NOW + DAY)
    assert read(database, campaign_runs) == []
    with database.write() as connection:
        resume(connection, "spring", "eve", NOW)
    tick(database, NOW + 3 * DAY)
    assert [run.occurrence for run in read(database, campaign_runs)] == ["2026-05-07"]


def test_nothing_is_locked_where_nothing_is_due(database, begin):
    begin(schedule=DAILY)
    tick(database)
    with database.write():
        assert find_runs(database, NOW) == []
    with database.read() as connection:
        assert get_campaign(connection, "spring").next_run_at.date() == date(2026, 5, 4)
