"""The preferences page and one-click unsubscription, as members and mail programs use them."""

from __future__ import annotations

import re
import zlib

import pytest
from selectolax.lexbor import LexborHTMLParser

import locales
from outreach.channels import Channel
from outreach.consent import find_decisions

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def mailbox(request):
    return f"{zlib.crc32(request.node.name.encode())}@example.org"


@pytest.fixture
def mailed(send, mailbox):
    return send(
        channel=Channel.EMAIL, address=mailbox, purpose="promotion", member={"email": mailbox}
    )


def list_ticked(answer):
    page = LexborHTMLParser(answer.text)
    return {each.attributes["value"] for each in page.css("input[type=checkbox][checked]")}


def test_the_page_is_in_the_members_language_and_needs_no_login(client, mailed):
    answer = client.get(mailed[1]["preferences_link"])

    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == "fi"
    assert "Miten otamme sinuun yhteyttä" in answer.text


@pytest.mark.parametrize("language", locales.SUPPORTED)
def test_the_page_can_be_read_in_every_language(client, mailed, language):
    answer = client.get(mailed[1]["preferences_link"], query_string={"lang": language})

    assert f'<html lang="{language}"' in answer.text
    assert ("How we write to you" in answer.text) is (language == "en")


def test_the_page_shows_no_more_than_a_masked_address(client, mailed, mailbox):
    answer = client.get(mailed[1]["preferences_link"])

    assert f"{mailbox[0]}•••@example.org" in answer.text
    assert mailbox not in answer.text
    assert "Aino" not in answer.text
    assert "401234567" not in answer.text


def test_nothing_of_the_page_is_kept_or_passed_on(client, mailed):
    headers = client.get(mailed[1]["preferences_link"]).headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in headers


def test_what_is_ticked_is_kept(client, mailed):
    path = mailed[1]["preferences_link"]

    answer = client.post(path, data={"choice": ["email-service", "voice-promotion"]})

    assert 'role="status"' in answer.text
    assert list_ticked(client.get(path)) == {"email-service", "voice-promotion"}


@pytest.mark.parametrize("choice", ["", "fax-service", "email-", "email-service-x", "\x00"])
def test_a_choice_that_is_none_is_left_out(client, mailed, choice):
    path = mailed[1]["preferences_link"]

    assert client.post(path, data={"choice": [choice]}).status_code == 200
    assert list_ticked(client.get(path)) == set()


@pytest.mark.parametrize("name", ["preferences_link", "unsubscribe_link", "listen_link"])
@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing(parts, client, mailed, read, name, method):
    number, links = mailed
    before = read(number)

    getattr(client, method)(links[name])

    assert read(number) == before
    with parts.correspondence.database.read() as connection:
        assert find_decisions(connection, before.member_id) == []


def test_one_click_unsubscribes_and_needs_nothing_else(client, mailed, returning, mailbox):
    answer = client.post(mailed[1]["unsubscribe_link"], data=ONE_CLICK)

    assert answer.status_code == 200
    (found,) = returning.suppressed(mailbox)
    assert (found.scope.channel, found.scope.purpose) == ("email", "promotion")


def test_the_page_after_it_leads_to_the_other_choices(client, mailed):
    answer = client.post(mailed[1]["unsubscribe_link"])

    assert mailed[1]["preferences_link"] in answer.text


def test_a_person_who_follows_the_link_is_asked_first(client, mailed):
    page = LexborHTMLParser(client.get(mailed[1]["unsubscribe_link"]).text)

    assert page.css_first("form").attributes["method"] == "post"
    assert page.css_first("form button") is not None


@pytest.mark.parametrize("path", ["/preferences/", "/unsubscribe/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_forged_link_says_whom_to_call(client, path, method):
    answer = getattr(client, method)(f"{path}MTIz.forged")

    assert answer.status_code == 404
    assert re.search(r'href="tel:\+\d+"', answer.text)


def test_who_cannot_be_reached_at_all_is_told_to_call(client, send):
    _, links = send(member={"phone": "", "email": ""})

    answer = client.get(links["preferences_link"])

    assert answer.status_code == 200
    assert "Viestimme eivät tavoita sinua" in answer.text
    assert LexborHTMLParser(answer.text).css_first("form") is None
