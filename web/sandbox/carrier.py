"""The carrier itself: takes messages, moves them through their states, and hears replies."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from dataclasses import replace

from outreach.channels.sms import measure
from web.sandbox.account import Account
from web.sandbox.behaviour import Behaviour
from web.sandbox.ledger import Draft, Ledger, Step, Text
from web.sandbox.refusals import MAGIC_TO, check_message
from web.sandbox.resources import UNREACHABLE, CarrierError

STOP_WORDS = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"})
START_WORDS = frozenset({"START", "YES", "UNSTOP"})
_CONFIRMATIONS = {
    "STOP": "You have successfully been unsubscribed. Reply START to resubscribe.",
    "START": "You have successfully been re-subscribed to messages from this number.",
    "HELP": "Reply STOP to unsubscribe.",
}
"""Twilio's own English confirmations, shortened: with them the institution sends none."""


class Carrier:
    """Takes messages for `account` into `ledger`; `chance` decides where behaviour has shares."""

    def __init__(self, account: Account, ledger: Ledger, chance: random.Random) -> None:
        self.account = account
        self.ledger = ledger
        self._chance = chance

    def happens(self, share: float) -> bool:
        """Tell whether what happens in `share` of cases happens now."""
        return share > 0 and self._chance.random() < share

    def take(self, form: Mapping[str, str]) -> Text:
        """Take a message as Twilio's ``Messages.json`` does. Raises CarrierError."""
        check_message(form, self.account.service)
        service = form.get("MessagingServiceSid") or None
        sender = form.get("From") or self.account.number
        if self.ledger.is_stopped(form["To"], sender):
            raise CarrierError(*MAGIC_TO["+15005550004"])
        draft = Draft(
            sender=sender,
            recipient=form["To"],
            body=form["Body"],
            service=service,
            status="accepted" if service else "queued",
            callback=form.get("StatusCallback") or None,
        )
        text = self.ledger.write(draft)
        self._plan_steps(text, self.ledger.behaviour)
        return text

    def hear(self, phone: str, recipient: str, body: str) -> tuple[Text, str | None]:
        """Take a message from a phone; return it with its ``OptOutType``, if the carrier acts."""
        service = self.account.service if recipient == self.account.number else None
        text = self.ledger.write(Draft(phone, recipient, body, "inbound", "received", service))
        behaviour = self.ledger.behaviour
        if not behaviour.answers_stop:
            return text, None
        kind = find_opt_out(body)
        if kind == "STOP":
            self.ledger.stop(phone, recipient)
        elif kind == "START":
            self.ledger.start(phone, recipient)
        if kind:
            self._answer(recipient, phone, _CONFIRMATIONS[kind])
        return text, None if behaviour.hides_opt_out else kind

    def answer(self, sender: str, phone: str, body: str) -> None:
        """Deliver a webhook's answer to a phone at once, unless that has opted out (21610)."""
        if not self.ledger.is_stopped(phone, sender):
            self._answer(sender, phone, body)

    def _answer(self, sender: str, phone: str, body: str) -> None:
        self.ledger.write(Draft(sender, phone, body, "outbound-reply", "delivered"))

    def _plan_steps(self, text: Text, behaviour: Behaviour) -> None:
        reached = self._choose_steps(text, behaviour)
        moments = [
            text.created_at + behaviour.callback_seconds * (1 + index)
            for index in range(len(reached))
        ]
        if behaviour.disordered:
            moments.reverse()
        for step, moment in zip(reached, moments, strict=True):
            self.ledger.plan(replace(step, due_at=moment))
            if self.happens(behaviour.repeated_share):
                self.ledger.plan(replace(step, due_at=moment))

    def _choose_steps(self, text: Text, behaviour: Behaviour) -> list[Step]:
        sent = Step(text.sid, "sent", None, time.time())
        if self.happens(behaviour.unreachable_share):
            return [sent, replace(sent, status="undelivered", error_code=UNREACHABLE)]
        return [sent, replace(sent, status="delivered")]


def find_opt_out(body: str) -> str | None:
    """Return what Twilio takes a message for: STOP, START or HELP, or None."""
    word = body.strip().upper()
    if word in STOP_WORDS:
        return "STOP"
    if word in START_WORDS:
        return "START"
    return "HELP" if word in ("HELP", "INFO") else None


def describe_callback(text: Text, step: Step, account: Account) -> dict[str, str]:
    """Return the form that tells the institution of a message's new state."""
    form = {
        "MessageSid": text.sid,
        "SmsSid": text.sid,
        "AccountSid": account.sid,
        "From": text.sender,
        "To": text.recipient,
        "MessageStatus": step.status,
        "SmsStatus": step.status,
        "ApiVersion": "2010-04-01",
    }
    if text.service:
        form["MessagingServiceSid"] = text.service
    if step.error_code:
        form["ErrorCode"] = str(step.error_code)
    if step.status == "delivered":
        form["RawDlrDoneDate"] = time.strftime("%y%m%d%H%M", time.gmtime(step.due_at))
    return form


def describe_incoming(text: Text, account: Account, opt_out: str | None) -> dict[str, str]:
    """Return the form that hands a phone's message to the institution."""
    form = {
        "MessageSid": text.sid,
        "SmsSid": text.sid,
        "SmsMessageSid": text.sid,
        "AccountSid": account.sid,
        "From": text.sender,
        "To": text.recipient,
        "Body": text.body,
        "NumMedia": "0",
        "NumSegments": str(measure(text.body).parts),
        "ApiVersion": "2010-04-01",
    }
    if text.service:
        form["MessagingServiceSid"] = text.service
    for side in ("From", "To"):
        form |= {f"{side}{part}": "" for part in ("City", "State", "Zip", "Country")}
    if opt_out:
        form["OptOutType"] = opt_out
    return form
