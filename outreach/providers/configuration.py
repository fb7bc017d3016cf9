"""Which providers there are: a TOML file that the operator writes.

::

    [[provider]]
    name = "twilio"
    kind = "twilio"
    account_sid = "AC…"
    auth_token = "env:TWILIO_AUTH_TOKEN"
    senders = ["+15005550006"]
    per_second = 10

The first provider of a channel is preferred; a later one takes over while it rests.
"""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
)

from outreach.channels.sms import parse_sender
from outreach.errors import ChannelError, ConfigurationError
from outreach.providers.faults import describe_fault
from outreach.providers.smtp import Security

_SERVICE = re.compile(r"MG[0-9a-fA-F]{32}")
"""A messaging service of Twilio's: numbers that share what is said to them."""


def _resolve(value: SecretStr) -> SecretStr:
    """Return a secret, read from the environment where the file names a variable."""
    given = value.get_secret_value()
    if not given.strip():
        raise ValueError("is empty: write the secret, or env: and the name of a variable")
    if not given.startswith("env:"):
        return value
    found = os.environ.get(given.removeprefix("env:"))
    if not found:
        raise ValueError(f"names a variable that is not set: {given.removeprefix('env:')}")
    return SecretStr(found)


Secret = Annotated[SecretStr, AfterValidator(_resolve)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[a-z0-9_-]{1,40}$")
    senders: tuple[str, ...] = Field(min_length=1)
    per_second: float = Field(1.0, gt=0, le=100_000, description="messages of each sender")


def _can_receive(sender: str) -> bool:
    return bool(_SERVICE.fullmatch(sender)) or parse_sender(sender).can_receive


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # Brackets that hold no IPv6 address.
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


class TwilioEntry(_Entry):
    """A Twilio account; `url` only where its API lies elsewhere, as the sandbox's does."""

    kind: Literal["twilio"]
    account_sid: str = Field(pattern=r"^AC[0-9a-fA-F]{32}$")
    auth_token: Secret
    url: str | None = None

    @field_validator("senders")
    @classmethod
    def _check_senders(cls, senders: tuple[str, ...]) -> tuple[str, ...]:
        for sender in senders:
            try:
                _can_receive(sender)
            except ChannelError as error:
                raise ValueError(f"{sender!r} {error}") from None
        return senders

    @field_validator("url")
    @classmethod
    def _check_url(cls, url: str | None) -> str | None:
        if url is not None and not _is_address(url):
            raise ValueError("is no address: write https:// and a host")
        return url

    @property
    def channel(self) -> str:
        """What it carries."""
        return "sms"

    @property
    def can_receive(self) -> bool:
        """Whether members can reply to each of its senders; a name cannot be answered."""
        return all(map(_can_receive, self.senders))

    def find_sender(self, service: str, number: str) -> str:
        """Return which of the senders was written to: a messaging service, or a number.

        A number that is not named is one of a service's; what is said to it is said to all.
        """
        return next((each for each in (service, number) if each in self.senders), self.senders[0])


class SmtpEntry(_Entry):
    """A mail server; `bounces` is the envelope sender of every mail."""

    kind: Literal["smtp"]
    host: str
    port: int = Field(587, ge=1, le=65535)
    security: Security = "starttls"
    username: str = ""
    password: Secret = SecretStr("")
    bounces: str = ""

    @property
    def channel(self) -> str:
        """What it carries."""
        return "email"


Entry = Annotated[TwilioEntry | SmtpEntry, Field(discriminator="kind")]


class ProviderFile(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    provider: tuple[Entry, ...] = ()

    @field_validator("provider")
    @classmethod
    def _check_names(cls, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        if len({entry.name for entry in entries}) < len(entries):
            raise ValueError("two providers have the same name")
        return entries


def load_providers(path: Path) -> tuple[Entry, ...]:
    """Return the entries of a file, none where there is no file. Raises ConfigurationError."""
    try:
        with path.open("rb") as file:
            return parse_providers(tomllib.load(file), str(path))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:  # No TOML, or not even UTF-8.
        raise ConfigurationError(f"{path} cannot be read: {error}") from None


def parse_providers(data: dict[str, object], place: str) -> tuple[Entry, ...]:
    """Return the entries that `data` describes. Raises ConfigurationError, without secrets."""
    try:
        return ProviderFile.model_validate(data).provider
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        told = "; ".join(dict.fromkeys(map(describe_fault, faults)))
        raise ConfigurationError(f"{place}: {told}") from None
