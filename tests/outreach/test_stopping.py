"""The switch that stops all sending."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from outreach.dispatch import deliver
from outreach.dispatch.recheck import Rules
from outreach.statuses import Status
from outreach.stopping import SERVICE, describe_stop, is_stopped, resume_all, stop_all
from outreach.tables import actions
from tests.outreach.dispatch.conftest import (
    build_delivery,
    carrier,
    clock,
    delivery,
    institution,
)
from tests.outreach.dispatch.rows import NOW, add_message, read_message

__all__ = ["build_delivery", "carrier", "clock", "delivery", "institution"]


def test_nothing_leaves_while_all_is_stopped_and_everything_after(database, delivery):
    number = add_message(database)
    assert stop_all(database, "ann", NOW)
    assert deliver(delivery, "sms") == 0
    assert resume_all(database, "ben", NOW)
    assert deliver(delivery, "sms") == 1
    assert read_message(database, number).status == Status.SENT


def test_what_is_claimed_already_stays_here_as_well(carrier, database, build_delivery):
    numbers = [add_message(database) for _ in range(20)]
    stopped = []

    def stop_meanwhile(connection: sa.Connection, _ids: set[int]) -> dict[int, Rules]:
        # Rules are asked for between the claim and the marks, in the same transaction.
        row = {"on": True, "changed_at": NOW, "changed_by": "ann", "name": "stop-all"}
        stopped.append(connection.execute(sa.text(_STOP), row | {"changed_at": "2026-05-04"}))
        return {}

    assert deliver(build_delivery(rules_of=stop_meanwhile), "sms") == 0
    assert carrier.parts.carrier.ledger.count() == 0
    assert {read_message(database, each).attempt_id for each in numbers} == {None}


_STOP = (
    'INSERT INTO switches (name, "on", changed_at, changed_by)'
    " VALUES (:name, :on, :changed_at, :changed_by)"
)


def test_both_are_recorded_with_who_did_them_and_why(database):
    stop_all(database, "ann", NOW, "wrong amounts")
    assert not stop_all(database, "cem", NOW + timedelta(minutes=5), "again")
    with database.read() as connection:
        assert describe_stop(connection) == (
            f"All sending is stopped since {NOW:%Y-%m-%d %H:%M} UTC by ann: wrong amounts. "
            "Resume: outspoken resume-all"
        )
    resume_all(database, "ben", NOW)
    with database.read() as connection:
        assert not is_stopped(connection)
        assert describe_stop(connection) is None
        rows = connection.execute(sa.select(actions).order_by(actions.c.id)).all()
    told = [(row.actor, row.verb, row.object_id, row.detail["reason"]) for row in rows]
    assert told == [
        ("ann", "stopped", "all", "wrong amounts"),
        ("cem", "stopped", "all", "again"),
        ("ben", "resumed", "all", ""),
    ]


def test_a_persons_stop_takes_the_place_of_the_services_own(database):
    stop_all(database, SERVICE, NOW, "restored from a backup")
    assert not stop_all(database, "ann", NOW, "wrong amounts")
    with database.read() as connection:
        assert "by ann: wrong amounts" in describe_stop(connection)
