"""The writer: marks and results of many messages at once, each with its own answer."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from outreach.dispatch.claim import Lease, claim
from outreach.dispatch.results import describe
from outreach.dispatch.timing import Timing
from outreach.dispatch.writer import Job, write_all
from outreach.providers import Accepted
from outreach.providers.registry import Route
from outreach.statuses import Status
from outreach.tables import messages
from tests.outreach.dispatch.rows import NOW, add_message, read_message

ROUTE = Route("sandbox-sms", "sms", "+15005550006", 1000)


@pytest.fixture
def claimed(database) -> list[int]:
    numbers = [add_message(database) for _ in range(3)]
    claim(database, ROUTE, Lease("me", NOW + Timing().lease), NOW)
    return numbers


def make_mark(number: int, **given) -> Job:
    values = {
        "row": number,
        "holder": "me",
        "margin_until": NOW + Timing().margin,
        "attempt": f"attempt {number}",
        "at": NOW,
        "to": "+358401234567",
        "heading": None,
        "said": 'Hei "Aino" \\ أهلا 😀',
    }
    return Job("mark", values | given)


def make_record(number: int, provider_id: str) -> Job:
    values = {"row": number, "attempt": f"attempt {number}"}
    return Job("record", values | describe(Accepted(provider_id, 2), None, NOW, None))


def test_a_mark_writes_down_what_is_about_to_leave(database, claimed):
    assert write_all(database, [make_mark(claimed[0])]) == [True]
    row = read_message(database, claimed[0])
    assert (row.status, row.attempts, row.attempt_at) == (Status.SENDING, 1, NOW)
    assert (row.body, row.subject) == ('Hei "Aino" \\ أهلا 😀', None)


@pytest.mark.parametrize(
    "given", [{"holder": "another"}, {"margin_until": NOW + 2 * Timing().lease}]
)
def test_a_mark_of_what_is_no_longer_held_does_not_hold(database, claimed, given):
    jobs = [make_mark(claimed[0], **given), make_mark(claimed[1])]
    assert write_all(database, jobs) == [False, True]
    assert read_message(database, claimed[0]).status == Status.CLAIMED


def test_a_result_is_written_over_its_mark(database, claimed):
    write_all(database, [make_mark(claimed[0])])
    assert write_all(database, [make_record(claimed[0], "SM1")]) == [True]
    row = read_message(database, claimed[0])
    assert (row.status, row.provider_id, row.parts) == (Status.SENT, "SM1", 2)
    assert (row.sent_at, row.due_at, row.owner) == (NOW, NOW, None)


def test_a_result_never_changes_what_is_final(database, claimed):
    write_all(database, [make_mark(claimed[0])])
    with database.write() as connection:
        connection.execute(sa.update(messages).values(status=Status.DELIVERED))
    write_all(database, [make_record(claimed[0], "SM1")])
    assert read_message(database, claimed[0]).status == Status.DELIVERED


def test_one_row_that_the_database_refuses_spoils_no_other(database, claimed):
    write_all(database, [make_mark(number) for number in claimed])
    write_all(database, [make_record(claimed[0], "SM1")])
    outcomes = write_all(database, [make_record(claimed[1], "SM1"), make_record(claimed[2], "SM2")])
    assert isinstance(outcomes[0], sa.exc.IntegrityError)
    assert outcomes[1] is True
    statuses = [read_message(database, number).status for number in claimed]
    assert statuses == [Status.SENT, Status.SENDING, Status.SENT]
