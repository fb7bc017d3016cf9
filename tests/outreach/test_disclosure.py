"""What is kept of one person, and handed out on request."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from outreach.addresses import get_hasher
from outreach.consent import Decision, record
from outreach.disclosure import disclose
from outreach.errors import UnknownMemberError
from outreach.tables import listen_links, members, messages, replies
from tests.outreach.dispatch.rows import NOW, PHONE, add_campaign, add_member, add_message


@pytest.fixture
def told(database):
    """Returns what is disclosed of a member."""

    def disclose_one(reference):
        with database.read() as connection:
            return disclose(connection, reference, get_hasher(database).hash)

    return disclose_one


def put(database, table, **facts):
    with database.write() as connection:
        connection.execute(sa.insert(table).values(facts))


def test_what_was_said_is_told_newest_first_with_what_was_heard(database, told):
    with database.write() as connection:
        campaign_id = add_campaign(connection)
    sent = {"status": "delivered", "body": "Hei Aino", "sent_at": NOW, "campaign_id": campaign_id}
    first = add_message(database, **sent)
    with database.write() as connection:
        row = dict(connection.execute(sa.select(messages)).mappings().one())
        connection.execute(sa.insert(messages).values(row | {"id": first + 1, "step": 1}))
    terms = {"expires_at": NOW, "created_at": NOW, "first_played_at": NOW, "plays": 2}
    put(database, listen_links, message_id=first, token_hash="x", **terms)

    second, kept = told("r0")["messages"]

    assert second["id"] == first + 1
    said = tuple(kept[name] for name in ("campaign", "about", "body", "address", "status"))
    assert said == ("May", "r0", "Hei Aino", PHONE, "delivered")
    assert (kept["sent_at"], second["listen_links"]) == (NOW, [])
    assert [link["plays"] for link in kept["listen_links"]] == [2]


def test_a_representative_is_told_of_what_was_received_for_another(database, told):
    with database.write() as connection:
        guardian = add_member(connection, "guardian", phone=None)
    add_message(database, recipient_id=guardian, member={"representative_id": guardian})

    assert [each["about"] for each in told("guardian")["messages"]] == ["r1"]
    assert told("guardian")["represents"] == ["r1"]
    assert told("r1")["messages"][0]["recipient"] == told("r1")["representative"] == "guardian"


def test_what_a_member_decided_and_wrote_is_told_and_nobody_elses(database, told):
    add_message(database)
    add_message(database, member={"phone": "+358401234568"})
    with database.write() as connection:
        member_id = connection.scalar(sa.select(members.c.id).where(members.c.reference == "r0"))
        record(connection, [Decision(member_id, "sms", "promotion", False, "reply", NOW)])
    reply = {"provider": "twilio", "channel": "sms", "sender": "+1", "address": PHONE}
    for number, owner in enumerate((member_id, None)):
        at = NOW + timedelta(minutes=number)
        extra = {"body": f"text {number}", "received_at": at, "provider_id": str(number)}
        put(database, replies, member_id=owner, **reply, **extra)

    assert [each["body"] for each in told("r0")["replies"]] == ["text 1", "text 0"]
    assert [each["source"] for each in told("r0")["consent_history"]] == ["reply"]
    assert (told("r1")["replies"], told("r1")["consent"]) == ([], [])


def test_of_whom_nobody_knows_nothing_is_told(told):
    with pytest.raises(UnknownMemberError):
        told("M9")
