"""The sandbox's pages: what each phone and mailbox received, and a box to reply."""

from __future__ import annotations

import smtplib
from dataclasses import fields
from html import escape, unescape

import pytest
import requests

from web.sandbox.behaviour import LABELS, Behaviour
from web.sandbox.ledger import Draft

PHONE = "+212612345678"
SENDER = "+15005550006"


def get(carrier, path: str) -> str:
    answer = requests.get(f"{carrier.url}/sandbox/{path}")
    assert answer.status_code == 200
    return answer.text


def post(carrier, path: str, form: dict[str, str], origin: str | None = None):
    headers = {"Origin": origin or carrier.url}
    return requests.post(f"{carrier.url}/sandbox/{path}", data=form, headers=headers)


def test_an_empty_sandbox_says_so(carrier):
    page = get(carrier, "")
    assert "No text message yet" in page
    assert "No mail yet" in page


def test_a_phone_shows_what_came_and_its_number_is_in_no_address(carrier):
    carrier.client.messages.create(to=PHONE, from_=SENDER, body="<b>مرحبا</b>")
    page = get(carrier, "")
    assert PHONE in page
    assert f"phones/{PHONE}" not in page
    assert "&lt;b&gt;مرحبا" in get(carrier, "phones/1")


def test_the_first_page_shows_what_came_last_in_words(carrier):
    for words in ("Hello", "مرحبا"):
        carrier.client.messages.create(to=PHONE, from_=SENDER, body=words)
    with smtplib.SMTP("127.0.0.1", carrier.parts.mail_server.port) as client:
        mail = "Subject: =?utf-8?b?2YXYsdit2KjYpw==?= Aino\r\n\r\nHello"
        client.sendmail("a@example.org", ["b@example.org"], mail)
    page = get(carrier, "")
    assert ("مرحبا</td>" in page, "Hello</td>" in page) == (True, False)
    assert "مرحبا Aino" in page


def test_every_phone_is_on_one_of_the_pages(carrier):
    phones = [f"+12025550{number}" for number in range(100, 230)]
    for phone in phones:
        carrier.parts.carrier.ledger.write(Draft(SENDER, phone, "Hello"))
    first, second, third = (get(carrier, f"?page={number}") for number in (1, 2, 3))
    assert all((phone in first) is not (phone in second) for phone in phones)
    assert ("Earlier messages" in first, "Earlier messages" in second) == (True, False)
    assert "No earlier text messages" in third


def test_a_reply_is_handed_to_the_institution(carrier, institution):
    carrier.client.messages.create(to=PHONE, from_=SENDER, body="Hello")
    page = post(carrier, "phones/1", {"to": SENDER, "body": "قف"})
    assert "قف" in page.text
    _, form, _ = institution.calls.get(timeout=20)
    assert (form["From"], form["Body"]) == (PHONE, "قف")


@pytest.mark.parametrize("form", [{}, {"body": " ", "to": SENDER}, {"body": "Hello"}])
def test_an_empty_reply_is_not_sent(carrier, form):
    carrier.client.messages.create(to=PHONE, from_=SENDER, body="Hello")
    assert "Write an answer first." in post(carrier, "phones/1", form).text


def test_a_mail_is_shown_in_a_frame_that_runs_nothing(carrier):
    with smtplib.SMTP("127.0.0.1", carrier.parts.mail_server.port) as client:
        mail = "Subject: Hi\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>"
        client.sendmail("a@example.org", ["b@example.org"], mail)
    assert "b@example.org" in get(carrier, "")
    page = get(carrier, "mails/1")
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page
    answer = requests.get(f"{carrier.url}/sandbox/mails/1")
    assert "style-src 'self' 'unsafe-inline'" in answer.headers["Content-Security-Policy"]
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert "<script>" not in page


LINK = "http://127.0.0.1:8000/preferences/abc_-1"


def test_links_of_messages_open_in_a_tab_of_their_own(carrier):
    anchor = f'<a href="{LINK}" rel="noopener" target="_blank">{LINK}</a>'
    carrier.client.messages.create(to=PHONE, from_=SENDER, body=f"<b> {LINK}")
    assert f"&lt;b&gt; {anchor}" in get(carrier, "phones/1")
    with smtplib.SMTP("127.0.0.1", carrier.parts.mail_server.port) as client:
        mail = f"Subject: Hi\r\nList-Unsubscribe: <{LINK}>\r\n\r\nSee {LINK}."
        client.sendmail("a@example.org", ["b@example.org"], mail)
    page = get(carrier, "mails/1")
    assert f"See {anchor}." in page
    assert f"own button asks): {anchor}" in page


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<!DOCTYPE html><head><title>", '<!DOCTYPE html><head><base target="_blank"><title>'),
        ("<p>Hi", '<base target="_blank"><p>Hi'),
    ],
)
def test_the_frame_of_a_mail_leads_links_out_of_it(carrier, html, shown):
    with smtplib.SMTP("127.0.0.1", carrier.parts.mail_server.port) as client:
        mail = f"Subject: Hi\r\nContent-Type: text/html\r\n\r\n{html}"
        client.sendmail("a@example.org", ["b@example.org"], mail)
    assert shown in unescape(get(carrier, "mails/1"))


def test_every_way_to_behave_is_explained(carrier):
    page = get(carrier, "")
    assert all(escape(LABELS[field.name]) in page for field in fields(Behaviour))


def test_the_behaviour_is_changed_by_a_form(carrier):
    post(carrier, "behaviour", {"dropped_share": "0.25", "silent": "on"})
    behaviour = carrier.parts.carrier.ledger.behaviour
    assert (behaviour.dropped_share, behaviour.silent) == (0.25, True)


@pytest.mark.parametrize("value", ["2", "-1", "much", "nan"])
def test_a_behaviour_that_cannot_be_is_refused(carrier, value):
    page = post(carrier, "behaviour", {"dropped_share": value})
    assert f"“{LABELS['dropped_share']}”" in page.text
    assert carrier.parts.carrier.ledger.behaviour.dropped_share == 0


def test_other_sites_cannot_post(carrier):
    answer = post(carrier, "behaviour", {"silent": "on"}, origin="https://elsewhere.example")
    assert answer.status_code == 403


@pytest.mark.parametrize("number", [9, 2**63])
@pytest.mark.parametrize("path", ["phones", "mailboxes", "mails"])
def test_what_is_not_there_is_not_found(carrier, path, number):
    assert requests.get(f"{carrier.url}/sandbox/{path}/{number}").status_code == 404
