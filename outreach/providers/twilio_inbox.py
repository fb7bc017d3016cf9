"""What members wrote, as Twilio's own books have it: webhooks may have been lost."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import aiohttp
from twilio.base.exceptions import TwilioException
from twilio.rest import Client

from outreach.errors import CarrierUnavailableError
from outreach.providers.configuration import TwilioEntry
from outreach.providers.twilio_http import HttpClient
from outreach.providers.twilio_webhooks import read_body
from outreach.replies import Reply


def read_inbox(entry: TwilioEntry, since: datetime) -> list[Reply]:
    """Return what was written to an account's senders since a moment, in its order.

    Raises CarrierUnavailableError.
    """
    try:
        found = asyncio.run(_list_messages(entry, since))
    except (aiohttp.ClientError, OSError, TimeoutError, TwilioException, ValueError) as error:
        raise CarrierUnavailableError(
            f"{entry.name} cannot be asked what members wrote ({type(error).__name__})"
        ) from error
    whole = since.replace(microsecond=0)
    inbound = [
        each
        for each in found
        if each.direction == "inbound" and _get_time(each) >= whole and _is_ours(entry, each)
    ]
    # Times are whole seconds, and a list begins with the latest: a START may follow a STOP.
    inbound.reverse()
    return [_make_reply(entry, each) for each in sorted(inbound, key=_get_time)]


async def _list_messages(entry: TwilioEntry, since: datetime) -> list[Any]:
    http = HttpClient()
    client = Client(entry.account_sid, entry.auth_token.get_secret_value(), http_client=http)
    if entry.url:
        client.api.base_url = entry.url
    # Twilio's filter takes days in UTC.
    day = since.astimezone(UTC).date().isoformat()
    try:
        listed = [
            await client.messages.list_async(date_sent_after=day, **where)
            for where in _choose_filters(entry.senders)
        ]
    finally:
        await http.close()
    return list({each.sid: each for page in listed for each in page}.values())


def _choose_filters(senders: Iterable[str]) -> list[dict[str, str]]:
    """Return a filter for each number; a messaging service is no filter, so all are listed."""
    numbers = [sender for sender in senders if sender.lstrip("+").isdecimal()]
    others = [sender for sender in senders if sender.startswith("MG")]
    return [{}] if others else [{"to": number} for number in numbers]


def _is_ours(entry: TwilioEntry, message: Any) -> bool:
    """Tell whether a message may be for us: an account may have services of others."""
    service = message.messaging_service_sid
    return not service or service in entry.senders or message.to in entry.senders


def _get_time(message: Any) -> datetime:
    moment: datetime = message.date_sent or message.date_created
    return moment


def _make_reply(entry: TwilioEntry, message: Any) -> Reply:
    return Reply(
        provider=entry.name,
        provider_id=str(message.sid),
        channel="sms",
        address=str(message.from_),
        sender=entry.find_sender(str(message.messaging_service_sid or ""), str(message.to)),
        body=read_body(str(message.body or "")),
        received_at=_get_time(message),
    )
