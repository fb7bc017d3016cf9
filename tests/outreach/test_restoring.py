"""The day on which a backup is put back: nobody who said STOP since then is written to."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import sqlalchemy as sa

from outreach.campaigns.states import State
from outreach.database import Database
from outreach.errors import CarrierUnavailableError
from outreach.providers.configuration import TwilioEntry
from outreach.providers.twilio_inbox import read_inbox
from outreach.replies import Reply
from outreach.restoring import HELD, RestoreGuard
from outreach.statuses import Status
from outreach.stopping import is_stopped, stop_all
from outreach.tables import campaigns
from tests.carriers import carrier, institution
from tests.outreach.dispatch.rows import PHONE, add_campaign
from tests.outreach.returning import SENDER, build_returning

__all__ = ["carrier", "institution"]

NOW = datetime.now(UTC)
LATER = NOW + timedelta(minutes=1)
NEXT_DAY = NOW + timedelta(days=1)
STOP = Reply("twilio", "SM1", "sms", PHONE, SENDER, "STOP", NOW)


def no_answers(_since):
    return []


def unreachable(_since):
    raise CarrierUnavailableError("the carrier is away")


@pytest.fixture
def back_up(database, database_url, request, tmp_path):
    """Copies the database as it is; returns the copy, opened."""
    opened = []

    def back_up():
        database.close()
        if database.is_sqlite:
            copy = tmp_path / f"backup{len(opened)}.sqlite3"
            with (
                closing(sqlite3.connect(database.engine.url.database)) as source,
                closing(sqlite3.connect(copy)) as target,
            ):
                source.backup(target)
            opened.append(Database(f"sqlite:///{copy}"))
        else:
            cluster = request.getfixturevalue("cluster")
            opened.append(Database(cluster.create(template=database.engine.url.database)))
        return opened[-1]

    yield back_up
    for each in opened:
        each.close()


@pytest.fixture
def guard(tmp_path):
    """Builds the guard of a database, with the file of this machine."""

    def build(database, *inboxes, folder="journal"):
        returning = build_returning(database, tmp_path / folder)
        parts = (returning.recalling, returning.replies, inboxes or [no_answers])
        return RestoreGuard(tmp_path / "high_water.json", *parts), returning

    return build


@pytest.fixture
def restored(database, back_up, guard):
    """A copy of the database, made a minute before the service was last seen."""
    watch, _ = guard(database)
    watch.check(database, NOW)
    copy = back_up()
    watch.check(database, LATER)
    return copy


@pytest.fixture
def inbox(carrier):
    account = carrier.parts.carrier.account
    entry = TwilioEntry(
        name="twilio",
        kind="twilio",
        account_sid=account.sid,
        auth_token=account.token,
        senders=(SENDER,),
        url=f"{carrier.url}/sandbox/twilio",
    )
    return partial(read_inbox, entry)


def is_silent(database):
    with database.read() as connection:
        return is_stopped(connection)


def test_a_stop_between_backup_and_restore_is_honoured(database, back_up, guard, carrier, inbox):
    watch, returning = guard(database)
    watch.check(database, NOW)
    returning.add()
    restored = back_up()
    watch.check(database, LATER)
    carrier.parts.carrier.hear(PHONE, SENDER, "STOP")

    after, acting = guard(restored, inbox, folder="a journal that was lost too")
    number = acting.add(status=Status.CREATED)
    after.check(restored, NEXT_DAY)

    assert acting.suppressed()[0].scope.sender == SENDER
    assert acting.read(number).status == Status.CANCELLED
    assert not is_silent(restored)


def test_the_journal_is_read_back_too(database, back_up, guard):
    watch, returning = guard(database)
    watch.check(database, NOW)
    restored = back_up()
    watch.check(database, LATER)
    returning.replies.take(STOP, LATER)

    after, acting = guard(restored)
    after.check(restored, NEXT_DAY)

    assert len(acting.suppressed()) == 1


def test_nothing_is_sent_until_the_carrier_was_asked(restored, guard):

    guard(restored, unreachable)[0].check(restored, NEXT_DAY)
    assert is_silent(restored)

    guard(restored)[0].check(restored, NEXT_DAY)
    assert not is_silent(restored)


def test_a_stop_of_all_by_a_person_stays(restored, guard):
    stop_all(restored, "ann", NOW, "a mistake in the wording")

    guard(restored)[0].check(restored, NEXT_DAY)

    assert is_silent(restored)


@pytest.mark.parametrize("due", [True, False])
def test_campaigns_that_fell_due_meanwhile_wait_for_a_person(database, back_up, guard, due):
    watch, _ = guard(database)
    watch.check(database, NOW)
    with database.write() as connection:
        add_campaign(connection, state=State.SCHEDULED)
        moment = LATER if due else NEXT_DAY + timedelta(days=1)
        connection.execute(sa.update(campaigns).values(next_run_at=moment))
    restored = back_up()
    watch.check(database, LATER)

    guard(restored)[0].check(restored, NEXT_DAY)

    with restored.read() as connection:
        row = connection.execute(sa.select(campaigns)).one()
    expected = (State.PAUSED, HELD) if due else (State.SCHEDULED, "")
    assert (row.state, row.hold_reason) == expected


def test_a_restored_database_is_recovered_once(restored, guard):
    after, _ = guard(restored)
    after.check(restored, NEXT_DAY)
    with restored.write() as connection:
        number = add_campaign(connection, state=State.SENDING)
        connection.execute(sa.update(campaigns).values(next_run_at=NOW))

    after.check(restored, NEXT_DAY + timedelta(minutes=1))

    with restored.read() as connection:
        row = connection.execute(sa.select(campaigns).where(campaigns.c.id == number)).one()
    assert row.state == State.SENDING


def test_a_night_without_the_service_holds_nothing(database, guard):
    guard(database)[0].check(database, NOW)

    guard(database)[0].start(database, NEXT_DAY)

    assert not is_silent(database)


def test_what_was_written_while_the_service_was_down_is_read_at_its_start(
    database, guard, carrier, inbox
):
    guard(database)[0].check(database, NOW)
    carrier.parts.carrier.hear(PHONE, SENDER, "STOP")

    watch, acting = guard(database, inbox)
    watch.start(database, NEXT_DAY)

    assert len(acting.suppressed()) == 1


def test_a_machine_that_joins_a_living_database_goes_on(database, guard, tmp_path):
    guard(database)[0].check(database, NOW)
    (tmp_path / "high_water.json").unlink()

    guard(database, unreachable)[0].check(database, LATER)

    assert not is_silent(database)


def test_a_copy_on_a_machine_that_does_not_know_it_is_a_restore(database, guard, tmp_path):
    guard(database)[0].check(database, NOW)
    (tmp_path / "high_water.json").unlink()

    guard(database, unreachable)[0].check(database, NEXT_DAY)

    assert is_silent(database)


def test_a_carrier_that_is_away_is_named_without_values(inbox, carrier):
    entry = inbox.args[0].model_copy(update={"url": "http://127.0.0.1:9"})

    with pytest.raises(CarrierUnavailableError, match="twilio cannot be asked"):
        read_inbox(entry, NOW)


def test_answers_are_read_in_their_order(inbox, carrier):
    for body in ("STOP", "START", "Kiitos!"):
        carrier.parts.carrier.hear(PHONE, SENDER, body)
    carrier.parts.carrier.hear(PHONE, "+15005550016", "STOP")

    found = inbox(NOW - timedelta(hours=1))

    assert [reply.body for reply in found] == ["STOP", "START", "Kiitos!"]
    assert {reply.address for reply in found} == {PHONE}
