"""Opt-outs, in force at once."""

from __future__ import annotations

import pytest

from outreach.statuses import Status
from outreach.suppressions import Reason, Scope
from tests.outreach.deciding import STOP, cause, decide, lift, suppress
from tests.outreach.returning import SENDER


def test_what_is_suppressed_already_is_no_news(returning):
    assert suppress(returning)
    assert not suppress(returning)
    assert not suppress(returning, Scope("sms", SENDER, "promotion"))


def test_only_what_the_member_asked_for_can_be_lifted(returning):
    suppress(returning, Scope("sms"), cause(Reason.COMPLAINT))

    assert not lift(returning)
    assert len(returning.suppressed()) == 1


def test_what_staff_decide_outlives_the_members_own_wish(returning):
    scope = Scope("email", purpose="promotion")
    suppress(returning, scope, cause(Reason.UNSUBSCRIBE))
    suppress(returning, scope, cause(Reason.STAFF))

    assert not lift(returning, scope)
    assert len(returning.suppressed()) == 1


@pytest.mark.parametrize("outer", [Scope(), Scope("sms"), STOP])
def test_what_lies_within_is_lifted(returning, outer):
    suppress(returning)

    assert lift(returning, outer)
    assert returning.suppressed() == []


def test_a_members_no_cancels_what_waits_for_the_channel(returning):
    number = returning.add(status=Status.CREATED, purpose="promotion")
    service = returning.add(status=Status.CREATED)

    decide(returning, returning.read(number).member_id, granted=False)

    assert returning.read(number).status == Status.CANCELLED
    assert returning.read(service).status == Status.CREATED


def test_a_journal_that_cannot_be_written_undoes_nothing(returning, tmp_path):
    (tmp_path / "suppressions.jsonl").mkdir()

    assert suppress(returning)
    assert len(returning.suppressed()) == 1
