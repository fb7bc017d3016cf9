from contextlib import closing
from datetime import timedelta

import pytest
import sqlalchemy as sa

from outreach.campaigns import approve, pause, submit
from outreach.database import Database
from outreach.steps import advance
from outreach.tables import messages, work_items
from tests.outreach.campaigns.drafts import NOW, PREMISES, add_draft, prepare
from tests.outreach.planning.runs import read
from tests.outreach.planning.test_ticking import tick
from tests.outreach.segments.people import add_member

EMAIL = {"channel": "email"}
PERSON = {"channel": "person"}
LATER = NOW + timedelta(hours=25)


@pytest.fixture
def send(database):
    """Plans a campaign of these steps for one member, and settles its message so."""

    def start_it(*steps, member=None, **outcome):
        facts = {"phone": "+358401234567", "email": "a@example.org", "name": "Ann"}
        with database.write() as connection:
            prepare(connection)
            add_member(connection, "A-1", **facts | {"language": "en"} | (member or {}))
            add_draft(connection, steps=list(steps))
            submit(connection, "spring", "ann", NOW, PREMISES)
            approve(connection, "spring", "bob", NOW, PREMISES)
        tick(database)
        settle(database, **outcome)

    return start_it


def settle(database, at=NOW, **outcome):
    with database.write() as connection:
        newest = messages.c.id == read(database)[-1].id
        facts = {"sent_at": at, "settled_at": at} | outcome
        connection.execute(sa.update(messages).where(newest).values(facts))


def failed(reason, status="permanent-failure"):
    return {"status": status, "reason": reason}


@pytest.mark.parametrize("reason", ["landline", "opted-out", "suppressed", "unreachable"])
def test_whom_a_channel_does_not_reach_gets_the_next(database, send, reason):
    send({"channel": "sms"}, EMAIL, **failed(reason))
    for _ in range(2):
        advance(database, LATER, PREMISES)

    first, second = read(database)
    assert (second.step, second.channel, second.status) == (1, "email", "created")
    assert (second.address, second.values) == ("a@example.org", first.values)
    assert second.due_at == LATER


@pytest.mark.parametrize("reason", ["deceased", "expired", "frequency-cap", "erased"])
def test_what_concerns_the_member_ends_the_plan(database, send, reason):
    send({"channel": "sms"}, EMAIL, **failed(reason, "cancelled"))
    advance(database, LATER, PREMISES)
    assert len(read(database)) == 1


def test_only_the_reasons_that_the_plan_names_move_on(database, send):
    send({"channel": "sms", "next_on": ["landline"]}, EMAIL, **failed("unreachable"))
    advance(database, LATER, PREMISES)
    assert len(read(database)) == 1


@pytest.mark.parametrize(("hours", "count"), [(23, 1), (25, 2)])
def test_what_is_not_delivered_in_time_moves_on(database, send, hours, count):
    send({"channel": "sms", "next_after_hours": 24}, EMAIL, status="sent")
    advance(database, NOW + timedelta(hours=hours), PREMISES)
    assert len(read(database)) == count


def test_nothing_is_planned_of_what_becomes_a_draft_meanwhile(database, database_url, send):
    send({"channel": "sms"}, EMAIL, **failed("landline"))
    changed = []

    def change_meanwhile(connection, cursor, statement, *_):
        if "FROM campaigns" in statement and not changed:
            changed.append(True)
            with closing(Database(database_url)) as other, other.write() as writing:
                pause(writing, "spring", "eve", NOW)
                add_draft(writing, steps=[{"channel": "sms"}, EMAIL], cap=7)

    sa.event.listen(database.engine, "after_cursor_execute", change_meanwhile)
    assert advance(database, LATER, PREMISES) == 0
    assert len(read(database)) == 1


def test_what_was_delivered_stays(database, send):
    send({"channel": "sms", "next_after_hours": 24}, EMAIL, status="delivered")
    advance(database, LATER, PREMISES)
    assert len(read(database)) == 1


def test_a_step_that_does_not_reach_the_member_is_passed_over(database, send):
    send({"channel": "sms"}, EMAIL, PERSON, member={"email": None}, **failed("landline"))
    advance(database, LATER, PREMISES)

    assert len(read(database)) == 1
    assert [item.reason for item in read(database, work_items)] == ["landline"]


def test_the_last_step_is_a_person_once(database, send):
    send({"channel": "sms"}, EMAIL, PERSON, **failed("landline"))
    advance(database, LATER, PREMISES)
    settle(database, **failed("invalid-address"))
    for _ in range(2):
        advance(database, LATER, PREMISES)

    assert [item.reason for item in read(database, work_items)] == ["invalid-address"]


def test_after_a_preferred_channel_the_others_follow_in_their_order(database, send):
    preferred = {"preferred_channel": "email"}
    send({"channel": "sms"}, EMAIL, member=preferred, **failed("rejected"))
    for _ in range(2):
        advance(database, LATER, PREMISES)
        settle(database, **failed("unreachable"))

    assert [row.channel for row in read(database)] == ["email", "sms"]
