"""What the carrier tells the institution: states of messages, and what phones sent."""

from __future__ import annotations

import time

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.request_validator import RequestValidator

from web.sandbox.behaviour import Behaviour
from web.sandbox.resources import UNREACHABLE

PHONE = "+212612345678"
SENDER = "+15005550006"
QUICK = 0.01
STATUS_FIELDS = {
    *("MessageSid", "SmsSid", "AccountSid", "From", "To", "MessageStatus", "SmsStatus"),
    "ApiVersion",
}
INCOMING_FIELDS = {
    *("MessageSid", "SmsSid", "SmsMessageSid", "AccountSid", "MessagingServiceSid", "From", "To"),
    *("Body", "NumMedia", "NumSegments", "ApiVersion"),
    *(side + part for side in ("From", "To") for part in ("City", "State", "Zip", "Country")),
}


def send(carrier, institution):
    return carrier.client.messages.create(
        to=PHONE, from_=SENDER, body="Hello", status_callback=f"{institution.url}/status?id=7"
    )


def take(institution, count: int) -> list[tuple[str, dict[str, str], str]]:
    return [institution.calls.get(timeout=20) for _ in range(count)]


def behave(carrier, **given) -> None:
    carrier.parts.carrier.ledger.behave(Behaviour(callback_seconds=QUICK, **given))


def test_states_are_told_signed_to_the_address_that_was_given(carrier, institution):
    behave(carrier)
    message = send(carrier, institution)
    validator = RequestValidator(carrier.parts.carrier.account.token)
    told = take(institution, 2)
    assert {form["MessageStatus"] for _, form, _ in told} == {"sent", "delivered"}
    assert {form["MessageSid"] for _, form, _ in told} == {message.sid}
    assert all(set(form) - {"RawDlrDoneDate"} == STATUS_FIELDS for _, form, _ in told)
    assert ["RawDlrDoneDate" in form for _, form, _ in told] == [
        form["MessageStatus"] == "delivered" for _, form, _ in told
    ]
    assert all(
        validator.validate(institution.url + path, form, signature)
        for path, form, signature in told
    )


def test_an_unreachable_phone_is_told_with_its_code(carrier, institution):
    behave(carrier, unreachable_share=1)
    message = send(carrier, institution)
    last = next(f for _, f, _ in take(institution, 2) if f["MessageStatus"] != "sent")
    assert (last["MessageStatus"], last["ErrorCode"]) == ("undelivered", str(UNREACHABLE))
    assert carrier.client.messages(message.sid).fetch().error_code == UNREACHABLE


def test_callbacks_can_come_twice(carrier, institution):
    behave(carrier, repeated_share=1)
    send(carrier, institution)
    states = sorted(form["MessageStatus"] for _, form, _ in take(institution, 4))
    assert states == ["delivered", "delivered", "sent", "sent"]


def test_callbacks_can_come_in_disorder_and_the_final_state_stays(carrier, institution):
    behave(carrier, disordered=True)
    message = send(carrier, institution)
    take(institution, 2)
    assert carrier.client.messages(message.sid).fetch().status == "delivered"


def test_what_a_phone_sends_comes_signed_and_the_answer_reaches_the_phone(carrier, institution):
    institution.answer = b"<Response><Message>Thank you.</Message></Response>"
    text, opt_out = carrier.parts.carrier.hear(PHONE, SENDER, "stop")
    assert carrier.parts.callbacks.deliver(text, opt_out)
    path, form, signature = take(institution, 1)[0]
    validator = RequestValidator(carrier.parts.carrier.account.token)
    assert validator.validate(institution.url + path, form, signature)
    assert (path, form["Body"]) == ("/callbacks/twilio/incoming", "stop")
    assert set(form) == INCOMING_FIELDS
    assert carrier.client.messages.list(to=PHONE)[0].body == "Thank you."


@pytest.mark.parametrize("answer", [b"", b"<Response/>", b"<Resp", b"{}"])
def test_an_answer_without_a_message_sends_nothing(carrier, institution, answer):
    institution.answer = answer
    text, opt_out = carrier.parts.carrier.hear(PHONE, SENDER, "hello")
    assert carrier.parts.callbacks.deliver(text, opt_out)
    assert carrier.client.messages.list(to=PHONE) == []


def test_a_carrier_that_answers_stop_says_so_and_refuses_until_start(carrier, institution):
    behave(carrier, answers_stop=True)
    _, stopped = carrier.parts.carrier.hear(PHONE, SENDER, " Stop ")
    assert stopped == "STOP"
    assert carrier.parts.carrier.ledger.is_stopped(PHONE, SENDER)
    with pytest.raises(TwilioRestException) as refused:
        send(carrier, institution)
    assert refused.value.code == 21610
    carrier.parts.carrier.hear(PHONE, SENDER, "START")
    assert send(carrier, institution).sid


def test_a_carrier_that_says_nothing_of_an_opt_out_takes_no_second_confirmation(
    carrier, institution
):
    behave(carrier, answers_stop=True, hides_opt_out=True)
    institution.answer = b"<Response><Message>You get no more messages.</Message></Response>"
    text, told = carrier.parts.carrier.hear(PHONE, SENDER, "STOP")
    assert carrier.parts.callbacks.deliver(text, told)
    assert set(take(institution, 1)[0][1]) == INCOMING_FIELDS
    [confirmation] = carrier.client.messages.list(to=PHONE)
    assert "unsubscribed" in confirmation.body


def test_a_webhook_that_fails_is_called_once_more_and_the_page_is_told(carrier, institution):
    institution.status = 500
    text, told = carrier.parts.carrier.hear(PHONE, SENDER, "Hello")
    assert not carrier.parts.callbacks.deliver(text, told)
    assert [form["Body"] for _, form, _ in take(institution, 2)] == ["Hello", "Hello"]
    assert institution.calls.empty()


def test_a_silent_carrier_tells_nothing_and_its_books_go_on(carrier, institution):
    behave(carrier, silent=True)
    message = send(carrier, institution)
    end = time.monotonic() + 20
    while carrier.client.messages(message.sid).fetch().status != "delivered":
        assert time.monotonic() < end
    assert institution.calls.empty()
