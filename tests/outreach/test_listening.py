"""What a listen link tells, to whom, and in which language."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from outreach.channels import Channel
from outreach.links import LinkTerms, MessageLinks
from outreach.listening import MOST_CHECKS, Listening
from outreach.tables import listen_links
from outreach.wording import Template, Wording
from tests.outreach.returning import CONTACT, NOW

WORDINGS = [
    Wording(Channel.SMS, "fi", "{institution}: Hei {name}. Kuuntele: {listen_link}"),
    Wording(Channel.SMS, "en", "{institution}: Hello {name}. Listen: {listen_link}"),
    Wording(Channel.VOICE, "fi", "Hei {name}, tämä on {institution}."),
    Wording(Channel.EMAIL, "fi", "Hei,\n\n- **{name}**\n\n[Kuuntele]({listen_link})", "Uutisia"),
]
TEMPLATE = Template("news", wordings={(each.channel, each.locale): each for each in WORDINGS})
SENSITIVE = Template("private", sensitive=True, wordings=TEMPLATE.wordings)
BORN = date(1958, 3, 27)


@pytest.fixture
def listening(database):
    return Listening(database, CONTACT)


@pytest.fixture
def open_link(returning, listening):
    def open_link(template=TEMPLATE, channel=Channel.SMS, check="birth-date", **given):
        number = returning.add_worded(template, channel, **given)
        terms = LinkTerms("https://o.example", check, 60)
        links = MessageLinks(returning.database, "secret", terms, lambda: NOW)
        with returning.database.write() as connection:
            links.make(connection, [number])
        return listening.find(links.make_token(number), NOW), links

    return open_link


def test_a_link_tells_its_very_message_without_its_address(open_link, listening):
    link, _ = open_link()

    told = listening.tell(link, None)

    assert told.text == "Pensions: Hei Aino."
    assert (told.language, set(told.languages)) == ("fi", {"fi", "en"})


@pytest.mark.parametrize(("wanted", "text"), [("en-GB", "Hello"), ("sv", "Hei"), ("?", "Hei")])
def test_a_listener_chooses_among_the_languages_there_are(open_link, listening, wanted, text):
    assert text in listening.tell(open_link()[0], wanted).text


def test_a_mail_is_told_with_its_subject_and_without_markup(open_link, listening):
    assert listening.tell(open_link(channel=Channel.EMAIL)[0], None).text == "Uutisia\nHei,\n- Aino"


@pytest.mark.parametrize("name", ["[Aino](x)", "Aino *K.* _L_", "<b>Aino</b>", "1. Aino", "> `A`"])
def test_a_name_in_a_mail_is_never_read_as_markup(open_link, listening, name):
    link, _ = open_link(channel=Channel.EMAIL, values={"name": name})

    assert listening.tell(link, None).text == f"Uutisia\nHei,\n- {name}"


def test_a_sensitive_message_is_told_as_a_call_would(open_link, listening):
    told = listening.tell(open_link(SENSITIVE)[0], None)

    assert told.text == "Hei Aino, tämä on Pensions."


def test_a_call_that_needs_other_values_gives_way_to_the_message_itself(open_link, listening):
    voice = Wording(Channel.VOICE, "fi", "Hei, {amount}.")
    template = SENSITIVE.with_wordings([voice])

    assert listening.tell(open_link(template)[0], None).text == "Pensions: Hei Aino."


def test_a_message_of_an_erased_member_is_told_to_nobody(open_link, listening, returning):
    link, _ = open_link()
    returning.change(link.message_id, values=None)

    assert listening.tell(link, None) is None


def test_the_first_play_counts_as_heard(open_link, listening, returning):
    link, _ = open_link()

    listening.note_play(link.id, NOW)
    listening.note_play(link.id, NOW + timedelta(hours=1))

    assert returning.read(link.message_id).heard_at == NOW
    with returning.database.read() as connection:
        row = connection.execute(sa.select(listen_links)).one()
    assert (row.plays, row.first_played_at) == (2, NOW)


def test_a_link_expires(open_link, listening):
    link, links = open_link()

    assert listening.find(links.make_token(link.message_id), NOW + timedelta(days=60)) is None


@pytest.mark.parametrize("token", ["", "x", "../..", "\u0967" * 16, "x" * 5000])
def test_a_token_that_was_never_made_opens_nothing(listening, token):
    assert listening.find(token, NOW) is None
    assert listening.find_code(token, NOW) is None


def test_a_letters_code_leads_to_the_same_link(open_link, listening):
    link, links = open_link()
    with listening.database.write() as connection:
        code = links.print_link(connection, link.message_id).code

    assert listening.find_code(code.replace(" ", ""), NOW) == link


def test_a_sensitive_link_is_opened_by_the_date_of_birth(open_link, listening):
    link, _ = open_link(SENSITIVE, member={"born_on": BORN})

    assert link.check == "birth-date"
    assert listening.passes(link, BORN)
    assert not listening.passes(link, date(1958, 3, 28))


@pytest.mark.parametrize("answer", ["r0", "R-0 "])
def test_a_sensitive_link_may_ask_for_the_reference(open_link, listening, answer):
    link, _ = open_link(SENSITIVE, check="reference")

    assert listening.passes(link, answer)
    assert not listening.passes(link, "")


def test_a_member_without_a_date_of_birth_passes_with_none(open_link, listening):
    link, _ = open_link(SENSITIVE)

    assert not listening.passes(link, BORN)


def test_a_link_is_locked_after_wrong_answers(open_link, listening):
    link, links = open_link(SENSITIVE, member={"born_on": BORN})

    for _ in range(MOST_CHECKS):
        assert not listening.passes(link, date(1900, 1, 1))

    assert not listening.passes(link, BORN)
    assert listening.find(links.make_token(link.message_id), NOW).locked


def test_a_right_answer_forgives_the_wrong_ones_before(open_link, listening):
    link, links = open_link(SENSITIVE, member={"born_on": BORN})
    listening.passes(link, date(1900, 1, 1))

    listening.passes(link, BORN)

    assert listening.find(links.make_token(link.message_id), NOW).failed_checks == 0
