"""Two workers beside a service, on one PostgreSQL: held against the carrier's own books."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from benchmarks.service import wait_until_ready
from outreach.database import Database
from outreach.statuses import Status
from outreach.tables import messages
from tests.chaos.rows import add_due
from tests.web.test_worker import make_environment, running, wait_until
from web.sandbox.ledger import Ledger

COUNT = 200
LEASED = (Status.CLAIMED, Status.SENDING)


@pytest.fixture
def environment(cluster, tmp_path):
    """A service's, which has workers of their own."""
    url = cluster.create(template="template_outspoken")
    return make_environment(tmp_path, database_url=url, embedded_worker="off")


@pytest.fixture
def rows(environment):
    """The database, with text messages that are due."""
    with closing(Database(environment["OUTSPOKEN_DATABASE_URL"])) as database:
        add_due(database, texts=COUNT, mails=0)
        yield database


def count(database: Database, *statuses: Status) -> int:
    query = sa.select(sa.func.count()).where(messages.c.status.in_(statuses))
    with database.read() as connection:
        return connection.execute(query).scalar_one()


def count_begun(environment) -> int:
    log = Path(environment["OUTSPOKEN_DATA"]) / "worker.log"
    return log.read_text().count("The worker runs")


def list_texts(environment) -> Counter[tuple[str, str]]:
    with closing(Ledger(Path(environment["OUTSPOKEN_DATA"]) / "sandbox.sqlite3")) as ledger:
        return Counter((each.recipient, each.body) for each in ledger.list_texts([], 0, 10 * COUNT))


def list_asked(database: Database) -> Counter[tuple[str, str]]:
    query = sa.select(messages.c.address, messages.c["values"])
    with database.read() as connection:
        return Counter((row[0], f"Hei {row[1]['name']}.") for row in connection.execute(query))


def test_two_workers_send_everything_once_and_end_when_they_are_asked_to(environment, rows):
    with ExitStack() as stack:
        stack.enter_context(running(environment, "serve"))
        wait_until_ready(int(environment["OUTSPOKEN_PORT"]))
        workers = [stack.enter_context(running(environment, "worker")) for _ in range(2)]
        wait_until(lambda: count(rows, Status.SENT, Status.DELIVERED) == COUNT)
        wait_until(lambda: count_begun(environment) == len(workers))
        for worker in workers:
            worker.terminate()
        assert [worker.wait(20) for worker in workers] == [0, 0]
    assert list_texts(environment) == list_asked(rows)


def test_a_worker_that_is_killed_leaves_what_it_holds_and_the_other_sends_the_rest(
    environment, rows
):
    with ExitStack() as stack:
        stack.enter_context(running(environment, "serve"))
        wait_until_ready(int(environment["OUTSPOKEN_PORT"]))
        workers = [stack.enter_context(running(environment, "worker")) for _ in range(2)]
        wait_until(lambda: count(rows, Status.SENT, Status.DELIVERED) > 0)
        workers[0].kill()
        wait_until(lambda: count(rows, Status.CREATED) == 0)
        wait_until(lambda: count(rows, Status.SENT, Status.DELIVERED, *LEASED) == COUNT)
        wait_until(
            lambda: (list_asked(rows) - list_texts(environment)).total() <= count(rows, *LEASED)
        )
    assert not list_texts(environment) - list_asked(rows)
