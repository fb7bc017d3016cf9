"""What the carrier does not take, and Twilio's magic numbers, which refuse on purpose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from web.sandbox.resources import CarrierError

LONGEST = 1600
_E164 = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)
_SENDER = re.compile(r"(\+[1-9][0-9]{6,14}|[0-9]{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})", re.ASCII)

MAGIC_TO: Mapping[str, tuple[int, str]] = MappingProxyType(
    {
        "+15005550001": (21211, "The 'To' number is not a valid phone number."),
        "+15005550002": (21612, "The 'To' number cannot be reached from this 'From' number."),
        "+15005550003": (21408, "Permission to send to this region has not been enabled."),
        "+15005550004": (21610, "Attempt to send to unsubscribed recipient"),
        "+15005550009": (21614, "The 'To' number is not a valid mobile number."),
    }
)
MAGIC_FROM: Mapping[str, tuple[int, str]] = MappingProxyType(
    {
        "+15005550001": (21212, "The 'From' number is not a valid phone number."),
        "+15005550007": (21606, "The 'From' number is not owned by this account."),
        "+15005550008": (21611, "This 'From' number has exceeded the queued messages."),
    }
)


def check_message(form: Mapping[str, str], service: str) -> None:
    """Raise CarrierError for what Twilio refuses in a request for a message.

    `service` is the account's messaging service, which needs no sender beside it.
    """
    _check_recipient(form.get("To", ""))
    asked = form.get("MessagingServiceSid")
    if asked and asked != service:
        raise CarrierError(21701, "The Messaging Service does not exist.")
    if form.get("From") or not asked:
        _check_sender(form.get("From", ""))
    body = form.get("Body", "")
    if not body:
        raise CarrierError(21602, "Message body is required.")
    if len(body) > LONGEST:
        raise CarrierError(21617, f"The message body exceeds the {LONGEST} character limit.")
    callback = form.get("StatusCallback")
    if callback and urlsplit(callback).scheme not in ("http", "https"):
        raise CarrierError(21609, "The 'StatusCallback' URL is not a valid URL.")


def _check_recipient(phone: str) -> None:
    if not phone:
        raise CarrierError(21604, "A 'To' phone number is required.")
    if phone in MAGIC_TO:
        raise CarrierError(*MAGIC_TO[phone])
    if not _E164.fullmatch(phone):
        raise CarrierError(*MAGIC_TO["+15005550001"])


def _check_sender(sender: str) -> None:
    if not sender:
        raise CarrierError(21603, "A 'From' phone number is required.")
    if sender in MAGIC_FROM:
        raise CarrierError(*MAGIC_FROM[sender])
    if not _SENDER.fullmatch(sender):
        raise CarrierError(*MAGIC_FROM["+15005550001"])
