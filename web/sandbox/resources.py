"""Messages as Twilio's REST API writes them."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import formatdate
from typing import Any
from urllib.parse import urlencode

from outreach.channels.sms import measure
from web.sandbox.ledger import Text

VERSION = "2010-04-01"
UNREACHABLE = 30003
"""The code of a message that did not reach its phone."""

_MORE = "https://www.twilio.com/docs/errors/"
_FAILURES = {UNREACHABLE: "Unreachable destination handset"}


class CarrierError(Exception):
    """What the carrier refuses, with Twilio's code and the HTTP status it comes with."""

    def __init__(self, code: int, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.status = status

    @property
    def body(self) -> dict[str, Any]:
        """The answer, in the shape of Twilio's errors."""
        return {
            "code": self.code,
            "message": str(self),
            "more_info": f"{_MORE}{self.code}",
            "status": self.status,
        }


def describe(text: Text, account: str) -> dict[str, Any]:
    """Return a message as a resource of `account`."""
    uri = f"/{VERSION}/Accounts/{account}/Messages/{text.sid}"
    waiting = text.service is not None and text.status == "accepted"
    return {
        "account_sid": account,
        "api_version": VERSION,
        "body": text.body,
        "date_created": _format_date(text.created_at),
        "date_sent": _format_date(text.sent_at),
        "date_updated": _format_date(text.updated_at),
        "direction": text.direction,
        "error_code": text.error_code,
        "error_message": _FAILURES.get(text.error_code or 0),
        "from": None if waiting else text.sender,
        "messaging_service_sid": text.service,
        "num_media": "0",
        "num_segments": "0" if waiting else str(measure(text.body).parts),
        "price": None,
        "price_unit": "USD",
        "sid": text.sid,
        "status": text.status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": text.recipient,
        "uri": f"{uri}.json",
    }


def describe_page(
    texts: list[Text], account: str, filters: Mapping[str, str], page: int, size: int
) -> dict[str, Any]:
    """Return one page of a list; `texts` holds one more than `size` where another page follows."""
    base = f"/{VERSION}/Accounts/{account}/Messages.json"

    def address(number: int) -> str:
        query = {**filters, "PageSize": str(size), "Page": str(number)}
        return f"{base}?{urlencode(query)}"

    shown = texts[:size]
    return {
        "first_page_uri": address(0),
        "next_page_uri": address(page + 1) if len(texts) > size else None,
        "previous_page_uri": address(page - 1) if page else None,
        "uri": address(page),
        "page": page,
        "page_size": size,
        "start": page * size,
        "end": page * size + max(0, len(shown) - 1),
        "messages": [describe(text, account) for text in shown],
    }


def _format_date(moment: float | None) -> str | None:
    return (
        None
        if moment is None
        else formatdate(moment, usegmt=False, localtime=False).replace("-0000", "+0000")
    )
