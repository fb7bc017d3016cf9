"""Rates of senders, shared by machines whose clocks differ."""

from __future__ import annotations

from datetime import timedelta

import pytest

from outreach.dispatch.rates import take_tokens
from outreach.providers.registry import Route
from tests.outreach.dispatch.rows import NOW

ROUTE = Route("twilio", "sms", "+15005550006", per_second=10.0)


def take_all(database, now):
    """Send as much as the rate allows at `now`."""
    with database.write() as connection:
        allowed = take_tokens(database, connection, ROUTE, now)
        take_tokens(database, connection, ROUTE, now, spent=allowed)
    return allowed


@pytest.mark.parametrize("behind", [0, 0.5, 5])
def test_a_clock_that_is_behind_refills_nothing(database, behind):
    moments = [NOW + timedelta(seconds=tenth / 10) for tenth in range(50)]

    sent = sum(
        take_all(database, moment) + take_all(database, moment - timedelta(seconds=behind))
        for moment in moments
    )

    assert sent <= 10 + 50


def test_a_clock_that_was_set_back_does_not_hold_a_sender_up(database):
    take_all(database, NOW)
    earlier = NOW - timedelta(hours=1)

    take_all(database, earlier)

    assert take_all(database, earlier + timedelta(seconds=1)) == 10
