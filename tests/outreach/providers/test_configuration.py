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
        ({"kind": "pigeon"}, 'its kind is missing or unknown: write "twilio" or "smtp"'),
        ({"name": "Two Words"}, "name: write a name of small letters"),
        ({"account_sid": "AC1"}, "account_sid: write AC and 32 characters"),
        ({"auth_token": "env:NOWHERE_SET"}, "auth_token names a variable that is not set: NOWHERE"),
        ({"auth_token": ""}, "auth_token is empty: write the secret, or env: and the name"),
        ({"senders": []}, "senders: write a list such as"),
        ({"senders": 1}, "senders: write a list such as"),
        ({"per_second": 0}, "per_second: write a number above 0"),
        ({"per_second": "fast"}, "per_second: write a number above 0"),
        ({"colour": "red"}, "colour means nothing here: look at its spelling"),
        ({"url": "localhost:8000"}, "url is no address: write https:// and a host"),
        ({"url": "http://[::1"}, "url is no address: write https:// and a host"),
    ],
)
def test_an_entry_that_cannot_be_used_is_named_without_its_secrets(changes, told):
    with pytest.raises(ConfigurationError) as refused:
        parse_providers({"provider": [TWILIO | changes]}, "providers.toml")
    assert str(refused.value).startswith("providers.toml: provider 1: ")
    assert told in str(refused.value)
    assert "a secret token" not in str(refused.value)


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ([TWILIO, TWILIO], "two providers have the same name"),
        ([{**SMTP, "port": 70000}], "provider 1: port: write a whole number from 1 to 65535"),
        ([{**SMTP, "security": "perhaps"}], "provider 1: security: write"),
        ("none", "the file: write .*before each provider"),
    ],
)
def test_a_file_that_cannot_be_used_says_where(entries, told):
    with pytest.raises(ConfigurationError, match=told):
        parse_providers({"provider": entries}, "providers.toml")


def test_all_faults_of_a_file_are_told_at_once():
    without_host = {key: value for key, value in SMTP.items() if key != "host"}
    with pytest.raises(ConfigurationError) as refused:
        parse_providers({"provider": [TWILIO | {"base_url": "x"}, without_host]}, "p.toml")
    assert str(refused.value) == (
        "p.toml: provider 1: base_url means nothing here: look at its spelling; "
        "provider 2: host is missing: write the mail server's name"
    )


def test_a_misspelt_table_is_named():
    with pytest.raises(ConfigurationError, match="the file: providers means nothing here"):
        parse_providers({"providers": [TWILIO]}, "p.toml")


@pytest.mark.parametrize("content", [b"[[provider]\n", b"\xff\xfe", b"name = "])
def test_a_file_that_is_no_toml_says_so(tmp_path, content):
    path = tmp_path / "providers.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_providers(path)
