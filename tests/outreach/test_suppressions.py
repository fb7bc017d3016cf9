from datetime import timedelta

import pytest
import sqlalchemy as sa

from outreach.optouts import end_suppression
from outreach.suppressions import (
    Reason,
    Scope,
    Suppressions,
    covers,
    find_suppressions,
    is_suppressed,
)
from outreach.tables import members
from tests.outreach.people import HASHER, NOW, add_member

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
def test_python_and_sql_agree_on_what_is_covered(database, suppress, scope, expected):
    message = Scope(channel="sms", sender="38000", purpose="service")
    with database.write() as connection:
        add_member(connection, phone="+33612345678", email="x@example.org")
        suppress(connection, scope)

        found = connection.execute(sa.select(members.c.id).where(is_suppressed(message))).all()
        (suppression,) = find_suppressions(connection, [PHONE])

    assert covers(suppression, message) is expected
    assert bool(found) is expected


def test_a_suppressed_phone_does_not_stop_emails(database, suppress):
    with database.write() as connection:
        add_member(connection, phone="+33612345678", email="x@example.org")
        suppress(connection)
        condition = is_suppressed(Scope(channel="email", purpose="service"))

        assert connection.execute(sa.select(members.c.id).where(condition)).all() == []
