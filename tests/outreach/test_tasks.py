"""Tasks: what is due wakes its worker up, and no task is worth more than the rows."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from huey.serializer import SignedSerializer

from outreach.database import Database
from outreach.jobs import Jobs
from outreach.statuses import Status
from outreach.tables import messages
from outreach.task_queue import open_queue
from outreach.tasks import Steadiness, Tasks
from outreach.worker import Worker
from tests.outreach.dispatch.conftest import (
    Clock,
    build_delivery,
    carrier,
    clock,
    delivery,
    institution,
)
from tests.outreach.dispatch.rows import NOW, add_message, read_message

__all__ = ["build_delivery", "carrier", "clock", "delivery", "institution"]

SECRET = "a secret that all machines share"


def build_tasks(delivery, **jobs) -> Tasks:
    return Tasks(open_queue(delivery.database, SECRET), delivery, Jobs(**jobs))


def run_waiting(tasks: Tasks) -> int:
    """Run the tasks that wait, as a worker's thread would; return how many there were."""
    count = 0
    while (task := tasks.huey.dequeue()) is not None:
        tasks.huey.execute(task)
        count += 1
    return count


@pytest.fixture
def running(delivery) -> Iterator[Callable[..., Worker]]:
    workers = []

    def start(given=delivery, **jobs) -> Worker:
        worker = Worker(build_tasks(given, **jobs))
        worker.start()
        workers.append(worker)
        return worker

    yield start
    for worker in workers:
        assert worker.close(10)


def test_a_tick_wakes_up_the_delivery_of_what_is_due(database, delivery):
    tasks = build_tasks(delivery)
    number = add_message(database)
    tasks.tick()
    run_waiting(tasks)
    assert read_message(database, number).status == Status.SENT


def test_an_idle_tick_wakes_nobody_but_the_first_sweep(database, delivery):
    tasks = build_tasks(delivery)
    add_message(database, due_at=NOW + timedelta(hours=1))
    tasks.tick()
    assert run_waiting(tasks) == 1
    tasks.tick()
    assert run_waiting(tasks) == 0


def test_a_task_that_runs_twice_sends_once(carrier, database, delivery):
    tasks = build_tasks(delivery)
    add_message(database)
    for _ in range(3):
        tasks.deliver("sms")
    run_waiting(tasks)
    assert carrier.parts.carrier.ledger.count() == 1


def test_a_task_that_was_lost_is_asked_for_again(database, delivery):
    tasks = build_tasks(delivery)
    number = add_message(database)
    tasks.tick()
    tasks.huey.flush()
    tasks.tick()
    run_waiting(tasks)
    assert read_message(database, number).status == Status.SENT


def test_what_a_stranger_writes_into_the_queue_is_not_run(database, delivery):
    tasks = build_tasks(delivery)
    number = add_message(database)
    forger = build_tasks(delivery)
    forger.huey.serializer = SignedSerializer("another secret", salt="outspoken.tasks")
    forger.deliver("sms")
    with pytest.raises(ValueError, match="mismatch"):
        tasks.huey.dequeue()
    assert read_message(database, number).status == Status.CREATED


def test_runs_are_expanded_until_they_are_planned(delivery):
    open_runs, expanded = [3, 5], []

    def expand(database: Database, run_id: int, now: datetime) -> None:
        expanded.append(run_id)
        open_runs.remove(run_id)

    tasks = build_tasks(delivery, find_runs=lambda _database, _now: open_runs, expand=expand)
    tasks.tick()
    run_waiting(tasks)
    tasks.tick()
    assert (expanded, open_runs) == ([3, 5], [])


def test_a_job_that_fails_keeps_no_other_from_its_turn(database, delivery):
    def fail(*_: object) -> None:
        raise RuntimeError("this job is broken")

    tasks = build_tasks(delivery, find_runs=fail, each_second={"broken": fail})
    number = add_message(database)
    tasks.tick()
    run_waiting(tasks)
    assert read_message(database, number).status == Status.SENT


def test_a_worker_sends_what_falls_due_by_itself(database, build_delivery, institution, running):
    number = add_message(database)
    delivery = build_delivery(callback_url=f"{institution.url}/status")
    running(delivery)
    path, _form, _signature = institution.calls.get(timeout=20)
    assert path.startswith(f"/status/{number}/")


def test_two_workers_on_one_database_send_each_message_once(
    database, build_delivery, institution, running, carrier
):
    numbers = {str(add_message(database)) for _ in range(40)}
    delivery = build_delivery(callback_url=f"{institution.url}/status")
    running(delivery)
    running(delivery)
    told: set[str] = set()
    while told < numbers:
        told.add(institution.calls.get(timeout=20)[0].split("/")[2])
    assert carrier.parts.carrier.ledger.count() == 40


def test_a_worker_that_is_stopped_gives_back_what_has_not_left(
    carrier, database, build_delivery, running
):
    began = threading.Event()
    slow = build_delivery(rules_of=lambda _connection, _ids: began.set() or {})
    for _ in range(30):
        add_message(database)
    worker = running(slow)
    assert began.wait(20)
    assert worker.close(20)
    with database.read() as connection:
        held = sa.select(sa.func.count()).where(messages.c.status == Status.CLAIMED)
        assert connection.execute(held).scalar_one() == 0


def test_nothing_begins_when_what_comes_first_fails(database, delivery):
    def refuse(*_: object) -> None:
        raise RuntimeError("the database was restored from a backup")

    with pytest.raises(RuntimeError, match="restored"):
        Worker(build_tasks(delivery, at_start={"guard": refuse})).start()


def test_after_a_jump_of_the_clock_nobody_is_asked_for_the_length_of_a_lease(delivery):
    clock, steady = Clock(), [0.0]
    clock.now = datetime(2026, 5, 4, tzinfo=UTC)
    moved = Steadiness(clock, delivery.timing.lease.total_seconds(), lambda: steady[0])
    assert moved.check()
    clock.move(hours=1)
    assert not moved.check()
    clock.move(seconds=121)
    steady[0] += 121
    assert moved.check()
