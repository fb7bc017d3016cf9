"""What a row says about a member, with every value checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from outreach.addresses import AddressHasher, parse_email, parse_phone
from outreach.channels import Channel
from outreach.imports.fields import ABSENT, EMPTY, Fields, parse_reference, parse_text
from outreach.imports.running import Options
from outreach.imports.values import (
    Cell,
    parse_channel,
    parse_country,
    parse_date,
    parse_flag,
    parse_language,
    parse_region,
    parse_time_zone,
)
from outreach.institution import Institution
from outreach.members import MemberKind
from outreach.purpose import Purpose

BLANK: Mapping[str, Any] = MappingProxyType(
    {
        "kind": MemberKind.PERSON.value,
        "name": "",
        "contact_name": "",
        "needs_voice": False,
        "needs_large_print": False,
    }
)
"""What an empty cell means where it is not nothing; also what new members begin with."""


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """What a row says about a member: columns of the table, attributes (None: erase), consent."""

    reference: str
    reference_hash: str
    given: dict[str, Any] = field(default_factory=dict)
    attributes: dict[str, str | None] = field(default_factory=dict)
    consents: list[tuple[str, str, bool]] = field(default_factory=list)
    representative: Any = ABSENT


def _parse_kind(cell: Cell) -> str:
    try:
        return MemberKind(str(cell).casefold()).value
    except ValueError:
        raise ValueError(f"is none of {', '.join(MemberKind)}") from None


_PARSERS: Mapping[str, Callable[[Cell], Any]] = MappingProxyType(
    {
        "kind": _parse_kind,
        "name": parse_text,
        "contact_name": parse_text,
        "language": parse_language,
        "time_zone": parse_time_zone,
        "preferred_channel": parse_channel,
        "needs_voice": parse_flag,
        "needs_large_print": parse_flag,
    }
)
_FURTHEST_EAST = timedelta(hours=14)
"""Where a day begins first: what lies in the future there, lies in it everywhere."""
_DATES = ("born_on", "deceased_on", "closed_on")
_CHANNELS = tuple(channel.value for channel in Channel)
_CONSENTS = (
    *((f"consent_{purpose}", _CHANNELS, purpose.value) for purpose in Purpose),
    *(
        (f"consent_{channel}_{purpose}", (channel,), purpose.value)
        for channel in _CHANNELS
        for purpose in Purpose
    ),
)


class MemberReader:
    """Reads rows with the institution's defaults in mind."""

    def __init__(self, institution: Institution, hasher: AddressHasher, options: Options) -> None:
        self._institution = institution
        self._hasher = hasher
        self._options = options

    def read(self, fields: Fields) -> MemberRecord:
        """Return what a row says about a member."""
        reference = fields.take_reference()
        taken = {
            name: fields.take(name, parse) for name, parse in _PARSERS.items() if fields.has(name)
        }
        country = fields.take("country", parse_country)
        near = country if isinstance(country, str) else self._institution.country
        taken["country"] = country
        taken["region"] = fields.take("region", lambda cell: parse_region(cell, near))
        given = self._keep(taken)
        given |= self._read_dates(fields)
        given |= self._read_phone(fields, near) | self._read_email(fields)
        attributes = self._keep(fields.take_attributes(), blank={})
        representative = fields.take("representative", parse_reference)
        hashed = self._hasher.hash_reference(reference)
        consents = _read_consents(fields)
        return MemberRecord(reference, hashed, given, attributes, consents, representative)

    def _keep(self, taken: Mapping[str, Any], blank: Mapping[str, Any] = BLANK) -> dict[str, Any]:
        """Return what cells say: an empty one says nothing, unless it is told to erase."""
        kept = {}
        for name, value in taken.items():
            if value is EMPTY and self._options.erase_empty:
                kept[name] = blank.get(name)
            elif value is not EMPTY and value is not ABSENT:
                kept[name] = value
        return kept

    def _read_dates(self, fields: Fields) -> dict[str, Any]:
        order, today = self._options.dates, (self._options.at + _FURTHEST_EAST).date()
        found = {
            name: fields.take(name, lambda cell: parse_date(cell, order))
            for name in _DATES
            if fields.has(name)
        }
        kept = self._keep(found)
        for name, value in kept.items():
            if value is not None and value > today:
                fields.refuse(name, "lies in the future")
        born, deceased = kept.get("born_on"), kept.get("deceased_on")
        if born and deceased and deceased < born:
            fields.refuse("deceased_on", "is before the date of birth")
        return kept

    def _read_phone(self, fields: Fields, country: str | None) -> dict[str, Any]:
        phone = fields.take("phone", lambda cell: parse_phone(str(cell), country))
        if phone is ABSENT or (phone is EMPTY and not self._options.erase_empty):
            return {}
        if phone is EMPTY:
            return {"phone": None, "phone_kind": None, "phone_hash": None}
        hashed = self._hasher.hash(phone.number)
        return {"phone": phone.number, "phone_kind": phone.kind.value, "phone_hash": hashed}

    def _read_email(self, fields: Fields) -> dict[str, Any]:
        kept = self._keep({"email": fields.take("email", lambda cell: parse_email(str(cell)))})
        if "email" in kept:
            kept["email_hash"] = self._hasher.hash(kept["email"]) if kept["email"] else None
        return kept


def _read_consents(fields: Fields) -> list[tuple[str, str, bool]]:
    """Return decisions: a column of one channel comes before that of all channels."""
    found: dict[tuple[str, str], bool] = {}
    for name, channels, purpose in _CONSENTS:
        decision = fields.take(name, parse_flag) if fields.has(name) else ABSENT
        if isinstance(decision, bool):
            found |= dict.fromkeys(((channel, purpose) for channel in channels), decision)
    return [(channel, purpose, granted) for (channel, purpose), granted in found.items()]
