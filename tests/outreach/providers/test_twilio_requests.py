"""SMS through Twilio's own client: what it sends, and what every answer comes to."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from openapi_schema_validator import OAS30Validator

from benchmarks.service import find_free_port
from outreach.providers import Accepted, Again, Outgoing, Refused, Unknown
from outreach.providers.twilio import Twilio
from outreach.providers.twilio_http import HttpClient
from outreach.statuses import Status
from tests.carriers import carrier, institution
from tests.outreach.providers.servers import answering, crowded

__all__ = ["carrier", "institution"]

DESCRIPTION = json.loads(Path("tests/web/sandbox/twilio_messages.json").read_text())
ACCOUNT = "AC" + "0" * 32
PHONE, SENDER = "+358401234567", "+15005550006"
CALLBACK = "https://example.org/callbacks/twilio/status/1/a"
TAKEN = b'{"sid": "SM1", "status": "queued", "num_segments": "1"}'


def send(url: str, sid: str = ACCOUNT, token: str = "token", **given):
    """Hand one message over; return its outcome."""
    facts = {"address": PHONE, "sender": SENDER, "body": "Hei", "callback_url": CALLBACK}
    provider = Twilio("twilio", sid, token, url, http=HttpClient(0.5, 0.2))

    async def run():
        try:
            return await provider.send(Outgoing(message_id=1, attempt_id="a", **(facts | given)))
        finally:
            await provider.close()

    return asyncio.run(run())


def send_through(carrier, **given):
    account = carrier.parts.carrier.account
    return send(f"{carrier.url}/sandbox/twilio", account.sid, account.token, **given)


@pytest.mark.parametrize(
    ("sender", "body"),
    [
        (SENDER, "Hei"),
        ("KELA", "أهلا 😀 & = + %"),
        ("MG" + "a" * 32, "Hei"),
        ("12345", "line\nline"),
    ],
)
def test_a_request_is_one_that_twilio_describes(institution, sender, body):
    institution.answer = TAKEN
    assert send(institution.url, sender=sender, body=body) == Accepted("SM1", 1)
    path, form, _signature = institution.calls.get(timeout=5)
    assert path == f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
    schema = {**DESCRIPTION["create"], "components": DESCRIPTION["components"]}
    OAS30Validator({**schema, "additionalProperties": False}).validate(form)
    name = "MessagingServiceSid" if sender.startswith("MG") else "From"
    assert form == {"To": PHONE, name: sender, "Body": body, "StatusCallback": CALLBACK}


@pytest.mark.parametrize(
    ("to", "outcome"),
    [
        ("+15005550001", Refused(Status.PERMANENT_FAILURE, "invalid-address", "21211")),
        ("+15005550002", Refused(Status.PERMANENT_FAILURE, "unroutable", "21612")),
        ("+15005550003", Refused(Status.PERMANENT_FAILURE, "region-not-permitted", "21408")),
        ("+15005550004", Refused(Status.PERMANENT_FAILURE, "opted-out", "21610")),
        ("+15005550009", Refused(Status.PERMANENT_FAILURE, "landline", "21614")),
    ],
)
def test_each_magic_recipient_fails_for_its_own_reason(carrier, to, outcome):
    assert send_through(carrier, address=to) == outcome


@pytest.mark.parametrize(
    ("sender", "outcome"),
    [
        ("+15005550001", Again("invalid-sender", "21212", rests=True)),
        ("+15005550007", Again("invalid-sender", "21606", rests=True)),
        ("+15005550008", Again("queue-full", "21611")),
    ],
)
def test_each_magic_sender_is_the_operators_fault_and_no_members(carrier, sender, outcome):
    assert send_through(carrier, sender=sender) == outcome


@pytest.mark.parametrize(
    ("body", "reason"), [("", "empty"), ("a" * 1601, "too-long")], ids=["empty", "too long"]
)
def test_a_text_that_cannot_be_sent_fails_for_good(carrier, body, reason):
    outcome = send_through(carrier, body=body)
    assert (outcome.status, outcome.reason) == (Status.VALIDATION_FAILED, reason)


def test_a_wrong_token_rests_the_provider(carrier):
    account = carrier.parts.carrier.account
    outcome = send(f"{carrier.url}/sandbox/twilio", account.sid, "another token")
    assert outcome == Again("not-authenticated", "20003", rests=True)


def test_what_never_reached_the_carrier_is_tried_again():
    refused = send(f"http://127.0.0.1:{find_free_port()}")
    with crowded() as port:
        timed_out = send(f"http://127.0.0.1:{port}")
    assert refused == timed_out == Again("unreachable-carrier", rests=True)


@pytest.mark.parametrize(
    "answer",
    [
        None,
        b"",
        b"HTTP/1.1 201 Created\r\nContent-Length: 90\r\n\r\n{",
        b"HTTP/1.1 201 Created\r\nContent-Length: 4\r\n\r\nfine",
        b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n\xff\xfe",
        b"HTTP/1.1 500 Failed\r\nContent-Length: 2\r\n\r\n{}",
        b"HTTP/1.1 503 Failed\r\nContent-Length: 5\r\n\r\nsorry",
        b"HTTP/1.1 302 Found\r\nLocation: https://example.org\r\nContent-Length: 0\r\n\r\n",
        b"no HTTP at all\r\n\r\n",
    ],
    ids=["silence", "end", "half", "no JSON", "no text", "500", "503", "302", "no HTTP"],
)
def test_an_answer_that_says_nothing_leaves_the_fate_unknown(answer):
    async def run():
        async with answering(answer) as port:
            return await asyncio.to_thread(send, f"http://127.0.0.1:{port}")

    assert isinstance(asyncio.run(run()), Unknown)


@pytest.mark.parametrize("body", [b'{"code": 20429}', b"{}", b"slow down"])
def test_too_many_requests_are_made_again_later(body):
    answer = b"HTTP/1.1 429 Too Many Requests\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)

    async def run():
        async with answering(answer) as port:
            return await asyncio.to_thread(send, f"http://127.0.0.1:{port}")

    outcome = asyncio.run(run())
    assert isinstance(outcome, Again)
    assert outcome.reason == "too-many-requests"
