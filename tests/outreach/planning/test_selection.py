"""Who gets what: channels, representatives, wordings, values, due times."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from outreach.channels import Channel
from outreach.suppressions import Scope, Suppressions
from outreach.tables import case_wordings, cases, work_items
from outreach.wording import ANY, Template, Wording, save_templates
from tests.outreach.campaigns.drafts import NOW, prepare, start
from tests.outreach.planning.runs import plan, read
from tests.outreach.segments.people import add_consent, add_member
from tests.outreach.wording.places import SOURCE, make_template, translate

PHONE = "+358401234567"
BOTH = [{"channel": "sms"}, {"channel": "email"}, {"channel": "person"}]


@pytest.fixture
def planned(database):
    """Returns a planner of a campaign for members that are added to a transaction."""

    @contextmanager
    def adding(*wordings, fallbacks=None, **given):
        with database.write() as connection:
            prepare(connection, *wordings)
            if fallbacks:
                changed = make_template(*wordings, fallbacks=fallbacks)
                save_templates(connection, [changed], "ann", NOW)
            yield connection
            campaign = start(connection, **given)
        plan(database, campaign)

    return adding


def test_whom_no_address_reaches_gets_the_next_channel_or_a_person(database, planned):
    with planned(steps=BOTH) as connection:
        add_member(connection, "A-1", phone=PHONE, language="en", name="Ann")
        add_member(connection, "A-2", email="b@example.org", language="en", name="Bea")
        add_member(connection, "A-3", language="en", needs_large_print=True)

    assert [(row.step, row.channel, row.status) for row in read(database)] == [
        (0, "sms", "created"),
        (1, "email", "created"),
    ]
    (item,) = read(database, work_items)
    assert (item.reason, item.needs, item.language) == ("no-address", ["large-print"], "en")


def test_who_prefers_a_channel_gets_it_where_it_reaches_them(database, planned):
    both = {"phone": PHONE, "email": "a@example.org", "language": "en", "name": "Ann"}
    with planned(steps=BOTH) as connection:
        add_member(connection, "A-1", **both, preferred_channel="email")
        add_member(connection, "A-2", **both | {"email": None}, preferred_channel="email")

    assert [row.channel for row in read(database)] == ["email", "sms"]


@pytest.mark.parametrize(
    ("facts", "reason", "status"),
    [
        ({}, "no-address", "permanent-failure"),
        ({"phone": PHONE, "phone_kind": "landline"}, "landline", "permanent-failure"),
        ({"phone": PHONE, "phone_hash": "stopped"}, "suppressed", "cancelled"),
        ({"phone": PHONE, "language": "ta"}, "no-wording", "permanent-failure"),
        ({"phone": PHONE, "name": " "}, "missing-value", "validation-failed"),
    ],
)
def test_whoever_is_left_out_is_listed_with_the_reason(database, planned, facts, reason, status):
    with planned() as connection:
        add_member(connection, "A-1", **{"name": "Ann"} | facts)
        Suppressions(database).add(
            connection, "stopped", Scope(), reason="stop", source="reply", at=NOW
        )

    (row,) = read(database)
    assert (row.reason, row.status, row.settled_at) == (reason, status, NOW)


@pytest.mark.parametrize(
    ("attributes", "reason"), [({"pension": "812.50 EUR"}, ""), ({}, "missing-value")]
)
def test_a_sensitive_message_has_the_values_that_are_only_listened_to(database, attributes, reason):
    text = replace(SOURCE, body="Listen: {listen_link}")
    voice = Wording(Channel.VOICE, "en", "Hello {name}. You get {pension, amount}.")
    template = Template("payment", sensitive=True).with_wordings([text, voice])
    with database.write() as connection:
        prepare(connection)
        save_templates(connection, [template], "ann", NOW)
        add_member(connection, "A-1", phone=PHONE, language="en", name="Ann", attributes=attributes)
        campaign = start(connection)
    plan(database, campaign)

    (row,) = read(database)
    assert row.reason == reason
    assert row.values == {"name": "Ann", "pension": attributes.get("pension")}


@pytest.mark.parametrize(("granted", "status"), [(True, "created"), (False, "cancelled")])
def test_a_promotion_needs_consent(database, granted, status):
    with database.write() as connection:
        prepare(connection)
        save_templates(connection, [make_template(purpose="promotion")], "ann", NOW)
        member = add_member(connection, "A-1", phone=PHONE, language="en", name="Ann")
        add_consent(connection, member, granted)
        campaign = start(connection)
    plan(database, campaign)

    assert read(database)[0].status == status


def test_a_representative_receives_what_is_about_the_member(database, planned):
    with planned() as connection:
        guardian = add_member(
            connection, "R-1", kind="representative", phone="+358401112222", language="en"
        )
        add_member(connection, "A-1", name="Aino", phone=PHONE, representative_id=guardian)

    (row,) = read(database)
    assert (row.recipient_id, row.address, row.language) == (guardian, "+358401112222", "en")
    assert row.values["name"] == "Aino"


def test_after_the_representative_died_the_member_receives_it(database, planned):
    with planned() as connection:
        guardian = add_member(connection, "R-1", kind="representative", deceased_on=NOW.date())
        add_member(connection, "A-1", name="Aino", phone=PHONE, representative_id=guardian)

    assert read(database)[0].recipient_id is None
    assert read(database)[0].address == PHONE


def test_the_whole_message_falls_back_to_the_declared_language(database, planned):
    with planned(
        translate("{institution}: Hei {name} {due, date}"), fallbacks={ANY: "en"}
    ) as connection:
        add_member(connection, "A-1", phone=PHONE, name="Aino", language="fi-FI")
        add_member(connection, "A-2", phone=PHONE, name="Kumar", language="ta")

    finnish, tamil = read(database)
    assert finnish.wording_id != tamil.wording_id
    assert (tamil.language, tamil.status) == ("ta", "created")


SAID = "{pension, amount} {case_reference} {case_status} {case_since, date} {case_next_step}"
WORDS = [
    ("", "decided", "in any case"),
    ("pension", "decided", "Decided"),
    ("", "pay", "We pay"),
]


def add_cases(connection, member):
    for day, status in ((1, "received"), (2, "decided")):
        case = {"reference": f"C-{day}", "member_id": member, "kind": "pension"}
        facts = {"since": date(2026, 5, day), "status": status, "next_step": "pay"}
        connection.execute(sa.insert(cases).values(case | facts | {"updated_at": NOW}))
    for kind, term, wording in WORDS:
        row = {"kind": kind, "term": term, "locale": "en", "wording": wording}
        connection.execute(sa.insert(case_wordings).values(row))


def test_values_come_from_attributes_and_the_latest_case(database):
    attributes = {"pension": "812.50 EUR"}
    with database.write() as connection:
        prepare(connection)
        said = make_template().with_wordings([replace(SOURCE, body=SAID)])
        save_templates(connection, [said], "ann", NOW)
        facts = {"phone": PHONE, "language": "en", "attributes": attributes}
        add_cases(connection, add_member(connection, "A-1", **facts))
        campaign = start(connection)
    plan(database, campaign)

    assert read(database)[0].values == attributes | {
        "case_reference": "C-2",
        "case_status": "Decided",
        "case_since": "2026-05-02",
        "case_next_step": "We pay",
    }


@pytest.mark.parametrize(
    ("day", "paris"),
    [
        # A time that the clocks skip is due as much later as they skip,
        ("2027-03-28", datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        # and one that they show twice is due the first time.
        ("2026-10-25", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_everyone_is_due_at_the_hour_where_they_are(database, planned, day, paris):
    with planned(schedule={"kind": "local", "day": day, "at": "02:30"}) as connection:
        for number, zone in enumerate(["Europe/Paris", "Asia/Kathmandu", "Nowhere/Atlantis"]):
            facts = {"phone": PHONE, "name": "Ann", "time_zone": zone}
            add_member(connection, f"A-{number}", **facts)

    universal = datetime.fromisoformat(f"{day}T02:30Z")
    kathmandu = universal - timedelta(hours=5, minutes=45)
    assert [row.due_at for row in read(database)] == [paris, kathmandu, universal]


def test_a_time_that_is_past_where_a_member_is_is_due_at_once(database, planned):
    with planned(schedule={"kind": "local", "day": "2026-05-04", "at": "10:00"}) as connection:
        add_member(connection, "A-1", phone=PHONE, name="Ann", time_zone="Pacific/Apia")

    assert read(database)[0].due_at == NOW


def test_a_rate_spreads_a_run(database, planned):
    with planned(per_second=0.5) as connection:
        for number in range(3):
            add_member(connection, f"A-{number}", phone=PHONE, name="Ann")

    waits = [row.due_at - NOW for row in read(database)]
    assert waits == [timedelta(0), timedelta(seconds=2), timedelta(seconds=4)]
    assert read(database)[2].expires_at == NOW + timedelta(hours=72, seconds=4)


def test_a_plan_that_does_not_move_on_for_a_reason_stops_there(database, planned):
    steps = [{"channel": "sms", "next_on": ["unreachable"]}, {"channel": "email"}]
    with planned(steps=steps) as connection:
        add_member(connection, "A-1", email="a@example.org", language="en", name="Ann")

    (row,) = read(database)
    assert (row.step, row.reason) == (0, "no-address")
