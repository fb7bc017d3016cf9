"""A provider that fails rests, and a second of the same channel takes over."""

from __future__ import annotations

from benchmarks.service import find_free_port
from outreach.dispatch import deliver
from outreach.dispatch.rests import FAILURES
from outreach.statuses import Status
from tests.outreach.dispatch.rows import NOW, add_message, read_message


def unreachable() -> dict:
    return {
        "name": "away",
        "kind": "twilio",
        "account_sid": "AC" + "0" * 32,
        "auth_token": "none",
        "senders": ["+15005550006"],
        "per_second": 1000,
        "url": f"http://127.0.0.1:{find_free_port()}",
    }


def test_what_a_provider_out_of_reach_did_not_get_is_queued_again(database, build_delivery):
    number = add_message(database)
    assert deliver(build_delivery(unreachable()), "sms") == 0
    row = read_message(database, number)
    assert (row.status, row.reason) == (Status.CREATED, "unreachable-carrier")
    assert row.due_at > NOW


def test_a_second_provider_takes_over_while_the_first_rests(
    carrier, database, build_delivery, clock
):
    delivery = build_delivery(unreachable())
    numbers = [add_message(database) for _ in range(FAILURES)]
    assert deliver(delivery, "sms") == 0
    clock.move(seconds=25)
    assert deliver(delivery, "sms") == FAILURES
    assert {read_message(database, each).provider for each in numbers} == {"sandbox-sms"}


def test_a_provider_is_tried_again_after_its_rest(database, build_delivery, clock):
    delivery = build_delivery(unreachable())
    for _ in range(FAILURES):
        add_message(database)
    deliver(delivery, "sms")
    clock.move(hours=1)
    number = add_message(database)
    deliver(delivery, "sms")
    assert read_message(database, number).provider == "away"
