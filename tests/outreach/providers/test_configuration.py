"""The operator's file of providers."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach.errors import ConfigurationError
from outreach.providers.configuration import load_providers, parse_providers
from outreach.providers.registry import create_provider, list_routes

TWILIO = {
    "name": "twilio",
    "kind": "twilio",
    "account_sid": "AC" + "0" * 32,
    "auth_token": "a secret token",
    "senders": ["+15005550006", "+15005550010"],
    "per_second": 10,
}
SERVICE = "MG" + "0" * 32
SMTP = {
    "name": "mail",
    "kind": "smtp",
    "host": "mail.example.org",
    "senders": ["Pensions <pensions@example.org>"],
}


def test_each_sender_of_each_provider_is_a_route_the_preferred_first():
    entries = parse_providers({"provider": [TWILIO, SMTP, {**TWILIO, "name": "second"}]}, "test")
    routes = list_routes(entries, "sms")
    assert [(each.provider, each.sender) for each in routes] == [
        ("twilio", "+15005550006"),
        ("twilio", "+15005550010"),
        ("second", "+15005550006"),
        ("second", "+15005550010"),
    ]
    assert [create_provider(each).channel for each in entries] == ["sms", "email", "sms"]


@pytest.mark.parametrize(
    ("service", "number", "sender"),
    [
        (SERVICE, "+15005550006", SERVICE),
        ("", "+15005550006", "+15005550006"),
        ("", "+15005550099", SERVICE),
        ("MG" + "f" * 32, "+15005550006", "+15005550006"),
    ],
)
def test_what_is_written_to_a_number_of_a_service_is_written_to_the_service(
    service, number, sender
):
    entry = {**TWILIO, "senders": [SERVICE, "+15005550006"]}
    [read] = parse_providers({"provider": [entry]}, "test")

    assert read.find_sender(service, number) == sender


@pytest.mark.parametrize(
    ("senders", "receives"),
    [
        (["+15005550006", "38000", SERVICE], True),
        (["+15005550006", "Pensions"], False),
    ],
)
def test_a_name_cannot_be_answered(senders, receives):
    [read] = parse_providers({"provider": [{**TWILIO, "senders": senders}]}, "test")

    assert read.can_receive is receives


def test_secrets_may_lie_in_the_environment(monkeypatch):
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "from outside")
    entry = {**TWILIO, "auth_token": "env:TWILIO_AUTH_TOKEN"}
    [read] = parse_providers({"provider": [entry]}, "test")
    assert read.auth_token.get_secret_value() == "from outside"


def test_the_file_in_the_manual_can_be_used(tmp_path, monkeypatch):
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "a")
    monkeypatch.setenv("MAIL_PASSWORD", "b")
    example = Path("docs/sending.md").read_text().split("```toml\n")[1].split("```")[0]
    (tmp_path / "providers.toml").write_text(example)
    entries = load_providers(tmp_path / "providers.toml")
    assert [entry.channel for entry in entries] == ["sms", "email"]


def test_no_file_means_no_providers(tmp_path):
    assert load_providers(tmp_path / "providers.toml") == ()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"kind": "pigeon"}, "provider.0"),
        ({"name": "Two Words"}, "provider.0.twilio.name"),
        ({"account_sid": "AC1"}, "provider.0.twilio.account_sid"),
        ({"auth_token": "env:NOWHERE_SET"}, "the environment has no NOWHERE_SET"),
        ({"senders": []}, "provider.0.twilio.senders"),
        ({"url": "localhost:8000"}, "provider.0.twilio.url"),
        ({"url": "http://[::1"}, "provider.0.twilio.url"),
        ({"per_second": 0}, "provider.0.twilio.per_second"),
        ({"per_second": "fast"}, "provider.0.twilio.per_second"),
        ({"colour": "red"}, "provider.0.twilio.colour"),
    ],
)
def test_an_entry_that_cannot_be_used_is_named_without_its_secrets(changes, told):
    with pytest.raises(ConfigurationError) as refused:
        parse_providers({"provider": [TWILIO | changes]}, "providers.toml")
    assert str(refused.value).startswith("providers.toml: ")
    assert told in str(refused.value)
    assert "a secret token" not in str(refused.value)


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ([TWILIO, TWILIO], "two providers have the same name"),
        ([{**SMTP, "port": 70000}], "provider.0.smtp.port"),
        ([{**SMTP, "security": "perhaps"}], "provider.0.smtp.security"),
        ("none", "provider"),
    ],
)
def test_a_file_that_cannot_be_used_says_where(entries, told):
    with pytest.raises(ConfigurationError, match=told):
        parse_providers({"provider": entries}, "providers.toml")


@pytest.mark.parametrize("content", [b"[[provider]\n", b"\xff\xfe", b"name = "])
def test_a_file_that_is_no_toml_says_so(tmp_path, content):
    path = tmp_path / "providers.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_providers(path)
