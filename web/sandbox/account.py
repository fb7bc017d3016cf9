"""The sandbox's one account, derived from the installation's secret key."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Account:
    """Who may ask the sandbox carrier: `sid` and `token` as Twilio calls them.

    `service` is the sid of its messaging service, which sends from `number` (E.164).
    """

    sid: str
    token: str
    service: str
    number: str = "+15005550006"


def get_account(secret_key: str) -> Account:
    """Return the account of an installation; every process of it derives the same one."""
    return Account(
        "AC" + _derive(secret_key, "account"),
        _derive(secret_key, "token"),
        "MG" + _derive(secret_key, "service"),
    )


def _derive(secret_key: str, purpose: str) -> str:
    return hmac.new(
        secret_key.encode(), f"outspoken.sandbox.{purpose}".encode(), hashlib.sha256
    ).hexdigest()[:32]
