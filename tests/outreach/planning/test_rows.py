"""What becomes of members: messages, work for people, and what letters tell."""

import pytest
import sqlalchemy as sa

from outreach.tables import members, work_items
from tests.outreach.campaigns.drafts import NOW, prepare, start
from tests.outreach.planning.runs import plan, read
from tests.outreach.segments.people import add_member


@pytest.mark.parametrize("gone", ["deceased_on", "closed_on"])
def test_nobody_is_to_visit_who_died_or_left_since_the_approval(database, gone):
    with database.write() as connection:
        prepare(connection)
        for reference in ("A-1", "A-2"):
            add_member(connection, reference, name="Aino")
        campaign = start(connection, steps=[{"channel": "sms"}, {"channel": "person"}])
        first = sa.update(members).where(members.c.reference == "A-1")
        connection.execute(first.values({gone: NOW.date()}))
    plan(database, campaign)

    assert [item.member_id for item in read(database, work_items)] == [2]
    assert [row.member_id for row in read(database)] == [2]
