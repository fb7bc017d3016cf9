"""Phone numbers and email addresses: read strictly, written in one form, hashed for comparison."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from types import MappingProxyType

import phonenumbers
import sqlalchemy as sa
from email_validator import EmailNotValidError, validate_email
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from outreach.database import Database
from outreach.errors import AddressError
from outreach.tables import installation

_HASH_BYTES = 16
_KEY_BYTES = 32
_KEY_NAME = "address_key"


class PhoneKind(StrEnum):
    """What a number can do: text messages go to all but landlines."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    UNKNOWN = "unknown"  # The numbering plan does not tell, as in North America.


_KINDS = MappingProxyType(
    {
        PhoneNumberType.MOBILE: PhoneKind.MOBILE,
        PhoneNumberType.FIXED_LINE: PhoneKind.LANDLINE,
    }
)
_COSTLY = (PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST)
_NO_NUMBER = PhoneNumberType.UNKNOWN


@dataclass(frozen=True, slots=True)
class Phone:
    """A valid number in E.164, and its kind."""

    number: str
    kind: PhoneKind


def parse_phone(text: str, country: str | None = None) -> Phone:
    """Return the number that `text` says; one without ``+`` is of `country` (ISO 3166).

    Raises AddressError, whose text does not quote the number.
    """
    try:
        parsed = phonenumbers.parse(text, country)
    except NumberParseException as error:
        if error.error_type == NumberParseException.INVALID_COUNTRY_CODE and country is None:
            raise AddressError("needs + and a country code, or a country to go by") from None
        raise AddressError("is no phone number") from None
    if parsed.extension:
        raise AddressError("has an extension, which no message reaches")
    # The type is unknown for every number that is not valid: one look-up answers both.
    kind = phonenumbers.number_type(parsed)
    if kind == _NO_NUMBER:
        raise AddressError("is not a number of its country's numbering plan")
    if kind in _COSTLY:
        raise AddressError("is a premium-rate number")
    number = phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
    return Phone(number, _KINDS.get(kind, PhoneKind.UNKNOWN))


def parse_email(text: str) -> str:
    """Return an email address in its normal form. No server is asked.

    A domain in another script is written as servers know it (IDNA 2008, RFC 5891).
    Raises AddressError, whose text does not quote the address.
    """
    try:
        valid = validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        raise AddressError("is no email address") from None
    if not valid.ascii_email:
        raise AddressError("has letters before the @ that few mail servers take (not a to z)")
    return valid.ascii_email


class AddressHasher:
    """Hashes addresses with the installation's key, so that suppressions name nobody."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def hash(self, address: str) -> str:
        """Return the hash of a phone number in E.164 or of an email address in any case."""
        return self._digest(address.casefold())

    def hash_reference(self, reference: str) -> str:
        """Return the hash of a member's reference, which no address has; its case counts."""
        return self._digest(f"reference\n{reference}")

    def _digest(self, text: str) -> str:
        return blake2b(text.encode(), key=self._key, digest_size=_HASH_BYTES).hexdigest()


def get_hasher(database: Database) -> AddressHasher:
    """Return the installation's hasher; its key is made at the first call, and backed up with it.

    The key lies in the database: with another key every suppression would be lost.
    """
    query = sa.select(installation.c.value).where(installation.c.name == _KEY_NAME)
    with database.read() as connection:
        found = connection.execute(query).scalar()
    if found is None:
        key = base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode()
        insert = database.insert(installation).on_conflict_do_nothing()
        with database.write() as connection:
            connection.execute(insert.values(name=_KEY_NAME, value=key))
            found = connection.execute(query).scalar_one()
    return AddressHasher(base64.b64decode(found))
