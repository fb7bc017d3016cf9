"""Who receives a message in a member's place decides how, and whether at all."""

import pytest

from outreach.suppressions import Scope, Suppressions
from outreach.wording import save_templates
from tests.outreach.campaigns.drafts import NOW, prepare, start
from tests.outreach.planning.runs import plan, read
from tests.outreach.segments.people import add_consent, add_member
from tests.outreach.wording.places import EMAIL, make_template

BOTH = [{"channel": "sms"}, {"channel": "email"}]
REACHED = {"language": "en", "phone": "+358401234567", "email": "a@example.org", "name": "Aino"}


def represent(connection, member, guardian):
    """Add a member and its representative, and return the number of each."""
    number = add_member(connection, "R-1", kind="representative", **REACHED | guardian)
    return add_member(connection, "A-1", **REACHED | member, representative_id=number), number


@pytest.mark.parametrize(("member", "guardian"), [("sms", "email"), ("email", "sms")])
def test_the_channel_is_the_one_that_the_representative_prefers(database, member, guardian):
    with database.write() as connection:
        prepare(connection)
        preferring = ({"preferred_channel": each} for each in (member, guardian))
        represent(connection, *preferring)
        campaign = start(connection, steps=BOTH)
    plan(database, campaign)

    assert [row.channel for row in read(database)] == [guardian]


@pytest.mark.parametrize("channel", ["sms", "email"])
@pytest.mark.parametrize(("stopped", "reason"), [("member", ""), ("guardian", "suppressed")])
def test_it_is_the_representatives_no_that_stops_it(database, channel, stopped, reason):
    hashes = ({"phone_hash": each, "email_hash": each} for each in ("member", "guardian"))
    with database.write() as connection:
        prepare(connection)
        represent(connection, *hashes)
        given = {"reason": "stop", "source": "reply", "at": NOW}
        Suppressions(database).add(connection, stopped, Scope(channel), **given)
        campaign = start(connection, steps=[{"channel": channel}])
    plan(database, campaign)

    assert [row.reason for row in read(database)] == [reason]


@pytest.mark.parametrize("purpose", ["promotion", "service"])
@pytest.mark.parametrize("granted", [True, False])
def test_it_is_the_representatives_consent_that_counts(database, purpose, granted):
    with database.write() as connection:
        prepare(connection)
        save_templates(connection, [make_template(EMAIL, purpose=purpose)], "ann", NOW)
        member, guardian = represent(connection, {}, {})
        add_consent(connection, guardian, granted, purpose=purpose)
        add_consent(connection, member, not granted, purpose=purpose)
        campaign = start(connection)
    plan(database, campaign)

    reasons = [row.reason for row in read(database)]
    assert reasons == ["" if granted else "no-consent"]
