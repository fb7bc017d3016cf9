"""SMS through the whole path to a carrier that answers at once, against Twilio's own client."""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor

from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from benchmarks.carriers import Twilio, carrying
from benchmarks.delivering import time_delivery
from benchmarks.outreach_rows import get_address
from outreach.channels.email import Letterhead

MESSAGES = 6_000
ROUNDS = 5
_USUAL_SWITCH_SECONDS = sys.getswitchinterval()
THREADS = 32
_ACCOUNT = "AC" + "0" * 32
_SENDER = "+15005550006"
_CALLBACK = "https://example.org/callbacks/twilio/status"
_BODY = "Dear Aino 17, your pension of €517.50 is paid on 17 Jun 2026. Reply STOP to end this."


def measure() -> dict[str, float]:
    """Return messages a second from the rows ÷ messages a second of the client alone."""
    with carrying(Twilio) as port:
        pairs = [(_time_rows(port), _time_bare(port)) for _ in range(ROUNDS)]
    ours, bare = (min(times) for times in zip(*pairs, strict=True))
    print(
        f"# sms: {MESSAGES / ours:,.0f} messages/s from claim to record,"
        f" Twilio's client in {THREADS} threads {MESSAGES / bare:,.0f}"
    )
    return {"outreach.sms": bare / ours}


def _time_rows(port: int) -> float:
    carrier = {
        "name": "twilio",
        "kind": "twilio",
        "account_sid": _ACCOUNT,
        "auth_token": "token",
        "senders": [_SENDER],
        "url": f"http://127.0.0.1:{port}",
    }
    letterhead = Letterhead("Pensions", "pensions@example.org")
    return time_delivery(carrier, letterhead, MESSAGES, _CALLBACK)


def _time_bare(port: int) -> float:
    http = TwilioHttpClient(pool_connections=True)
    client = Client(_ACCOUNT, "token", http_client=http)
    client.api.base_url = f"http://127.0.0.1:{port}"

    def send(number: int) -> None:
        client.messages.create(
            to=get_address(number, "sms"),
            from_=_SENDER,
            body=_BODY,
            status_callback=f"{_CALLBACK}/{number}/0123456789abcdef0123456789abcdef",
        )

    sys.setswitchinterval(_USUAL_SWITCH_SECONDS)
    with ThreadPoolExecutor(THREADS) as threads:
        started = time.perf_counter()
        list(threads.map(send, range(MESSAGES)))
        return time.perf_counter() - started


if __name__ == "__main__":
    print(measure())
