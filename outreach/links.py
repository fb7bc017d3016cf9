"""The addresses that messages carry: to listen, to choose how one is written to, to unsubscribe.

All derive from the message's row and the installation's secret, so that a row that is rendered
twice says the same. None of them shows what it leads to.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from itsdangerous import BadData, URLSafeSerializer

from outreach.database import Database
from outreach.tables import listen_links, messages, template_versions, templates, wordings

PREFERENCES, UNSUBSCRIBE = "preferences", "unsubscribe"
CODE_DIGITS = 16
"""As on bank cards and vouchers: digits are typed with any script's keyboard, or none."""

_SAMPLE_ID = -99_999_999
"""No row has it, and it is written with as many letters as the numbers of 100 million messages."""

_TOKEN_BYTES = 12
_SOUND_BYTES = 24


@dataclass(frozen=True, slots=True)
class LinkTerms:
    """Where links lead (`base_url`, without a slash at its end), and on which terms one listens.

    `check` is what is asked before a sensitive message is read out; links expire after `days`.
    """

    base_url: str
    check: str
    days: int


@dataclass(frozen=True, slots=True)
class PrintedLink:
    """A listen link for paper: its address, for a QR code, and the code to type."""

    url: str
    code: str


class MessageLinks:
    """Makes the links of messages; it is what dispatch calls `Links`."""

    def __init__(
        self, database: Database, secret_key: str, terms: LinkTerms, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._secret = hashlib.sha256(f"outspoken.links\n{secret_key}".encode()).digest()
        self._signers = {
            purpose: URLSafeSerializer(
                secret_key,
                salt=f"outspoken.{purpose}",
                signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
            )
            for purpose in (PREFERENCES, UNSUBSCRIBE)
        }
        self._terms = terms
        self._clock = clock

    def make(
        self, connection: sa.Connection, message_ids: Sequence[int]
    ) -> Mapping[int, Mapping[str, str]]:
        """Return the links of messages; those that can be listened to are known from now on."""
        self._remember(connection, _find_heard(connection, message_ids))
        return {number: self._make(number) for number in message_ids}

    def show_samples(self) -> Mapping[str, str]:
        """Return links of no message, as long as real ones are."""
        return self._make(_SAMPLE_ID)

    def print_link(self, connection: sa.Connection, message_id: int) -> PrintedLink | None:
        """Return the listen link of a message for a letter, in force from now on.

        None where there is nothing to listen to: no wording, or a value that was missing.
        """
        told = _find_told(connection, message_id)
        if not told:
            return None
        self._remember(connection, told)
        code, url = self.make_code(message_id), self._locate(message_id)
        printed = sa.update(listen_links).where(listen_links.c.message_id == message_id)
        hashed = hash_token(normalize_code(code))
        connection.execute(printed.values(code_hash=hashed, expires_at=self._find_end()))
        return PrintedLink(url, code)

    def sign(self, purpose: str, message_id: int) -> str:
        """Return the address at which whoever has a message decides for its purpose."""
        signed = self._signers[purpose].dumps(message_id)
        token = signed if isinstance(signed, str) else signed.decode()
        return f"{self._terms.base_url}/{purpose}/{token}"

    def read(self, purpose: str, signed: str) -> int | None:
        """Return the message that a signed link of that purpose is of, or None."""
        try:
            number = self._signers[purpose].loads(signed)
        except BadData:
            return None
        return number if isinstance(number, int) else None

    def make_token(self, message_id: int) -> str:
        """Return what stands in a listen link: 16 characters that tell nothing."""
        digest = self._derive("listen", message_id)
        return base64.urlsafe_b64encode(digest[:_TOKEN_BYTES]).decode()

    def make_code(self, message_id: int) -> str:
        """Return the code that stands on a letter, like ``4071 2856 1934 0725``."""
        number = int.from_bytes(self._derive("code", message_id)) % 10**CODE_DIGITS
        code = f"{number:0{CODE_DIGITS}}"
        return " ".join(code[start : start + 4] for start in range(0, CODE_DIGITS, 4))

    def name_sound(self, message_id: int, language: str, text: str) -> str:
        """Return what the sound of a message is called: 32 characters that nobody could guess."""
        digest = self._derive("sound", message_id, language, text)
        return base64.urlsafe_b64encode(digest[:_SOUND_BYTES]).decode()

    def _derive(self, purpose: str, message_id: int, *more: str) -> bytes:
        content = "\n".join([purpose, str(message_id), *more])
        return hmac.digest(self._secret, content.encode(), "sha256")

    def _make(self, message_id: int) -> Mapping[str, str]:
        return {
            "listen_link": self._locate(message_id),
            "preferences_link": self.sign(PREFERENCES, message_id),
            "unsubscribe_link": self.sign(UNSUBSCRIBE, message_id),
        }

    def _locate(self, message_id: int) -> str:
        return f"{self._terms.base_url}/l/{self.make_token(message_id)}"

    def _remember(self, connection: sa.Connection, heard: Mapping[int, bool]) -> None:
        """Keep a row for each message, told by whether it is sensitive."""
        if not heard:
            return
        now = self._clock()
        rows = [
            {
                "token_hash": hash_token(self.make_token(number)),
                "message_id": number,
                "check": self._terms.check if sensitive else "",
                "expires_at": self._find_end(),
                "created_at": now,
            }
            for number, sensitive in heard.items()
        ]
        connection.execute(self._database.insert(listen_links).on_conflict_do_nothing(), rows)

    def _find_end(self) -> datetime:
        return self._clock() + timedelta(days=self._terms.days)


def hash_token(token: str) -> str:
    """Return what the table has of a token or code: it opens no link."""
    return hashlib.sha256(token.encode()).hexdigest()


def normalize_code(written: str) -> str:
    """Return the digits of a code as people write it, in any script and with blanks or dashes."""
    return "".join(str(unicodedata.digit(each)) for each in written[:100] if each.isdigit())


def _find_told(connection: sa.Connection, message_id: int) -> dict[int, bool]:
    """Return a message that can be told, and whether it is sensitive; nothing for another."""
    told = _select([message_id]).where(
        messages.c["values"].is_not(None), messages.c.reason != "missing-value"
    )
    return _read(connection, told)


def _find_heard(connection: sa.Connection, message_ids: Sequence[int]) -> dict[int, bool]:
    """Return the messages whose wording carries a listen link, and whether they are sensitive."""
    # Without the braces, between which blanks may stand; a link too many is known to nobody.
    return _read(connection, _select(message_ids).where(wordings.c.body.contains("listen_link")))


def _read(connection: sa.Connection, query: sa.Select[Any]) -> dict[int, bool]:
    return {number: bool(sensitive) for number, sensitive in connection.execute(query)}


def _select(message_ids: Sequence[int]) -> sa.Select[Any]:
    joined = messages.join(wordings, wordings.c.id == messages.c.wording_id)
    joined = joined.join(template_versions, template_versions.c.id == wordings.c.version_id)
    joined = joined.join(templates, templates.c.id == template_versions.c.template_id)
    columns = (messages.c.id, templates.c.sensitive)
    return sa.select(*columns).select_from(joined).where(messages.c.id.in_(message_ids))
