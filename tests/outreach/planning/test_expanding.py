import pytest
import sqlalchemy as sa

from outreach.campaigns import pause
from outreach.planning import expand
from outreach.tables import campaign_runs, members
from tests.outreach.campaigns.drafts import NOW, PREMISES, prepare, start
from tests.outreach.planning.runs import plan, read
from tests.outreach.segments.people import add_member


def add_people(connection, count, **given):
    for number in range(count):
        facts = {"phone": f"+3584012345{number:02}", "name": f"Aino {number}"} | given
        add_member(connection, f"A-{number}", **facts)


@pytest.fixture
def campaign(database):
    with database.write() as connection:
        prepare(connection)
        add_people(connection, 7)
        return start(connection)


def test_a_message_is_whole_when_it_is_planned(database, campaign):
    plan(database, campaign)

    first = read(database)[0]
    assert (first.status, first.reason, first.step) == ("created", "", 0)
    assert (first.channel, first.purpose, first.language) == ("sms", "service", "fi")
    assert first.address == "+358401234500"
    assert first.values == {"institution": "Fund", "name": "Aino 0", "due": "2026-06-01"}
    assert first.due_at == NOW
    assert first.expires_at > NOW


def test_planning_again_plans_nothing(database, campaign):
    run_id = plan(database, campaign)

    assert expand(database, run_id, NOW, PREMISES) == 0
    with database.write() as connection:
        connection.execute(sa.update(campaign_runs).values(state="planning", planned_through=None))
    assert expand(database, run_id, NOW, PREMISES) == 0
    assert len(read(database)) == 7


def test_ranges_cover_everyone_once(database, campaign):
    plan(database, campaign, size=2)

    assert len({row.member_id for row in read(database)}) == len(read(database)) == 7
    assert read(database, campaign_runs)[0].planned == 7


def test_who_is_frozen_is_written_to_and_nobody_else(database, campaign):
    with database.write() as connection:
        add_member(connection, "B-1", phone="+358401234599")
        connection.execute(
            sa.update(members).where(members.c.reference == "A-0").values(deceased_on=NOW.date())
        )
    plan(database, campaign)

    rows = read(database)
    assert len(rows) == 7
    assert (rows[0].status, rows[0].reason) == ("cancelled", "deceased")
    assert read(database, campaign_runs)[0].left_out == 1


def test_a_paused_campaign_is_planned_and_a_draft_is_not(database, campaign):
    with database.write() as connection:
        pause(connection, "spring", "eve", NOW)
    plan(database, campaign)
    assert len(read(database)) == 7
