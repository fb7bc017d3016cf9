"""What a message says of its member, all of it in one language."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from outreach.channels import Channel
from outreach.steps import advance
from outreach.tables import case_wordings, messages
from outreach.wording import ANY, Wording, save_templates
from tests.outreach.campaigns.drafts import NOW, PREMISES, prepare, start
from tests.outreach.planning.runs import plan, read
from tests.outreach.planning.test_selection import BOTH, PHONE, add_cases
from tests.outreach.segments.people import add_member
from tests.outreach.wording.places import SOURCE, make_template, translate

TOLD = "{case_reference}: {case_status}"
ENGLISH = replace(SOURCE, body=TOLD)
MAIL = Wording(Channel.EMAIL, "en", TOLD, "Your case")
DECIDED = {"case_reference": "C-2", "case_status": "Decided"}
RATKAISTU = {"case_reference": "C-2", "case_status": "ratkaistu"}


@pytest.fixture
def tell(database):
    """Tells a Finnish member of a case, in Finnish and English by SMS, in English by email."""

    def tell_it(english=True, **facts):
        said = make_template(ENGLISH, translate(TOLD, source=ENGLISH), MAIL, fallbacks={ANY: "en"})
        word = {"kind": "", "term": "decided", "locale": "fi", "wording": "ratkaistu"}
        with database.write() as connection:
            prepare(connection)
            save_templates(connection, [said], "ann", NOW)
            add_cases(connection, add_member(connection, "A-1", **facts))
            connection.execute(sa.insert(case_wordings).values(word))
            if not english:
                sparse = sa.delete(case_wordings).where(case_wordings.c.locale == "en")
                connection.execute(sparse)
            campaign = start(connection, steps=BOTH)
        plan(database, campaign)

    return tell_it


def fail(database, **given):
    facts = {"status": "permanent-failure", "reason": "unreachable", "settled_at": NOW}
    with database.write() as connection:
        connection.execute(sa.update(messages).values(facts | given))


def read_said(database):
    """Return the channel of each message, and what its own placeholders are given."""
    return [(row.channel, {name: row.values[name] for name in DECIDED}) for row in read(database)]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"phone": PHONE}, ("sms", RATKAISTU)),
        ({"email": "a@example.org"}, ("email", DECIDED)),
        ({}, ("sms", RATKAISTU)),  # What a letter tells.
    ],
)
def test_the_words_for_a_case_are_in_the_language_of_the_message(database, tell, facts, said):
    tell(**facts)

    assert read_said(database) == [said]


def test_the_words_for_a_case_are_in_the_language_of_the_next_step(database, tell):
    tell(phone=PHONE, email="a@example.org")
    fail(database)
    advance(database, NOW, PREMISES)

    assert read_said(database) == [("sms", RATKAISTU), ("email", DECIDED)]


def test_who_was_planned_before_the_plan_had_more_steps_keeps_its_words(database, tell):
    tell(phone=PHONE, email="a@example.org")
    fail(database, values=RATKAISTU)
    advance(database, NOW, PREMISES)

    assert read_said(database) == [("sms", RATKAISTU), ("email", RATKAISTU)]


def test_a_word_that_the_language_of_the_message_lacks_is_not_taken_from_another(database, tell):
    tell(english=False, email="a@example.org")

    assert [row.reason for row in read(database)] == ["missing-value"]


def test_a_word_that_the_next_step_lacks_is_not_taken_from_the_first(database, tell):
    tell(english=False, phone=PHONE, email="a@example.org")
    fail(database)
    advance(database, NOW, PREMISES)

    assert [row.reason for row in read(database)] == ["unreachable", "missing-value"]


def test_an_employers_contact_person_can_be_named(database):
    said = replace(SOURCE, body="{name}, {contact_name}")
    with database.write() as connection:
        prepare(connection)
        save_templates(connection, [make_template(said)], "ann", NOW)
        firm = {"kind": "employer", "name": "Paja", "contact_name": "Bo Ek"}
        add_member(connection, "E-1", phone=PHONE, language="en", **firm)
        campaign = start(connection)
    plan(database, campaign)

    assert read(database)[0].values == {"name": "Paja", "contact_name": "Bo Ek"}
