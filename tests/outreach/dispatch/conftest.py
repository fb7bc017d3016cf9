"""Dispatch on rows of both databases, through the sandbox carrier."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from outreach.channels.email import Letterhead
from outreach.dispatch import Delivery
from outreach.providers.configuration import parse_providers
from tests.carriers import carrier, institution

__all__ = ["carrier", "institution"]


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 4, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def build_delivery(carrier, database, clock) -> Iterator[Callable[..., Delivery]]:
    """Builds what delivery works with; providers that are given stand before the sandbox's."""
    account = carrier.parts.carrier.account
    twilio = {
        "name": "sandbox-sms",
        "kind": "twilio",
        "account_sid": account.sid,
        "auth_token": account.token,
        "senders": [account.number],
        "per_second": 1000,
        "url": f"{carrier.url}/sandbox/twilio",
    }
    smtp = {
        "name": "sandbox-mail",
        "kind": "smtp",
        "host": "127.0.0.1",
        "port": carrier.parts.mail_server.port,
        "security": "none",
        "senders": ["Pensions <pensions@example.org>"],
        "per_second": 1000,
    }

    def build(*before: dict, **given) -> Delivery:
        entries = parse_providers({"provider": [*before, twilio, smtp]}, "test")
        facts = {
            "database": database,
            "entries": entries,
            "letterhead": Letterhead("Pensions", "pensions@example.org"),
            "callback_url": "http://127.0.0.1:9/status",
            "clock": clock,
            "chance": random.Random(1),
        }
        return Delivery(**(facts | given))

    yield build


@pytest.fixture
def delivery(build_delivery) -> Delivery:
    return build_delivery()
