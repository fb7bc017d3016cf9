"""The sandbox as the providers of a demonstration: SMS and email, in the terms of their file."""

from __future__ import annotations

from outreach.providers.configuration import Entry, parse_providers
from web.config import Settings
from web.config.secret_key import get_secret_key
from web.sandbox.account import get_account

SMS, EMAIL = "sandbox-sms", "sandbox-mail"
_SENDER = "no-reply@outspoken.example"
_PER_SECOND = 200


def make_entries(settings: Settings) -> tuple[Entry, ...]:
    """Return the sandbox's entries, as `load_providers` returns those of an operator's file."""
    account = get_account(get_secret_key(settings))
    sms = {
        "name": SMS,
        "kind": "twilio",
        "account_sid": account.sid,
        "auth_token": account.token,
        "senders": [account.number],
        "per_second": _PER_SECOND,
        "url": f"{settings.own_url}/sandbox/twilio",
    }
    email = {
        "name": EMAIL,
        "kind": "smtp",
        "host": "127.0.0.1",
        "port": settings.sandbox_smtp_port,
        "security": "none",
        "senders": [f"{settings.institution_name} <{_SENDER}>"],
        "per_second": _PER_SECOND,
        "bounces": "bounces@outspoken.example",
    }
    return parse_providers({"provider": [sms, email]}, "the sandbox")
