from datetime import timedelta

import pytest

from outreach.optouts import end_suppression
from outreach.suppressions import Reason, Scope, Suppressions, covers, find_suppressions
from tests.outreach.people import HASHER, NOW

PHONE = HASHER.hash("+33612345678")


@pytest.fixture
def suppress(database):
    def add(connection, scope=Scope(), reason=Reason.STOP, at=NOW, hashed=PHONE):  # noqa: B008
        given = {"reason": reason, "source": "reply", "at": at}
        Suppressions(database).add(connection, hashed, scope, **given)

    return add


def test_the_first_reason_stands_and_lifting_ends_it(database, suppress):
    with database.write() as connection:
        suppress(connection)
        suppress(connection, reason=Reason.UNSUBSCRIBE, at=NOW + timedelta(days=1))
        (found,) = find_suppressions(connection, [PHONE])

        assert (found.reason, found.created_at) == ("stop", NOW)
        assert end_suppression(connection, PHONE, Scope(), NOW)
        assert find_suppressions(connection, [PHONE]) == []


def test_what_the_person_may_take_back_gives_way_to_what_they_may_not(database, suppress):
    with database.write() as connection:
        for reason in (Reason.STOP, Reason.STAFF, Reason.STOP):
            suppress(connection, reason=reason)

        assert [each.reason for each in find_suppressions(connection, [PHONE])] == ["staff"]


def test_one_that_was_lifted_comes_back_with_its_new_reason(database, suppress):
    with database.write() as connection:
        suppress(connection)
        end_suppression(connection, PHONE, Scope(), NOW)
        suppress(connection, reason=Reason.HARD_BOUNCE)

        assert [each.reason for each in find_suppressions(connection, [PHONE])] == ["hard-bounce"]


SCOPES = [
    (Scope(), True),
    (Scope(channel="sms"), True),
    (Scope(channel="voice"), False),
    (Scope(purpose="service"), True),
    (Scope(purpose="promotion"), False),
    (Scope(channel="sms", sender="38000"), True),
    (Scope(sender="38001"), False),
]


@pytest.mark.parametrize(("scope", "expected"), SCOPES)
def test_a_scope_covers_what_each_part_of_it_names(database, suppress, scope, expected):
    with database.write() as connection:
        suppress(connection, scope)
        (suppression,) = find_suppressions(connection, [PHONE])

    message = Scope(channel="sms", sender="38000", purpose="service")
    assert covers(suppression, message) is expected
