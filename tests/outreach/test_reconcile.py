"""The sweep: what became of messages whose worker died or whose answer was lost."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from outreach.dispatch import deliver
from outreach.dispatch.claim import Lease, claim
from outreach.providers.registry import list_routes
from outreach.reconcile import sweep, take_lease
from outreach.statuses import Status
from outreach.tables import members, messages
from tests.outreach.dispatch.conftest import (
    build_delivery,
    carrier,
    clock,
    delivery,
    institution,
)
from tests.outreach.dispatch.rows import NOW, add_message, read_message
from web.sandbox.behaviour import Behaviour

MINUTES = timedelta(minutes=2)

__all__ = ["build_delivery", "carrier", "clock", "delivery", "institution"]


def lose_answer(carrier, delivery) -> None:
    carrier.parts.carrier.ledger.behave(Behaviour(dropped_share=1))
    deliver(delivery, "sms")
    carrier.parts.carrier.ledger.behave(Behaviour())


def claim_and_die(delivery) -> None:
    route = list_routes(delivery.entries, "sms")[0]
    lease = Lease("dead", delivery.clock() + delivery.timing.lease)
    assert claim(delivery.database, route, lease, delivery.clock())


def test_a_message_that_the_carrier_has_is_adopted(carrier, database, delivery, clock):
    number = add_message(database)
    lose_answer(carrier, delivery)
    clock.move(minutes=5)
    assert sweep(delivery).adopted == 1
    row = read_message(database, number)
    sid = carrier.parts.carrier.ledger.list_texts([], 0, 1)[0].sid
    assert (row.status, row.provider_id) == (Status.SENT, sid)


def test_a_message_that_the_carrier_never_took_is_sent_again(carrier, database, delivery, clock):
    carrier.parts.carrier.ledger.behave(Behaviour(refused_share=1))
    number = add_message(database)
    deliver(delivery, "sms")
    carrier.parts.carrier.ledger.behave(Behaviour())
    clock.move(minutes=5)
    assert sweep(delivery).queued == 1
    assert deliver(delivery, "sms") == 1
    assert read_message(database, number).attempts == 2
    assert carrier.parts.carrier.ledger.count() == 1


def test_a_fresh_unknown_is_left_until_the_books_can_show_it(carrier, database, delivery, clock):
    add_message(database)
    lose_answer(carrier, delivery)
    clock.move(seconds=30)
    assert (sweep(delivery).adopted, sweep(delivery).queued) == (0, 0)


def test_two_members_with_one_phone_and_one_text_adopt_each_their_own(
    carrier, database, delivery, clock
):
    numbers = [add_message(database, words="Hei {name}.") for _ in range(2)]
    lose_answer(carrier, delivery)
    clock.move(minutes=5)
    assert sweep(delivery).adopted == 2
    adopted = {read_message(database, each).provider_id for each in numbers}
    assert len(adopted) == 2


def test_a_phone_that_another_message_is_under_way_to_is_left_alone(
    carrier, database, delivery, clock
):
    number = add_message(database)
    lose_answer(carrier, delivery)
    clock.move(minutes=5)
    add_message(database)
    route = list_routes(delivery.entries, "sms")[0]
    assert claim(database, route, Lease("another", clock.now + MINUTES), clock.now)
    assert sweep(delivery).adopted == 0
    assert read_message(database, number).status == Status.UNKNOWN


def test_a_claim_whose_worker_died_goes_back_to_the_queue(database, delivery, clock):
    number = add_message(database)
    claim_and_die(delivery)
    assert deliver(delivery, "sms") == 0
    clock.move(seconds=121)
    assert sweep(delivery).released == 1
    assert deliver(delivery, "sms") == 1
    assert read_message(database, number).status == Status.SENT


def test_the_sweep_forgets_where_a_settled_message_of_an_erased_member_went(database, delivery):
    number = add_message(database)
    assert deliver(delivery, "sms") == 1
    with database.write() as connection:
        connection.execute(sa.delete(members))
    assert read_message(database, number).address
    sweep(delivery)
    row = read_message(database, number)
    assert (row.status, row.address, row.body) == (Status.SENT, None, None)


def test_a_message_that_its_worker_died_over_is_asked_about(carrier, database, delivery, clock):
    number = add_message(database)
    claim_and_die(delivery)
    marked = {"status": Status.SENDING, "attempt_id": "a", "attempt_at": NOW, "body": "Hei"}
    with database.write() as connection:
        connection.execute(sa.update(messages).values(marked))
    clock.move(seconds=121)
    assert sweep(delivery).queued == 1
    assert deliver(delivery, "sms") == 1
    assert read_message(database, number).status == Status.SENT


def test_one_sweeper_works_at_a_time_and_a_dead_one_is_soon_replaced(database, delivery, clock):
    lease = Lease("another", clock.now + delivery.timing.sweep)
    with database.write() as connection:
        assert take_lease(database, connection, "sweep", lease, clock.now)
    assert sweep(delivery) is None
    clock.move(seconds=46)
    assert sweep(delivery) is not None
