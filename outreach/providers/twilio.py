"""SMS by Twilio's REST API, through its own client.

Codes: https://www.twilio.com/docs/api/errors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import aiohttp
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.rest import Client

from outreach.channels.sms import measure
from outreach.providers.outcomes import LATE, Accepted, Again, Outcome, Refused, Unknown
from outreach.providers.provider import Outgoing, Sighting
from outreach.providers.twilio_http import CONNECTIONS, IS_LATE, HttpClient, LateError
from outreach.statuses import Status

_PERMANENT, _TECHNICAL = Status.PERMANENT_FAILURE, Status.TECHNICAL_FAILURE

REFUSALS: Mapping[int, Refused | Again] = MappingProxyType(
    {
        20003: Again("not-authenticated", rests=True),
        20005: Again("account-suspended", rests=True),
        20404: Again("no-such-account", rests=True),
        20429: Again("too-many-requests"),
        21211: Refused(_PERMANENT, "invalid-address"),
        21212: Again("invalid-sender", rests=True),
        21265: Refused(_PERMANENT, "invalid-address"),
        21266: Refused(_PERMANENT, "invalid-address"),
        21267: Again("invalid-sender", rests=True),
        21408: Refused(_PERMANENT, "region-not-permitted"),
        21601: Again("invalid-sender", rests=True),
        21602: Refused(Status.VALIDATION_FAILED, "empty"),
        21603: Again("invalid-sender", rests=True),
        21604: Refused(_PERMANENT, "invalid-address"),
        21606: Again("invalid-sender", rests=True),
        21609: Again("invalid-callback", rests=True),
        21610: Refused(_PERMANENT, "opted-out"),
        21611: Again("queue-full"),
        21612: Refused(_PERMANENT, "unroutable"),
        21614: Refused(_PERMANENT, "landline"),
        21617: Refused(Status.VALIDATION_FAILED, "too-long"),
        21635: Refused(_PERMANENT, "landline"),
        21659: Again("invalid-sender", rests=True),
        21660: Again("invalid-sender", rests=True),
        21661: Again("invalid-sender", rests=True),
        21701: Again("invalid-sender", rests=True),
        21703: Again("invalid-sender", rests=True),
        21705: Again("invalid-sender", rests=True),
    }
)
"""What an answer to a request means; any other 4xx is a technical failure with its code.

What is wrong with the account, a sender or the address of callbacks would be wrong with every
message: the provider rests until somebody has mended it, and no campaign is lost to it.
"""

FAILURES: Mapping[int, Refused] = MappingProxyType(
    {
        30001: Refused(Status.TEMPORARY_FAILURE, "queue-full"),
        30002: Refused(_TECHNICAL, "account-suspended"),
        30003: Refused(Status.TEMPORARY_FAILURE, "unreachable"),
        30004: Refused(_PERMANENT, "blocked"),
        30005: Refused(_PERMANENT, "unknown-number"),
        30006: Refused(_PERMANENT, "landline"),
        30007: Refused(_PERMANENT, "filtered"),
        30008: Refused(Status.TEMPORARY_FAILURE, "undelivered"),
        30034: Refused(_TECHNICAL, "unregistered-sender"),
        21610: Refused(_PERMANENT, "opted-out"),
    }
)
"""What a status callback's ErrorCode means; any other is a temporary failure with its code."""

_ASKED = 200
"""Messages of one phone that are looked through; more than one gets in the time of a lease."""


class Twilio:
    """SMS through one Twilio account."""

    channel = "sms"
    askable = True
    at_once = CONNECTIONS

    def __init__(
        self,
        name: str,
        account_sid: str,
        auth_token: str,
        url: str | None = None,
        *,
        http: HttpClient | None = None,
    ) -> None:
        """`url` is the API's address where it is not Twilio's own: the sandbox carrier's."""
        self.name = name
        self._http = http or HttpClient()
        self._client = Client(account_sid, auth_token, http_client=self._http)
        if url:
            self._client.api.base_url = url

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Hand one SMS over."""
        IS_LATE.set(outgoing.is_late)
        try:
            message = await self._client.messages.create_async(
                to=outgoing.address,
                body=outgoing.body,
                status_callback=outgoing.callback_url,
                **_name_sender(outgoing.sender),
            )
        except TwilioRestException as error:
            return judge(error.status, error.code)
        except LateError:
            return LATE
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            return Again("unreachable-carrier", rests=True)
        except (aiohttp.ClientError, OSError, TimeoutError, TwilioException, ValueError) as error:
            return Unknown(type(error).__name__)
        # A messaging service counts its parts later: Twilio says none, or 0, until then.
        billed = int(message.num_segments or 0) or measure(outgoing.body).parts
        return Accepted(str(message.sid), billed)

    async def find(self, address: str) -> Sequence[Sighting] | None:
        """Return what Twilio sent to a phone.

        Not by DateSent, which is empty while a message is queued.
        """
        try:
            found = await self._client.messages.list_async(to=address, limit=_ASKED)
        except (aiohttp.ClientError, OSError, TimeoutError, TwilioException, ValueError):
            return None
        return [
            Sighting(str(each.sid), str(each.body), each.date_created)
            for each in found
            if each.direction != "inbound"
        ]

    async def close(self) -> None:
        """End the connections."""
        await self._http.close()


def judge(status: int, code: int | None) -> Outcome:
    """Return what an error answer means: HTTP status and Twilio's code, if it has one."""
    known = REFUSALS.get(code or 0)
    shown = str(code or status)
    if isinstance(known, Refused):
        return Refused(known.status, known.reason, shown)
    if isinstance(known, Again):
        return Again(known.reason, shown, known.rests)
    if status == 429:
        return Again("too-many-requests", shown)
    if status in {401, 403, 404}:  # The account, or its address, is wrong: not the message.
        return Again("not-authenticated", shown, rests=True)
    if status >= 500 or status < 400:
        return Unknown(f"http-{status}")
    return Refused(_TECHNICAL, "rejected", shown)


def _name_sender(sender: str) -> dict[str, str]:
    return {"messaging_service_sid": sender} if sender.startswith("MG") else {"from_": sender}
