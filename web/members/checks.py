"""The check before a sensitive message: what is asked, and for how long a right answer holds."""

from __future__ import annotations

import hashlib
from datetime import date

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer
from wtforms import Form, StringField

from outreach.listening import BIRTH_DATE, Link
from web.demo.validation import compact, tidy_line

PASSED_SECONDS = 1800

_DIGITS = "0123456789"


class CheckForm(Form):
    """What was answered: a date in three boxes, or a reference; any script's digits will do."""

    day = StringField(filters=[tidy_line])
    month = StringField(filters=[tidy_line])
    year = StringField(filters=[tidy_line])
    reference = StringField(filters=[tidy_line])

    def read(self, check: str) -> date | str | None:
        """Return the answer to a check; None for one that cannot be right."""
        if check != BIRTH_DATE:
            return str(self.reference.data or "")[:100] or None
        parts = [compact(field.data or "") for field in (self.year, self.month, self.day)]
        if not all(part and len(part) <= 4 and set(part) <= set(_DIGITS) for part in parts):
            return None
        try:
            return date(*(int(part) for part in parts))
        except ValueError:
            return None


def make_pass(link: Link) -> str:
    """Return what shows for half an hour that a link's check was passed."""
    signed = _get_signer().dumps(link.id)
    return signed if isinstance(signed, str) else signed.decode()


def has_passed(link: Link, given: str) -> bool:
    """Tell whether `given` is such a pass for that link."""
    try:
        return bool(_get_signer().loads(given, max_age=PASSED_SECONDS) == link.id)
    except BadData:
        return False


def _get_signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(
        current_app.config["SECRET_KEY"],
        salt="outspoken.listen.passed",
        signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
    )
