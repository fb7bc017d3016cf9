"""What comes between: a killed planner, a pause or a change while messages are handed over."""

import subprocess
import sys
from contextlib import closing
from datetime import timedelta

import pytest
import sqlalchemy as sa

from outreach.campaigns import State, approve, cancel, pause, resume, save_campaign, submit
from outreach.database import Database
from outreach.dispatch.claim import Lease, claim
from outreach.dispatch.writer import Job, write_group
from outreach.errors import CampaignError
from outreach.planning import close_campaigns, expand, find_runs
from outreach.providers.registry import Route
from outreach.tables import campaign_runs, campaigns, members
from tests.outreach.campaigns.drafts import (
    NOW,
    PREMISES,
    add_draft,
    make_definition,
    prepare,
    start,
)
from tests.outreach.planning.runs import add_run, read
from tests.outreach.planning.test_ticking import tick
from tests.outreach.segments.people import add_member

LEASE = Lease("worker", NOW + timedelta(minutes=2))
ROUTE = Route("twilio", "sms", "+15005550006", 1000.0)
SUICIDAL = """
import os, signal, sys
import sqlalchemy as sa
from outreach.database import Database
from outreach.planning import expand
from tests.outreach.campaigns.drafts import NOW, PREMISES

database, planned = Database(sys.argv[1]), []

def count(connection, cursor, statement, *_):
    planned.append("INSERT INTO messages" in statement)
    if sum(planned) == 3:
        os.kill(os.getpid(), signal.SIGKILL)

sa.event.listen(database.engine, "after_cursor_execute", count)
expand(database, int(sys.argv[2]), NOW, PREMISES, 4)
"""


@pytest.fixture
def campaign(database):
    with database.write() as connection:
        return make_campaign(connection)


def make_campaign(connection):
    prepare(connection)
    for number in range(20):
        add_member(connection, f"A-{number}", phone=f"+3584012345{number:02}", name="Aino")
    return start(connection)


def test_a_planner_that_is_killed_is_taken_up_where_it_left_off(database, database_url, campaign):
    with database.write() as connection:
        run_id = add_run(connection, campaign)
    command = [sys.executable, "-c", SUICIDAL, database_url, str(run_id)]
    assert subprocess.run(command, check=False).returncode == -9
    assert len(read(database)) == 8

    expand(database, run_id, NOW, PREMISES)

    assert len({row.member_id for row in read(database)}) == len(read(database)) == 20
    assert read(database, campaign_runs)[0].planned == 20


def mark(database, claimed):
    """Mark messages as a worker does just before it calls the carrier; return which hold."""
    jobs = [
        Job(
            "mark",
            {
                "row": each.id,
                "holder": LEASE.owner,
                "margin_until": NOW + timedelta(seconds=30),
                "attempt": f"attempt {each.id}",
                "at": NOW,
                "to": each.address,
                "heading": None,
                "said": "Hello",
            },
        )
        for each in claimed
    ]
    return write_group(database, jobs)


@pytest.mark.parametrize("halt", [pause, cancel])
def test_what_is_claimed_does_not_leave_after_a_pause(database, campaign, halt):
    tick(database)
    claimed = claim(database, ROUTE, LEASE, NOW)
    assert len(mark(database, claimed[:5])) == 5
    with database.write() as connection:
        halt(connection, "spring", "eve", NOW)

    assert mark(database, claimed[5:]) == set()
    assert claim(database, ROUTE, LEASE, NOW) == []


@pytest.mark.parametrize("halt", [pause, cancel])
def test_a_pause_waits_for_nobody_who_plans(cluster, halt):
    url = cluster.create(template="template_outspoken")
    with closing(Database(url)) as database, closing(Database(url)) as other:
        with database.write() as connection:
            run_id = add_run(connection, make_campaign(connection))

        def halt_meanwhile(connection, cursor, statement, *_):
            if "INSERT INTO messages" in statement:
                with other.write() as connection:
                    connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
                    halt(connection, "spring", "eve", NOW)

        sa.event.listen(database.engine, "after_cursor_execute", halt_meanwhile)
        expand(database, run_id, NOW, PREMISES)

        assert read(database, campaigns)[0].state in {State.PAUSED, State.CANCELLED}


def test_a_campaign_that_is_planned_while_it_is_paused_is_sent_afterwards(database, campaign):
    find_runs(database, NOW)
    with database.write() as connection:
        pause(connection, "spring", "eve", NOW)
    tick(database)
    with database.write() as connection:
        assert resume(connection, "spring", "eve", NOW).state is State.SENDING


def test_what_is_claimed_does_not_leave_after_a_change(database, campaign):
    tick(database)
    claimed = claim(database, ROUTE, LEASE, NOW)
    with database.write() as connection:
        pause(connection, "spring", "eve", NOW)
        save_campaign(connection, "spring", make_definition(cap=21), "ann", NOW)

    assert mark(database, claimed) == set()
    assert read(database) == []


def test_a_large_campaign_is_taken_back_before_it_is_approved_again(database):
    with database.write() as connection:
        prepare(connection)
        add_members(connection, 10_001)
        start(connection, cap=20_000)
    tick(database)
    with database.write() as connection:
        pause(connection, "spring", "eve", NOW)
        add_draft(connection, cap=20_001, template_version=1)
        submit(connection, "spring", "ann", NOW, PREMISES)
        with pytest.raises(CampaignError, match="still being taken back"):
            approve(connection, "spring", "bob", NOW, PREMISES)
    close_campaigns(database, NOW)

    assert read(database) == []
    with database.write() as connection:
        assert approve(connection, "spring", "bob", NOW, PREMISES).state is State.SCHEDULED


def add_members(connection, count):
    facts = {"language": "fi", "country": "FI", "time_zone": "Europe/Helsinki", "name": "Aino"}
    facts |= {"phone": "+358401234567", "created_at": NOW, "updated_at": NOW}
    rows = [facts | {"reference": f"A-{number}"} for number in range(count)]
    connection.execute(sa.insert(members), rows)
