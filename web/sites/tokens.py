"""Tokens: for ten minutes, one page of one site may ask for what costs something."""

from __future__ import annotations

import hashlib
import time
from dataclasses import asdict, dataclass

from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer

from web.auth import AuthenticationError

TOKEN_SECONDS = 600
PREFIX = "ost_"


class TokenError(AuthenticationError):
    """The token was not signed here, or not for this caller."""

    code = "invalid_token"


class TokenExpiredError(TokenError):
    """The token was good, but is too old: its holder asks for another."""

    code = "token_expired"


@dataclass(frozen=True, slots=True)
class Grant:
    """Whom a token is for.

    `site` is a key, empty for the service's own pages; `page` an address without its query, and
    `public` tells that the site has registered that page as one that shows everybody the same.
    """

    site: str
    origin: str
    page: str
    public: bool


class Tokens:
    """Signs grants with the service's secret key, and reads them back. Nothing is kept."""

    def __init__(self, secret_key: str) -> None:
        self._serializer = URLSafeTimedSerializer(
            secret_key,
            salt="outspoken.token",
            signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
        )

    def issue(self, grant: Grant) -> tuple[str, int]:
        """Return a token and when it expires, in seconds of Unix time."""
        signed = self._serializer.dumps(asdict(grant))
        text = signed.decode("ascii") if isinstance(signed, bytes) else signed
        return PREFIX + text, int(time.time()) + TOKEN_SECONDS

    def read(self, token: str, max_age: int = TOKEN_SECONDS) -> Grant:
        """Return the grant of a token issued at most `max_age` seconds ago.

        Raises TokenError, or TokenExpiredError for one that was good before.
        """
        try:
            return Grant(**self._serializer.loads(token.removeprefix(PREFIX), max_age))
        except SignatureExpired:
            raise TokenExpiredError("the token has expired: ask for another") from None
        except (BadData, TypeError):
            raise TokenError("the token was not issued here: ask for another") from None
