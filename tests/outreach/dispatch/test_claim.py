"""Claims: which campaigns are asked, in which order, and how much is taken of each."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from outreach.dispatch.claim import Lease, claim, find_due_campaigns
from outreach.providers.registry import Route
from outreach.tables import messages, switches
from tests.outreach.dispatch.rows import NOW, add_campaign, add_message

LEASE = Lease("me", NOW + timedelta(minutes=2))


def claim_due(database, per_second=1000.0):
    return claim(database, Route("p", "sms", "s", per_second), LEASE, NOW)


def find_due(database):
    with database.read() as connection:
        return find_due_campaigns(connection, "sms", NOW)


def add_one(database, state, minutes, channel="sms"):
    """Add a campaign with one message that has been due for so many minutes."""
    with database.write() as connection:
        campaign = add_campaign(connection, f"{state} {minutes} {channel}", state)
    due_at = NOW - timedelta(minutes=minutes)
    add_message(database, campaign_id=campaign, due_at=due_at, channel=channel)
    return campaign


def test_only_campaigns_that_send_are_due_and_who_waits_for_longest_comes_first(database):
    add_one(database, "paused", 9)
    later, first = add_one(database, "sending", 1), add_one(database, "sending", 5)
    add_one(database, "sending", -1)
    add_one(database, "sending", 9, channel="email")
    add_message(database, due_at=NOW - timedelta(minutes=3))
    assert find_due(database) == [first, None, later]
    assert [each.campaign_id for each in claim_due(database)] == [first, None, later]


def test_nothing_is_due_while_all_is_stopped(database):
    add_message(database)
    row = {"name": "stop-all", "on": True, "changed_at": NOW, "changed_by": "ann"}
    with database.write() as connection:
        connection.execute(sa.insert(switches).values(row))
    assert find_due(database) == []
    assert claim_due(database) == []


@pytest.mark.parametrize(("per_second", "taken"), [(3, 3), (1000, 8)])
def test_a_claim_over_several_campaigns_keeps_to_the_rate(database, per_second, taken):
    for number in range(4):
        add_one(database, "sending", number)
        add_message(database)
    assert len(claim_due(database, per_second)) == taken


def test_what_is_claimed_is_not_claimed_again(database):
    add_one(database, "sending", 1)
    assert len(claim_due(database)) == 1
    assert claim_due(database) == find_due(database) == []
    with database.read() as connection:
        assert connection.execute(sa.select(messages.c.owner)).scalars().all() == ["me"]
