import json
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from outreach import cases, consent
from outreach.consent import Decision
from outreach.erasure import Eraser, forget_settled
from outreach.errors import UnknownMemberError
from outreach.journal import Journal
from outreach.members import find_member
from outreach.optouts import OptOuts
from outreach.suppressions import find_suppressions
from outreach.tables import actions, case_changes, consents, members, messages, metadata
from tests.outreach.people import HASHER, NOW, add_member

SECRET = "zoe@example.org"
PHONE = "+33612345678"


@pytest.fixture
def eraser(database, tmp_path):
    optouts = OptOuts(database, HASHER, Journal(tmp_path / "suppressions.jsonl"))
    return Eraser(optouts, HASHER)


def add_message(connection, member, status, **given):
    row = {
        "member_id": member,
        "channel": "email",
        "purpose": "service",
        "language": "fr",
        "address": SECRET,
        "body": f"Dear {SECRET}",
        "values": {"name": SECRET},
        "status": status,
        "due_at": NOW,
        "created_at": NOW,
        **given,
    }
    statement = sa.insert(messages).values(row).returning(messages.c.id)
    return connection.execute(statement).scalar_one()


def erase(eraser, connection, reference="M1"):
    eraser.erase(connection, reference, actor="dpo", at=NOW)


def test_no_table_names_the_person_afterwards(database, eraser):
    with database.write() as connection:
        member = add_member(connection, "M1", email=SECRET, phone=PHONE, name="Zoe Unique")
        consent.record(connection, [Decision(member, "sms", "service", True, "staff", NOW)])
        case = cases.Case("C1", member, "pension", "received", date(2026, 1, 1))
        cases.record(database, connection, [case], "import", NOW)
        for status in ("created", "claimed", "sent", "delivered"):
            add_message(connection, member, status)

        erase(eraser, connection)

        kept = json.dumps(
            [
                [str(value) for value in row]
                for table in metadata.sorted_tables
                for row in connection.execute(sa.select(table))
            ]
        )
    assert not any(word in kept for word in (SECRET, PHONE, "Zoe", '"M1"', '"C1"'))


def test_what_was_sent_is_counted_and_what_was_queued_is_cancelled(database, eraser):
    with database.write() as connection:
        member = add_member(connection)
        ids = [add_message(connection, member, each) for each in ("delivered", "created")]
        erase(eraser, connection)

        query = sa.select(messages.c.status, messages.c.reason).where(messages.c.id.in_(ids))
        found = [tuple(row) for row in connection.execute(query.order_by(messages.c.id))]

    assert found == [("delivered", ""), ("cancelled", "erased")]


def test_a_message_on_its_way_keeps_its_address_until_its_fate_is_known(database, eraser):
    with database.write() as connection:
        member = add_member(connection)
        message = add_message(connection, member, "sending", channel="sms")
        erase(eraser, connection)
        address = sa.select(messages.c.address).where(messages.c.id == message)

        assert forget_settled(connection) == 0
        assert connection.execute(address).scalar_one() == SECRET

        connection.execute(sa.update(messages).values(status="delivered"))
        assert forget_settled(connection) == 1
        assert connection.execute(address).scalar_one() is None


def test_the_address_of_an_erased_representative_is_forgotten_too(database, eraser):
    with database.write() as connection:
        guardian = add_member(connection, "M1")
        ward = add_member(connection, "M2", representative_id=guardian)
        for status in ("sending", "unknown", "sent"):
            occurrence = {"occurrence": status, "channel": "sms"}
            add_message(connection, ward, status, recipient_id=guardian, **occurrence)
        erase(eraser, connection)
        connection.execute(sa.update(messages).values(status="delivered"))

        forget_settled(connection)

        assert set(connection.execute(sa.select(messages.c.address)).scalars()) == {None}


def test_addresses_stay_suppressed_unless_somebody_else_has_them(database, eraser):
    with database.write() as connection:
        add_member(connection, "M1", phone=PHONE, email=SECRET)
        add_member(connection, "M2", phone=PHONE)
        erase(eraser, connection)

        assert find_suppressions(connection, [HASHER.hash(PHONE)]) == []
        (kept,) = find_suppressions(connection, [HASHER.hash(SECRET)])
        assert (kept.reason, kept.created_at) == ("erased", NOW)


def test_whom_nobody_knows_cannot_be_erased(database, eraser):
    with pytest.raises(UnknownMemberError), database.write() as connection:
        erase(eraser, connection)


def test_the_one_represented_stays_and_the_record_tells_who_erased(database, eraser):
    with database.write() as connection:
        guardian = add_member(connection, "G1")
        add_member(connection, "M1", representative_id=guardian)
        erase(eraser, connection, "G1")

        assert find_member(connection, "M1").representative_id is None
        action = connection.execute(sa.select(actions)).one()
        assert (action.actor, action.verb, action.object_id) == ("dpo", "erased", str(guardian))


def test_readmitting_is_for_those_who_were_erased(database, eraser):
    with database.write() as connection:
        add_member(connection)
        erase(eraser, connection)
        given = {"actor": "dpo", "at": NOW + timedelta(days=1)}

        assert eraser.readmit(connection, "M1", **given)
        assert not eraser.readmit(connection, "M1", **given)
        assert not eraser.readmit(connection, "M2", **given)


def test_what_hangs_on_a_member_goes_with_it(database, eraser):
    with database.write() as connection:
        member = add_member(connection)
        consent.record(connection, [Decision(member, "sms", "service", True, "staff", NOW)])
        case = cases.Case("C1", member, "pension", "received", date(2026, 1, 1))
        cases.record(database, connection, [case], "import", NOW)
        erase(eraser, connection)

        for table in (members, consents, case_changes):
            assert connection.execute(sa.select(table)).all() == []
