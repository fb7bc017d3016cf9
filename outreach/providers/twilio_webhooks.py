"""What Twilio tells in its webhooks: receipts of messages, and what members wrote.

https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from outreach.keywords import Keyword
from outreach.providers.configuration import TwilioEntry
from outreach.providers.outcomes import Refused
from outreach.providers.twilio import FAILURES
from outreach.receipts import Receipt
from outreach.replies import Reply
from outreach.statuses import Status

_TAKEN = frozenset({"accepted", "scheduled", "queued", "sending", "sent"})
_ARRIVED = frozenset({"delivered", "read"})
_FAILED = frozenset({"undelivered", "failed"})
_OPT_OUTS = {"STOP": Keyword.STOP, "START": Keyword.START, "HELP": Keyword.HELP}


def read_receipt(
    form: Mapping[str, str], provider: str, message_id: int, attempt_id: str
) -> Receipt | None:
    """Return the receipt in a status callback's form; None for a state that says nothing."""
    word = form.get("MessageStatus", "").lower()
    judged = _judge(word, form.get("ErrorCode", ""))
    if judged is None:
        return None
    return Receipt(
        provider,
        form.get("MessageSid", "")[:64],
        word,
        judged.status,
        judged.reason,
        judged.code,
        message_id,
        attempt_id[:64],
    )


def _judge(word: str, code: str) -> Refused | None:
    """Return what a state means, in the terms of the table of failures."""
    if word in _TAKEN:
        return Refused(Status.SENT, "")
    if word in _ARRIVED:
        return Refused(Status.DELIVERED, "")
    if word == "canceled":
        return Refused(Status.CANCELLED, "cancelled-at-carrier")
    if word not in _FAILED:
        return None
    shown = code[:10]
    known = FAILURES.get(int(shown)) if shown.isascii() and shown.isdecimal() else None
    if known is None:
        return Refused(Status.TEMPORARY_FAILURE, "undelivered", shown)
    return Refused(known.status, known.reason, shown)


def read_reply(form: Mapping[str, str], entry: TwilioEntry, received_at: datetime) -> Reply:
    """Return what a member wrote to an account, from an incoming message's form."""
    return Reply(
        provider=entry.name,
        provider_id=form.get("MessageSid", "")[:64],
        channel="sms",
        address=form.get("From", "")[:32],
        sender=entry.find_sender(form.get("MessagingServiceSid", ""), form.get("To", "")),
        body=read_body(form.get("Body", "")),
        received_at=received_at,
        carrier_keyword=_OPT_OUTS.get(form.get("OptOutType", "").upper()),
    )


def read_body(text: str) -> str:
    """Return what was written as databases keep it: no NUL, no half of a character, no novel."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()[:2000]
