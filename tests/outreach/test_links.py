"""The links of messages: the same for one row, and telling nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from outreach.channels import Channel
from outreach.links import (
    CODE_DIGITS,
    PREFERENCES,
    UNSUBSCRIBE,
    LinkTerms,
    MessageLinks,
    hash_token,
    normalize_code,
)
from outreach.tables import listen_links
from outreach.wording import Template, Wording
from tests.outreach.returning import NOW

BASE = "https://outspoken.example"
TERMS = LinkTerms(BASE, "birth-date", 60)


def worded(body="Hei. Kuuntele: {listen_link}", **given):
    wording = Wording(Channel.SMS, "fi", body)
    return Template("news", wordings={(Channel.SMS, "fi"): wording}, **given)


@pytest.fixture
def links(database):
    return MessageLinks(database, "a secret of the tests", TERMS, lambda: NOW)


def make(links, *numbers):
    with links._database.write() as connection:
        return links.make(connection, numbers)


def list_rows(database):
    with database.read() as connection:
        return connection.execute(sa.select(listen_links)).all()


def test_a_row_always_gets_the_same_links(returning, links, database):
    number = returning.add_worded(worded())

    assert make(links, number) == make(links, number)
    assert len(list_rows(database)) == 1


def test_samples_are_as_long_as_the_links_of_messages(links):
    real, samples = make(links, 123_456_789)[123_456_789], links.show_samples()

    assert {name: len(link) for name, link in samples.items()} == {
        name: len(link) for name, link in real.items()
    }


def test_another_installation_makes_other_links(database, links):
    other = MessageLinks(database, "another secret", TERMS, lambda: NOW)

    assert not set(make(links, 7)[7].values()) & set(make(other, 7)[7].values())


def test_the_table_opens_no_link(returning, links, database):
    number = returning.add_worded(worded())
    token = make(links, number)[number]["listen_link"].removeprefix(f"{BASE}/l/")

    (row,) = list_rows(database)
    assert len(token) == 16
    assert (row.message_id, row.token_hash) == (number, hash_token(token))
    assert row.expires_at == NOW + timedelta(days=60)


@pytest.mark.parametrize("written", ["{ listen_link }", "{n, plural, other {{listen_link}}}"])
def test_a_link_works_however_the_wording_writes_it(returning, links, database, written):
    make(links, returning.add_worded(worded(f"Hei: {written}")))

    assert len(list_rows(database)) == 1


def test_what_carries_no_listen_link_gets_no_row(returning, links, database):
    make(links, returning.add_worded(worded("Hei. {preferences_link}")))

    assert list_rows(database) == []


@pytest.mark.parametrize(("sensitive", "check"), [(True, "birth-date"), (False, "")])
def test_a_sensitive_message_asks_first(returning, links, database, sensitive, check):
    make(links, returning.add_worded(worded(sensitive=sensitive)))

    assert list_rows(database)[0].check == check


@pytest.mark.parametrize("purpose", [PREFERENCES, UNSUBSCRIBE])
def test_a_signed_link_is_read_for_its_purpose_alone(links, purpose):
    signed = make(links, 7)[7][f"{purpose}_link"].rpartition("/")[2]

    assert links.read(purpose, signed) == 7
    assert links.read({PREFERENCES: UNSUBSCRIBE, UNSUBSCRIBE: PREFERENCES}[purpose], signed) is None


@pytest.mark.parametrize("forged", ["", "Nw", "Nw.", "Nw.abc", "ImEi.x", "..", "\u0967.a"])
def test_a_forged_link_leads_nowhere(links, forged):
    assert links.read(PREFERENCES, forged) is None


def test_a_letter_has_a_code_that_can_be_typed_in_any_way(returning, links, database):
    number = returning.add_worded(worded("Hei."))
    with database.write() as connection:
        printed = links.print_link(connection, number)

    assert printed.url.startswith(f"{BASE}/l/")
    digits = printed.code.replace(" ", "")
    assert digits.isdecimal()
    assert len(digits) == CODE_DIGITS
    arabic = digits.translate({ord(each): 0x660 + int(each) for each in "0123456789"})
    for typed in (digits, f" {printed.code} ".replace(" ", " - "), arabic):
        assert hash_token(normalize_code(typed)) == list_rows(database)[0].code_hash


def test_a_message_that_is_not_printed_has_no_code_to_guess(returning, links, database):
    make(links, returning.add_worded(worded("Hei: {listen_link}")))

    assert [row.code_hash for row in list_rows(database)] == [None]


def test_a_letter_renews_the_link_of_a_message_that_was_sent_before(returning, links, database):
    number = returning.add_worded(worded("Hei: {listen_link}"))
    make(links, number)
    with database.write() as connection:
        connection.execute(sa.update(listen_links).values(expires_at=NOW))
        links.print_link(connection, number)

    assert [row.expires_at for row in list_rows(database)] == [NOW + timedelta(days=60)]


@pytest.mark.parametrize("given", [{"values": None}, {"reason": "missing-value"}])
def test_a_letter_about_what_cannot_be_told_has_no_link(returning, links, database, given):
    number = returning.add_worded(worded("Hei."), **given)
    with database.write() as connection:
        assert links.print_link(connection, number) is None
        assert links.print_link(connection, 999) is None

    assert list_rows(database) == []
