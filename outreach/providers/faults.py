"""What is wrong with the file of providers, in the words of whoever wrote it, without secrets."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pydantic_core import ErrorDetails

_HINTS: Mapping[str, str] = MappingProxyType(
    {
        "provider": "[[provider]] before each provider, and its keys below",
        "name": "a name of small letters, digits, - and _",
        "kind": '"twilio" or "smtp"',
        "senders": 'a list such as ["+15005550006"], or ["pensions@example.org"] of mail',
        "per_second": "a number above 0, 100000 at most",
        "account_sid": "AC and 32 characters, as Twilio shows it",
        "auth_token": 'a text, such as "env:TWILIO_AUTH_TOKEN"',
        "password": 'a text, such as "env:MAIL_PASSWORD"',
        "host": "the mail server's name",
        "port": "a whole number from 1 to 65535",
        "security": '"starttls", "tls" or "none"',
    }
)


def describe_fault(fault: ErrorDetails) -> str:
    """Return where a fault is, what it is, and what may stand there."""
    path = [part for part in fault["loc"] if isinstance(part, str)]
    key = path[-1]
    place = _name_place(fault)
    hint = _HINTS.get(key, "a text")
    match fault["type"]:
        case "value_error":
            message = fault["msg"].removeprefix("Value error, ")
            return f"{place}: {message}" if key == "provider" else f"{place}: {key} {message}"
        case "missing":
            return f"{place}: {key} is missing: write {hint}"
        case "extra_forbidden":
            return f"{place}: {key} means nothing here: look at its spelling"
        case "union_tag_not_found" | "union_tag_invalid":
            return f"{place}: its kind is missing or unknown: write {_HINTS['kind']}"
    return f"{place}: write {hint}" if key == "provider" else f"{place}: {key}: write {hint}"


def _name_place(fault: ErrorDetails) -> str:
    """Return which provider it is, counted from 1 as a reader of the file does."""
    numbers = [part for part in fault["loc"] if isinstance(part, int)]
    return f"provider {numbers[0] + 1}" if numbers else "the file"
