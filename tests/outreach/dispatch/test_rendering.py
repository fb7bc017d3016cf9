"""Words that cannot be made stop the message that they are for, and no other."""

from __future__ import annotations

import pytest

from outreach.dispatch import deliver
from outreach.statuses import Status
from tests.outreach.dispatch.rows import add_message, read_message


@pytest.mark.parametrize(
    "given",
    [{"words": "{broken"}, {"values": {"name": {"sum": 1}}}],
    ids=["a wording that cannot be read", "a value of no kind"],
)
def test_one_bad_message_fails_alone(database, delivery, given):
    bad, good = add_message(database, **given), add_message(database)

    assert deliver(delivery, "sms") == 1
    assert read_message(database, bad).status == Status.VALIDATION_FAILED
    assert read_message(database, good).status == Status.SENT
