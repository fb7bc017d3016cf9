"""Frequency caps, told by what left."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from outreach.dispatch import Rules, deliver
from outreach.dispatch.claim import Lease, claim, release_expired
from outreach.dispatch.frequency import Frequency
from outreach.dispatch.preparing import Preparation
from outreach.dispatch.rendering import Renderer
from outreach.providers.registry import list_routes
from outreach.statuses import Status
from outreach.tables import messages
from tests.outreach.dispatch.rows import NOW, add_campaign, add_message, read_message


@pytest.fixture
def capped(build_delivery):
    """Delivery under a cap of one message a week in every campaign."""

    def rules_of(_connection, campaigns):
        return {each: Rules(frequency=Frequency(count=1, days=7)) for each in campaigns}

    return build_delivery(rules_of=rules_of)


def add_messages(database, count, **given):
    """Add messages of as many campaigns to one member."""
    with database.write() as connection:
        campaigns = [add_campaign(connection, f"C{number}") for number in range(count)]
    numbers = [add_message(database, campaign_id=each, **given) for each in campaigns]
    with database.write() as connection:
        member = read_message(database, numbers[0]).member_id
        connection.execute(sa.update(messages).values(member_id=member))
    return numbers


def claim_beside(delivery, owner="another"):
    """Claim and check what is due, as a worker does that then dies."""
    database, now = delivery.database, delivery.clock()
    [route] = list_routes(delivery.entries, "sms")
    claimed = claim(database, route, Lease(owner, now + timedelta(minutes=2)), now)
    renderer = Renderer(delivery.letterhead)
    Preparation(database, owner, renderer, delivery.rules_of, None, None).prepare(
        claimed, route, now
    )


def change(database, number, **facts):
    with database.write() as connection:
        connection.execute(sa.update(messages).where(messages.c.id == number).values(facts))


def list_statuses(database, numbers):
    return [read_message(database, each).status for each in numbers]


def test_two_at_once_are_one_too_many(database, capped):
    numbers = add_messages(database, 2)

    assert deliver(capped, "sms") == 1
    assert list_statuses(database, numbers) == [Status.SENT, Status.CANCELLED]
    assert read_message(database, numbers[1]).reason == "frequency-cap"


@pytest.mark.parametrize(("days", "sent"), [(6, 0), (7, 1)])
def test_the_next_may_leave_when_the_days_are_over(database, capped, clock, days, sent):
    _, later = add_messages(database, 2)
    change(database, later, due_at=NOW + timedelta(days=days))
    deliver(capped, "sms")
    clock.move(days=days)

    assert deliver(capped, "sms") == sent


def test_a_message_whose_worker_died_has_not_been_sent(database, capped, clock):
    [number] = add_messages(database, 1)
    claim_beside(capped)
    clock.move(minutes=3)
    with database.write() as connection:
        release_expired(connection, clock())

    assert deliver(capped, "sms") == 1
    assert read_message(database, number).status == Status.SENT


def test_a_message_waits_for_another_that_is_about_to_leave(database, capped, clock):
    first, second = add_messages(database, 2)
    change(database, second, due_at=NOW + timedelta(seconds=1))
    claim_beside(capped)
    clock.move(seconds=1)

    assert deliver(capped, "sms") == 0
    assert list_statuses(database, [first, second]) == [Status.CLAIMED, Status.CREATED]


def test_what_nobody_got_does_not_count(database, capped):
    failed, number = add_messages(database, 2)
    change(database, failed, status=Status.PERMANENT_FAILURE, attempt_at=NOW)

    assert deliver(capped, "sms") == 1
    assert read_message(database, number).status == Status.SENT


def test_the_steps_of_a_plan_are_one_message(database, capped):
    first, number = add_messages(database, 2)
    campaign = read_message(database, first).campaign_id
    change(database, first, status=Status.SENT, attempt_at=NOW)
    change(database, number, campaign_id=campaign, step=1)

    assert deliver(capped, "sms") == 1
