"""What is said of a campaign before anybody approves it."""

from dataclasses import replace
from datetime import date

import pytest

from outreach.campaigns import get_campaign
from outreach.planning import foresee
from outreach.suppressions import Scope, Suppressions
from outreach.tables import work_items
from outreach.wording import ANY, save_templates
from tests.outreach.campaigns.drafts import NOW, PREMISES, add_draft, prepare, start
from tests.outreach.planning.runs import plan, read
from tests.outreach.segments.people import add_member
from tests.outreach.wording.places import FINNISH, make_template, translate

PHONE = "+358401234567"
PLAN = [{"channel": "sms"}, {"channel": "person"}]
PEOPLE = [
    {"language": "fi"},
    {"language": "en-GB"},
    {"language": "zh-Hant"},
    {"language": "ta", "phone": None},
    {"language": "en", "name": ""},
    {"language": "en", "deceased_on": NOW.date()},
]
EVENT = {"kind": "event", "event": "birth"}


@pytest.fixture
def begin(database):
    """Makes a draft for all of the people above, whose template has those fallbacks."""

    def begin_it(fallbacks=None, **given):
        with database.write() as connection:
            prepare(connection, FINNISH)
            if fallbacks:
                changed = make_template(FINNISH, fallbacks=fallbacks)
                save_templates(connection, [changed], "ann", NOW)
            for number, facts in enumerate(PEOPLE):
                add_member(connection, f"A-{number}", **({"phone": PHONE, "name": "Bo"} | facts))
            return add_draft(connection, **given)

    return begin_it


def test_whom_no_wording_reaches_is_counted_by_language(database, begin):
    outlook = foresee(database, begin(), PREMISES, NOW)

    assert outlook.reached == {"sms": 2}
    assert outlook.left_out == {"no-wording": 1, "no-address": 1, "missing-value": 1}
    assert outlook.wordless == {"zh-Hant": 1}


def test_whom_no_wording_reaches_is_left_to_the_person_of_the_plan(database, begin):
    outlook = foresee(database, begin(steps=PLAN), PREMISES, NOW)

    assert outlook.reached == {"sms": 2, "person": 2}
    assert outlook.left_out == {"missing-value": 1}
    assert outlook.wordless == {"zh-Hant": 1}


@pytest.mark.parametrize("fallbacks", [{"zh-Hant": "fi"}, {ANY: "fi"}])
def test_a_declared_fallback_is_counted(database, begin, fallbacks):
    outlook = foresee(database, begin(fallbacks), PREMISES, NOW)

    assert outlook.reached == {"sms": 3}
    assert outlook.fallbacks == {("zh-Hant", "fi"): 1}
    assert outlook.wordless == {}


def test_values_of_what_will_happen_are_not_missed(database, begin):
    outlook = foresee(database, begin(schedule=EVENT), PREMISES, NOW)

    assert outlook.left_out == {"no-wording": 1, "no-address": 1}


def test_dates_of_members_are_looked_for_thirty_days_ahead(database, begin):
    birthday = {"kind": "relative", "source": "born_on", "turning": 60, "at": "10:00"}
    draft = begin(schedule=birthday)
    with database.write() as connection:
        for name, born in (("in-30", date(1966, 6, 3)), ("in-31", date(1966, 6, 4))):
            add_member(connection, name, phone=PHONE, name="Bo", born_on=born)

    assert foresee(database, draft, PREMISES, NOW).reached == {"sms": 1}


def test_who_stopped_a_sender_is_not_reached_by_it(database, begin):
    draft = begin(steps=PLAN)
    with database.write() as connection:
        add_member(connection, "stopped", phone=PHONE, name="Bo", phone_hash="x")
        stopped = {"reason": "stop", "source": "sms", "at": NOW}
        Suppressions(database).add(connection, "x", Scope("sms", "+15005550006"), **stopped)
    premises = replace(PREMISES, senders={"sms": ["+15005550006"]})

    assert foresee(database, draft, PREMISES, NOW).reached == {"sms": 3, "person": 2}
    assert foresee(database, draft, premises, NOW).reached == {"sms": 2, "person": 3}


def test_a_trial_reaches_its_guests_alone(database, begin):
    draft = begin(steps=PLAN)
    with database.write() as connection:
        add_member(connection, "guest", phone="+358401234568", name="Bo")
    outlook = foresee(database, draft, replace(PREMISES, guests=frozenset({"+358401234568"})), NOW)

    assert outlook.reached == {"sms": 1, "person": 2}
    assert outlook.left_out == {"not-a-guest": 2, "missing-value": 1}


@pytest.mark.parametrize("pension", ["much", "many EUR"])
def test_values_that_cannot_be_written_are_counted(database, pension):
    text = translate("{institution}: {name} {due, date} {pension, amount}")
    with database.write() as connection:
        prepare(connection, text)
        for number, each in enumerate([pension, "800 EUR"]):
            facts = {"phone": PHONE, "name": "Bo", "attributes": {"pension": each}}
            add_member(connection, f"A-{number}", **facts)
        draft = add_draft(connection)
    outlook = foresee(database, draft, PREMISES, NOW)

    assert (outlook.reached, outlook.left_out) == ({"sms": 1}, {"missing-value": 1})
    assert (outlook.read, outlook.unread) == (2, 0)


@pytest.mark.parametrize("steps", [PLAN, PLAN[:1]])
def test_the_outlook_is_what_is_planned(database, begin, steps):
    begin(steps=steps)
    with database.read() as connection:
        campaign = get_campaign(connection, "spring")
    outlook = foresee(database, campaign, PREMISES, NOW)
    assert read(database) == []
    with database.write() as connection:
        started = start(connection, steps=steps)
    plan(database, started)

    queued = [row for row in read(database) if row.status == "created"]
    assert len(queued) == outlook.reached["sms"]
    assert len(read(database, work_items)) == outlook.reached["person"]
    assert len(read(database)) - len(queued) == outlook.left_out.total()
