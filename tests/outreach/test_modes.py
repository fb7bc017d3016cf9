"""Modes: a demonstration, a trial and production, and what each must not do."""

from __future__ import annotations

import pytest

from outreach.errors import ConfigurationError
from outreach.modes import Mode, check_data, check_providers, find_guests, note_demo_data
from outreach.providers.configuration import parse_providers
from tests.outreach.dispatch.rows import NOW

TWILIO = {
    "name": "twilio",
    "kind": "twilio",
    "account_sid": "AC" + "0" * 32,
    "auth_token": "none",
    "senders": ["+15005550006"],
}
RELAY = {"name": "relay", "kind": "smtp", "host": "127.0.0.1", "senders": ["a@example.org"]}


def entries(*given: dict):
    return parse_providers({"provider": list(given)}, "test")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8000/sandbox/twilio",
        "http://127.0.0.2",
        "http://127.1",
        "https://localhost:8000",
        "https://twilio.LOCALHOST.",
        "http://[::1]:8000/x",
        "http://[::ffff:127.0.0.1]",
        "http://0.0.0.0:8000/x",
        "http://0:8000",
        "http://[::]",
        "https://outspoken.example/sandbox/twilio",
        "https://outspoken.example/sandbox",
    ],
)
def test_production_refuses_a_carrier_that_is_none(url):
    with pytest.raises(ConfigurationError, match="twilio is no real carrier"):
        check_providers(Mode.PRODUCTION, entries({**TWILIO, "url": url}))


def test_production_takes_real_carriers_and_a_mail_relay_of_this_machine():
    proxied = {**TWILIO, "name": "proxied", "url": "https://10.0.0.7/twilio"}
    named = {**TWILIO, "name": "named", "url": "https://localhost.example/sandboxes"}
    check_providers(Mode.PRODUCTION, entries(TWILIO, proxied, named, RELAY))


@pytest.mark.parametrize(
    ("mode", "found"),
    [(Mode.DEMO, None), (Mode.TRIAL, frozenset({"+358401234567"})), (Mode.PRODUCTION, None)],
)
def test_a_trial_alone_is_limited_to_its_guests(mode, found):
    assert find_guests(mode, ["+358401234567"]) == found


@pytest.mark.parametrize("mode", [Mode.DEMO, Mode.TRIAL])
def test_made_up_members_are_kept_from_production_alone(database, mode):
    check_data(Mode.PRODUCTION, database)
    for _ in range(2):
        with database.write() as connection:
            note_demo_data(database, connection, NOW)
    check_data(mode, database)
    with pytest.raises(ConfigurationError, match="made-up members"):
        check_data(Mode.PRODUCTION, database)
