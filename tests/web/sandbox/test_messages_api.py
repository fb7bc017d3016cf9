"""Twilio's Messages over HTTP: asked by its own client, held against its own description."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from openapi_schema_validator import OAS30Validator
from requests.auth import HTTPBasicAuth
from twilio.base.exceptions import TwilioRestException

from web.sandbox.behaviour import Behaviour
from web.sandbox.refusals import MAGIC_FROM, MAGIC_TO

DESCRIPTION = json.loads(Path("tests/web/sandbox/twilio_messages.json").read_text())
PHONE = "+212612345678"
SENDER = "+15005550006"


def check(value: object, schema: dict[str, object]) -> None:
    OAS30Validator({**schema, "components": DESCRIPTION["components"]}).validate(value)


def ask(carrier, path: str, **query: str) -> dict[str, object]:
    account = carrier.parts.carrier.account
    url = f"{carrier.url}/sandbox/twilio/2010-04-01/Accounts/{account.sid}/{path}"
    return requests.get(url, params=query, auth=HTTPBasicAuth(account.sid, account.token)).json()


def send(carrier, body: str = "Hello", **given: str):
    return carrier.client.messages.create(**{"to": PHONE, "from_": SENDER, "body": body, **given})


def test_a_message_that_is_taken_is_queued_and_looks_like_twilios(carrier):
    message = send(carrier, "سلام عليكم")
    assert (message.status, message.to, message.from_) == ("queued", PHONE, SENDER)
    answer = ask(carrier, f"Messages/{message.sid}.json")
    check(answer, DESCRIPTION["message"])
    described = DESCRIPTION["components"]["schemas"]["api.v2010.account.message"]
    assert set(answer) == set(described["properties"])


def test_a_messaging_service_accepts_and_chooses_the_sender_later(carrier):
    service = carrier.parts.carrier.account.service
    message = send(carrier, messaging_service_sid=service, from_="")
    assert (message.status, message.from_, message.num_segments) == ("accepted", None, "0")


def test_a_sender_beside_the_messaging_service_is_the_one_that_sends(carrier):
    service = carrier.parts.carrier.account.service
    message = send(carrier, messaging_service_sid=service, from_="Pensions")
    assert carrier.client.messages.list(from_="Pensions")[0].sid == message.sid


@pytest.mark.parametrize(
    ("body", "parts"), [("a" * 160, "1"), ("a" * 161, "2"), ("€" * 81, "2"), ("é" * 71, "1")]
)
def test_segments_are_counted_as_they_are_billed(carrier, body, parts):
    assert send(carrier, body).num_segments == parts


@pytest.mark.parametrize(("phone", "error"), MAGIC_TO.items())
def test_magic_recipients_are_refused_with_their_code(carrier, phone, error):
    with pytest.raises(TwilioRestException) as refused:
        send(carrier, to=phone)
    assert (refused.value.status, refused.value.code) == (400, error[0])


@pytest.mark.parametrize(("sender", "error"), MAGIC_FROM.items())
def test_magic_senders_are_refused_with_their_code(carrier, sender, error):
    with pytest.raises(TwilioRestException) as refused:
        send(carrier, from_=sender)
    assert refused.value.code == error[0]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"to": "0612345678"}, 21211),
        ({"to": ""}, 21604),
        ({"from_": "Twelve chars"}, 21212),
        ({"from_": ""}, 21603),
        ({"body": ""}, 21602),
        ({"body": "a" * 1601}, 21617),
        ({"status_callback": "javascript:alert(1)"}, 21609),
        ({"messaging_service_sid": "MG" + "0" * 32}, 21701),
    ],
)
def test_what_twilio_refuses_is_refused(carrier, given, code):
    with pytest.raises(TwilioRestException) as refused:
        send(carrier, **given)
    assert refused.value.code == code


def test_a_wrong_token_is_told_so_in_twilios_shape(carrier):
    account = carrier.parts.carrier.account
    url = f"{carrier.url}/sandbox/twilio/2010-04-01/Accounts/{account.sid}/Messages.json"
    answer = requests.get(url, auth=HTTPBasicAuth(account.sid, "wrong"))
    assert (answer.status_code, answer.json()["code"]) == (401, 20003)


def test_lists_are_paged_and_look_like_twilios(carrier):
    sent = [send(carrier, f"Message {number}").sid for number in range(5)]
    page = ask(carrier, "Messages.json", PageSize="2")
    check(page, DESCRIPTION["list"])
    assert set(page) == set(DESCRIPTION["list"]["properties"])
    assert [each.sid for each in carrier.client.messages.list(page_size=2)] == sent[::-1]


def test_lists_are_filtered_by_recipient(carrier):
    send(carrier)
    other = send(carrier, to="+33612345678")
    assert [each.sid for each in carrier.client.messages.list(to="+33612345678")] == [other.sid]


def test_lists_are_filtered_by_sender(carrier):
    send(carrier)
    other = send(carrier, from_="Pensions")
    assert [each.sid for each in carrier.client.messages.list(from_="Pensions")] == [other.sid]


@pytest.mark.parametrize(
    ("name", "days", "found"),
    [
        ("date_sent", 0, True),
        ("date_sent", -1, False),
        ("date_sent_after", 0, True),
        ("date_sent_after", 1, False),
        ("date_sent_before", 0, True),
        ("date_sent_before", -1, False),
    ],
)
def test_lists_are_filtered_by_the_day_on_which_a_message_was_sent(carrier, name, days, found):
    text, _ = carrier.parts.carrier.hear(PHONE, SENDER, "Hello")
    moment = datetime.fromtimestamp(text.sent_at, UTC) + timedelta(days=days)
    for day in (moment, moment.date().isoformat()):
        assert bool(carrier.client.messages.list(**{name: day})) is found


def test_what_is_still_queued_has_no_day_to_be_found_by(carrier):
    carrier.parts.carrier.ledger.behave(Behaviour(callback_seconds=60))
    assert send(carrier).date_sent is None
    assert carrier.client.messages.list(date_sent_after="2026-01-01") == []


@pytest.mark.parametrize("day", ["yesterday", "2026-02-31", "2026-5-4T", "<=2026-05-04"])
def test_a_filter_that_is_no_date_is_refused(carrier, day):
    assert ask(carrier, "Messages.json", DateSent=day)["code"] == 20001


@pytest.mark.parametrize("page", ["9" * 40, "-1", "next"])
def test_a_page_that_cannot_be_is_answered_all_the_same(carrier, page):
    assert ask(carrier, "Messages.json", Page=page)["messages"] == []


def test_a_message_can_be_redacted_cancelled_and_deleted(carrier):
    carrier.parts.carrier.ledger.behave(Behaviour(callback_seconds=60))
    message = send(carrier)
    assert message.update(body="").body == ""
    assert message.update(status="canceled").status == "canceled"
    assert message.delete()
    assert carrier.client.messages.list() == []


def test_a_lost_answer_breaks_the_connection_and_the_message_is_taken(carrier):
    carrier.parts.carrier.ledger.behave(Behaviour(dropped_share=1))
    with pytest.raises(requests.RequestException):
        send(carrier)
    assert carrier.parts.carrier.ledger.count() == 1


def test_a_slow_carrier_takes_a_message_that_its_client_gave_up(carrier):
    carrier.parts.carrier.ledger.behave(Behaviour(answer_seconds=1))
    client = carrier.client
    client.http_client.timeout = 0.2
    with pytest.raises(requests.Timeout):
        client.messages.create(to=PHONE, from_=SENDER, body="Hello")
    end = time.monotonic() + 20
    while not carrier.parts.carrier.ledger.count():
        assert time.monotonic() < end


def test_a_refusal_for_now_takes_nothing(carrier):
    carrier.parts.carrier.ledger.behave(Behaviour(refused_share=1))
    with pytest.raises(TwilioRestException) as refused:
        send(carrier)
    assert refused.value.status == 503
    assert carrier.parts.carrier.ledger.count() == 0
