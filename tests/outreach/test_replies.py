"""STOP, START, HELP, and everything else that members write back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from outreach.keywords import Keyword
from outreach.replies import Reply, list_unhandled, mark_handled
from outreach.statuses import Status
from tests.outreach.dispatch.rows import MAILBOX, PHONE
from tests.outreach.returning import NOW, SENDER, build_returning

OTHER = "+15005550016"


def write(returning, body, sid="SM1", sender=SENDER, keyword=None):
    reply = Reply("twilio", sid, "sms", PHONE, sender, body, NOW, keyword)
    return returning.replies.take(reply, NOW)


def test_a_stop_is_confirmed_in_the_members_language(returning):
    returning.add()

    assert "START" in (answer := write(returning, "lopeta"))
    assert answer.startswith("Pensions: Emme")


def test_a_stop_holds_for_the_sender_it_was_written_to(returning):
    returning.add()

    write(returning, "STOP")

    (found,) = returning.suppressed()
    assert (found.scope.channel, found.scope.sender, found.scope.purpose) == ("sms", SENDER, "")


def test_a_word_of_another_language_is_read_as_the_members_own(returning):
    returning.add(member={"language": "es"}, language="es")

    assert write(returning, "Seis") is None
    assert returning.suppressed() == []


@pytest.mark.parametrize("status", [Status.CREATED, Status.CLAIMED])
def test_a_stop_cancels_what_waits_for_the_phone(returning, status):
    number = returning.add(status=status, owner="worker")

    write(returning, "STOP")

    row = returning.read(number)
    assert (row.status, row.reason, row.owner) == (Status.CANCELLED, "suppressed", None)
    assert row.settled_at == NOW


def test_a_stop_cancels_what_no_sender_has_claimed_yet(returning):
    number = returning.add(status=Status.CREATED, sender=None)

    write(returning, "STOP")

    assert returning.read(number).status == Status.CANCELLED


def test_what_another_sender_may_carry_goes_on(database, tmp_path):
    returning = build_returning(database, tmp_path, [SENDER], [OTHER])
    free = returning.add(status=Status.CREATED, sender=None)
    other = returning.add(status=Status.CLAIMED, sender=OTHER)

    write(returning, "STOP")

    assert returning.read(free).status == Status.CREATED
    assert returning.read(other).status == Status.CLAIMED


def test_a_stop_to_one_number_of_a_pool_holds_for_all_of_it(database, tmp_path):
    returning = build_returning(database, tmp_path, [SENDER, OTHER])
    free = returning.add(status=Status.CREATED, sender=None)
    other = returning.add(status=Status.CLAIMED, sender=OTHER)

    assert write(returning, "STOP") is not None
    assert write(returning, "STOP", "SM2", sender=OTHER) is None

    assert {each.scope.sender for each in returning.suppressed()} == {SENDER, OTHER}
    assert {returning.read(each).status for each in (free, other)} == {Status.CANCELLED}


def test_a_start_to_any_number_of_a_pool_ends_the_stop(database, tmp_path):
    returning = build_returning(database, tmp_path, [SENDER, OTHER])
    returning.add()
    write(returning, "STOP")

    write(returning, "START", "SM2", sender=OTHER)

    assert returning.suppressed() == []


def test_email_goes_on_after_a_stop(returning):
    number = returning.add(status=Status.CREATED, channel="email", address=MAILBOX)

    write(returning, "STOP")

    assert returning.read(number).status == Status.CREATED


def test_members_who_share_a_phone_are_stopped_together(returning):
    numbers = [returning.add(status=Status.CREATED) for _ in range(2)]

    write(returning, "STOP")

    assert {returning.read(number).status for number in numbers} == {Status.CANCELLED}


def test_what_goes_to_a_representative_is_stopped_by_the_representative(returning):
    theirs = returning.read(returning.add()).member_id
    number = returning.add(
        status=Status.CREATED, recipient_id=theirs, member={"phone": "+358409999999"}
    )

    write(returning, "STOP")

    assert returning.read(number).status == Status.CANCELLED


@pytest.mark.parametrize("sid", ["SM1", "SM2"])
def test_a_stop_is_confirmed_once(returning, sid):
    returning.add()

    assert write(returning, "STOP")
    assert write(returning, "Stop!", sid) is None


def test_what_the_carrier_has_confirmed_is_not_confirmed_again(returning):
    returning.add()

    assert write(returning, "STOP", keyword=Keyword.STOP) is None
    assert len(returning.suppressed()) == 1


def test_the_carriers_reading_comes_before_ours(returning):
    write(returning, "no more of this", keyword=Keyword.STOP)

    assert len(returning.suppressed()) == 1


def test_a_start_lifts_the_stop_and_is_confirmed(returning):
    returning.add()
    write(returning, "STOP")

    assert "STOP" in write(returning, "ALOITA", "SM2")
    assert returning.suppressed() == []


def test_a_start_leaves_other_senders_stopped(returning):
    write(returning, "STOP")
    write(returning, "STOP", "SM2", sender="+15005550016")

    write(returning, "START", "SM3")

    assert [each.scope.sender for each in returning.suppressed()] == ["+15005550016"]


def test_whoever_asks_for_help_is_told_whom_to_call(returning):
    returning.add()

    assert "+358 20 123 4567" in write(returning, "apua")
    assert returning.suppressed() == []


def test_a_phone_that_nobody_has_can_stop_too(returning):
    assert write(returning, "STOP").startswith("Pensions: We")
    assert len(returning.suppressed()) == 1


def test_anything_else_is_kept_for_a_person(returning, database):
    number = returning.add()

    assert write(returning, "Kiitos! Milloin rahat tulevat?") is None

    with database.read() as connection:
        (kept,) = list_unhandled(connection)
    assert kept.body == "Kiitos! Milloin rahat tulevat?"
    assert (kept.message_id, kept.member_id) == (number, returning.read(number).member_id)


def test_a_reply_that_a_person_has_seen_to_waits_no_more(returning, database):
    write(returning, "Kiitos!")

    with database.write() as connection:
        (kept,) = list_unhandled(connection)
        assert mark_handled(connection, kept.id, NOW)
        assert not mark_handled(connection, kept.id, NOW)
        assert list_unhandled(connection) == []


def test_a_reply_belongs_to_the_last_message_of_its_sender(returning, database):
    wanted = returning.add()
    returning.add(sender="+15005550016", attempt_at=NOW + timedelta(hours=1))

    write(returning, "Kiitos!")

    with database.read() as connection:
        assert list_unhandled(connection)[0].message_id == wanted
