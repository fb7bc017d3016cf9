"""What the journal knows is put in force again after the loss of the database."""

from __future__ import annotations

import sqlalchemy as sa

from outreach.bounces.acting import Bounces
from outreach.consent import find_decisions
from outreach.erasure import Eraser
from outreach.preferences import PreferenceBook
from outreach.statuses import Status
from outreach.suppressions import Reason, Scope
from outreach.tables import consent_changes, consents, members, suppressions
from tests.outreach.bounces.reports import write_report
from tests.outreach.deciding import STOP, cause, decide, forget, lift, suppress
from tests.outreach.dispatch.rows import MAILBOX, PHONE
from tests.outreach.returning import NOW


def test_a_lost_suppression_comes_back_from_the_journal(returning):
    number = returning.add(status=Status.CREATED)
    suppress(returning)
    forget(returning, suppressions)
    returning.change(number, status=Status.CREATED, settled_at=None)

    assert returning.recalling.recall() == 1

    assert returning.suppressed()[0].scope == STOP
    assert returning.read(number).status == Status.CANCELLED


def test_a_lost_unsubscription_by_one_click_comes_back(returning, database):
    number = returning.add(channel="email", address=MAILBOX)
    PreferenceBook(database, returning.hasher, returning.optouts).unsubscribe(number, NOW)
    forget(returning, suppressions, consents, consent_changes)

    returning.recalling.recall()

    assert [each.reason for each in returning.suppressed(MAILBOX)] == [Reason.UNSUBSCRIBE]


def test_a_lost_hard_bounce_comes_back(returning, database):
    number = returning.add(channel="email", address=MAILBOX)
    assert Bounces(database, returning.optouts).take(write_report(number), NOW) == 1
    forget(returning, suppressions)

    returning.recalling.recall()

    assert [each.reason for each in returning.suppressed(MAILBOX)] == [Reason.HARD_BOUNCE]


def test_what_was_lifted_does_not_come_back(returning):
    suppress(returning)
    lift(returning, hours=1)
    forget(returning, suppressions)

    assert returning.recalling.recall() == 0
    assert returning.suppressed() == []


def test_a_lost_lift_comes_back_too(returning):
    suppress(returning)
    lift(returning, Scope(), hours=1)
    with returning.database.write() as connection:
        connection.execute(sa.update(suppressions).values(lifted_at=None))

    assert returning.recalling.recall() == 1
    assert returning.suppressed() == []


def test_reading_the_journal_back_changes_nothing_that_is_known(returning):
    suppress(returning)
    lift(returning, hours=1)
    suppress(returning, because=cause(hours=2))

    assert returning.recalling.recall() == 0
    assert len(returning.suppressed()) == 1


def test_a_lost_decision_comes_back_from_the_journal(returning, database):
    member = returning.read(returning.add()).member_id
    decide(returning, member, granted=True)
    decide(returning, member, granted=False, hours=1)
    forget(returning, consents, consent_changes)

    assert returning.recalling.recall() == 1

    with database.read() as connection:
        assert [each.granted for each in find_decisions(connection, member)] == [False]


def test_a_decision_of_a_row_that_is_somebody_elses_now_is_left_out(returning, database):
    member = returning.read(returning.add()).member_id
    decide(returning, member, granted=False)
    forget(returning, consents, consent_changes)
    with database.write() as connection:
        connection.execute(sa.text("UPDATE members SET reference = 'another'"))

    assert returning.recalling.recall() == 0


def erase(returning, at=NOW):
    """Erase the one member; return the row and the reference."""
    with returning.database.write() as connection:
        row = connection.execute(sa.select(members)).one()
        eraser = Eraser(returning.optouts, returning.hasher)
        eraser.erase(connection, row.reference, actor="dpo", at=at)
    return row


def restore(returning, row):
    """Bring a member back as a backup has it."""
    forget(returning, suppressions)
    with returning.database.write() as connection:
        connection.execute(sa.insert(members).values(row._asdict()))


def test_a_member_who_was_erased_since_the_backup_is_erased_again(returning, database):
    returning.add()
    restore(returning, erase(returning))

    assert returning.recalling.recall() > 0

    with database.read() as connection:
        assert connection.execute(sa.select(members)).all() == []
    assert [each.reason for each in returning.suppressed()] == [Reason.ERASED]
    assert returning.recalling.recall() == 0


def test_a_member_who_was_taken_up_again_since_the_backup_stays(returning, database):
    returning.add()
    row = erase(returning)
    with database.write() as connection:
        eraser = Eraser(returning.optouts, returning.hasher)
        eraser.readmit(connection, row.reference, actor="dpo", at=NOW)
    restore(returning, row)

    returning.recalling.recall()

    with database.read() as connection:
        assert len(connection.execute(sa.select(members)).all()) == 1


def test_what_staff_suppressed_and_lifted_since_the_backup_comes_back(returning, database):
    suppress(returning, Scope(), cause(Reason.STAFF))
    forget(returning, suppressions)
    returning.recalling.recall()
    assert [each.reason for each in returning.suppressed()] == [Reason.STAFF]

    with database.write() as connection:
        hashed = returning.hasher.hash(PHONE)
        assert returning.optouts.end(connection, hashed, Scope(), cause(hours=1)) == 1
        connection.execute(sa.update(suppressions).values(lifted_at=None))
    returning.recalling.recall()
    assert returning.suppressed() == []
