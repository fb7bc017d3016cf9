"""Opt-outs, in force at once and remembered after the loss of the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from outreach.consent import Decision, find_decisions
from outreach.optouts import Cause
from outreach.statuses import Status
from outreach.suppressions import Reason, Scope
from outreach.tables import consent_changes, consents, suppressions
from tests.outreach.dispatch.rows import PHONE
from tests.outreach.returning import NOW, SENDER

STOP = Scope("sms", SENDER)


def cause(reason=Reason.STOP, **later):
    return Cause(reason, "test", NOW + timedelta(**later))


def suppress(returning, scope=STOP, because=None):
    with returning.database.write() as connection:
        return returning.optouts.suppress(connection, PHONE, scope, because or cause())


def lift(returning, scope=STOP, **later):
    with returning.database.write() as connection:
        return returning.optouts.lift(connection, PHONE, scope, cause(**later))


def forget(returning, *tables):
    """Bring the tables back to what a backup had: nothing."""
    with returning.database.write() as connection:
        for table in tables:
            connection.execute(sa.delete(table))


def decide(returning, member_id, granted, **later):
    made = NOW + timedelta(**later)
    decision = Decision(member_id, "sms", "promotion", granted, "preferences", made)
    with returning.database.write() as connection:
        return returning.optouts.decide(connection, [decision])


def test_what_is_suppressed_already_is_no_news(returning):
    assert suppress(returning)
    assert not suppress(returning)
    assert not suppress(returning, Scope("sms", SENDER, "promotion"))


def test_only_what_the_member_asked_for_can_be_lifted(returning):
    suppress(returning, Scope("sms"), cause(Reason.COMPLAINT))

    assert not lift(returning)
    assert len(returning.suppressed()) == 1


@pytest.mark.parametrize("outer", [Scope(), Scope("sms"), STOP])
def test_what_lies_within_is_lifted(returning, outer):
    suppress(returning)

    assert lift(returning, outer)
    assert returning.suppressed() == []


def test_a_lost_suppression_comes_back_from_the_journal(returning):
    number = returning.add(status=Status.CREATED)
    suppress(returning)
    forget(returning, suppressions)
    returning.change(number, status=Status.CREATED, settled_at=None)

    assert returning.optouts.replay() == 1

    assert returning.suppressed()[0].scope == STOP
    assert returning.read(number).status == Status.CANCELLED


def test_what_was_lifted_does_not_come_back(returning):
    suppress(returning)
    lift(returning, hours=1)
    forget(returning, suppressions)

    assert returning.optouts.replay() == 0
    assert returning.suppressed() == []


def test_a_lost_lift_comes_back_too(returning):
    suppress(returning)
    lift(returning, Scope(), hours=1)
    with returning.database.write() as connection:
        connection.execute(sa.update(suppressions).values(lifted_at=None))

    assert returning.optouts.replay() == 1
    assert returning.suppressed() == []


def test_reading_the_journal_back_changes_nothing_that_is_known(returning):
    suppress(returning)
    lift(returning, hours=1)
    suppress(returning, because=cause(hours=2))

    assert returning.optouts.replay() == 0
    assert len(returning.suppressed()) == 1


def test_a_members_no_cancels_what_waits_for_the_channel(returning):
    number = returning.add(status=Status.CREATED, purpose="promotion")
    service = returning.add(status=Status.CREATED)

    decide(returning, returning.read(number).member_id, granted=False)

    assert returning.read(number).status == Status.CANCELLED
    assert returning.read(service).status == Status.CREATED


def test_a_lost_decision_comes_back_from_the_journal(returning, database):
    member = returning.read(returning.add()).member_id
    decide(returning, member, granted=True)
    decide(returning, member, granted=False, hours=1)
    forget(returning, consents, consent_changes)

    assert returning.optouts.replay() == 1

    with database.read() as connection:
        assert [each.granted for each in find_decisions(connection, member)] == [False]


def test_a_decision_of_a_row_that_is_somebody_elses_now_is_left_out(returning, database):
    member = returning.read(returning.add()).member_id
    decide(returning, member, granted=False)
    forget(returning, consents, consent_changes)
    with database.write() as connection:
        connection.execute(sa.text("UPDATE members SET reference = 'another'"))

    assert returning.optouts.replay() == 0
