"""Twilio's webhooks, called as Twilio calls them and as others might."""

from __future__ import annotations

import zlib

import pytest
import sqlalchemy as sa
from twilio.request_validator import RequestValidator

from outreach.providers.twilio_webhooks import read_body
from outreach.statuses import Status
from outreach.tables import messages, replies
from tests.outreach.dispatch.rows import add_message

SETTLING = {"status": Status.SENDING, "attempt_id": "attempt-1", "provider": "sandbox-sms"}


@pytest.fixture
def call(parts, client):
    """Calls a webhook; `url` is the address that was signed, `token` with what."""
    account = next(iter(parts.correspondence.accounts.values()))

    def call(path, form, *, base=None, token=None, **given):
        form = {"AccountSid": account.account_sid, **form}
        token = token or account.auth_token.get_secret_value()
        base = base or parts.settings.reached_at
        signature = RequestValidator(token).compute_signature(base + path, form)
        headers = {"X-Twilio-Signature": signature}
        return client.post(path, data=form, headers=headers, **given)

    return call


@pytest.fixture
def tell(call):
    def tell(number, word, **given):
        form = {"MessageSid": f"SM{number}", "MessageStatus": word}
        return call(f"/callbacks/twilio/status/{number}/attempt-1", form, **given)

    return tell


@pytest.fixture
def hear(call, request):
    phone = f"+3584{zlib.crc32(request.node.name.encode()) % 10**8:08}"

    def hear(body, sid=phone, **given):
        form = {"MessageSid": sid, "From": phone, "To": "+15005550006", "Body": body}
        return call("/callbacks/twilio/incoming", {**form, **given})

    return hear


@pytest.fixture
def read(parts):
    def read(number):
        with parts.correspondence.database.read() as connection:
            query = sa.select(messages.c.status).where(messages.c.id == number)
            return connection.execute(query).scalar_one()

    return read


def test_a_receipt_moves_its_message_on(parts, tell, read):
    number = add_message(parts.correspondence.database, **SETTLING)

    assert tell(number, "delivered").status_code == 204
    assert read(number) == Status.DELIVERED


@pytest.mark.parametrize("base", ["https://outspoken.example", "https://outspoken.example:443"])
def test_the_address_that_carriers_were_given_counts_behind_a_proxy(tell, base):
    assert tell(1, "delivered", base=base).status_code == 204


@pytest.mark.parametrize(
    "given",
    [
        {"token": "0" * 32},
        {"base": "https://attacker.example"},
        {"headers": {"X-Twilio-Signature": ""}},
        {"headers": {}},
    ],
)
def test_a_forged_receipt_is_refused(parts, tell, read, call, client, given):
    number = add_message(parts.correspondence.database, **SETTLING)
    if "headers" in given:
        form = {"AccountSid": "AC" + "0" * 32, "MessageStatus": "delivered"}
        path = f"/callbacks/twilio/status/{number}/attempt-1"
        answer = client.post(path, data=form, headers=given["headers"])
    else:
        answer = tell(number, "delivered", **given)

    assert answer.status_code == 403
    assert read(number) == Status.SENDING


def test_a_signature_of_another_callback_opens_nothing(parts, client):
    account = next(iter(parts.correspondence.accounts.values()))
    form = {"AccountSid": account.account_sid, "MessageStatus": "delivered"}
    check = RequestValidator(account.auth_token.get_secret_value())
    signed = f"{parts.settings.reached_at}/callbacks/twilio/status/1/attempt-1"
    headers = {"X-Twilio-Signature": check.compute_signature(signed, form)}

    answer = client.post("/callbacks/twilio/status/2/attempt-1", data=form, headers=headers)

    assert answer.status_code == 403


@pytest.mark.parametrize("code", ["²", "9" * 500, "<script>", ""])
def test_an_error_code_that_is_none_breaks_nothing(call, code):
    form = {"MessageSid": "SM1", "MessageStatus": "failed", "ErrorCode": code}

    assert call("/callbacks/twilio/status/1/a", form).status_code == 204


@pytest.mark.parametrize(
    ("written", "kept"), [("\0", ""), ("STOP\0", "STOP"), ("\ud83d", "?"), ("x" * 9000, "x" * 2000)]
)
def test_what_databases_cannot_keep_is_left_out(written, kept):
    assert read_body(written) == kept


def test_a_receipt_of_a_number_that_no_message_has_is_not_found(call):
    assert call(f"/callbacks/twilio/status/{2**70}/a", {"MessageStatus": "sent"}).status_code == 404


def test_a_stop_is_answered_at_once_in_twiml(hear):
    answer = hear("STOP")

    assert answer.mimetype == "application/xml"
    assert b"<Message>Social Security: We will not send" in answer.data


def test_a_repeated_stop_is_not_answered_again(hear):
    assert b"<Message>" in hear("STOP").data
    assert b"<Message>" not in hear("STOP").data


def test_the_carriers_own_answer_is_enough(hear):
    answer = hear("STOP", OptOutType="STOP")

    assert answer.data.decode().endswith("<Response />")


def test_what_was_written_cannot_become_markup(hear):
    assert b"</Message><Message>" not in hear("</Message><Message>").data


def test_a_replayed_reply_is_kept_once(parts, hear):
    for _ in range(2):
        hear("Thank you", sid="SM23")

    with parts.correspondence.database.read() as connection:
        query = sa.select(replies.c.sender).where(replies.c.provider_id == "SM23")
        assert connection.execute(query).scalars().all() == ["+15005550006"]
