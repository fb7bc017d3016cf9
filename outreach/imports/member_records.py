"""What a row says about a member, with every value checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from outreach.addresses import AddressHasher, parse_email, parse_phone
from outreach.channels import Channel
from outreach.imports.doubts import Doubt, find_doubts
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


class MemberRecord(NamedTuple):
    """What a row says about a member: columns of the table, attributes (None: erase), consent.

    `doubts` are attributes that were taken as they stand, but look wrong.
    """

    reference: str
    reference_hash: str
    given: dict[str, Any]
    attributes: dict[str, str | None]
    consents: tuple[tuple[str, str, bool], ...]
    representative: Any
    doubts: tuple[tuple[str, Doubt], ...] = ()


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
_CONSENTS: Mapping[str, tuple[tuple[str, ...], str]] = MappingProxyType(
    {
        **{f"consent_{purpose}": (_CHANNELS, purpose.value) for purpose in Purpose},
        **{
            f"consent_{channel}_{purpose}": ((channel,), purpose.value)
            for channel in _CHANNELS
            for purpose in Purpose
        },
    }
)
"""Columns of decisions, with the channels and the purpose: one channel's come after all's."""
_FLAGS = dict.fromkeys(_CONSENTS, parse_flag)


class MemberReader:
    """Reads rows with the institution's defaults in mind."""

    def __init__(self, institution: Institution, hasher: AddressHasher, options: Options) -> None:
        self._institution = institution
        self._hasher = hasher
        self._erase_empty = options.erase_empty
        self._today = (options.at + _FURTHEST_EAST).date()
        self._dates = dict.fromkeys(_DATES, partial(parse_date, order=options.dates))

    def read(self, fields: Fields) -> MemberRecord:
        """Return what a row says about a member."""
        reference = fields.take_reference()
        taken = fields.take_all(_PARSERS)
        country = fields.take("country", parse_country)
        near = country if isinstance(country, str) else self._institution.country
        taken["country"] = country
        taken["region"] = fields.take("region", lambda cell: parse_region(cell, near))
        given = self._keep(taken)
        given |= self._read_dates(fields)
        given |= self._read_phone(fields, near)
        given |= self._read_email(fields)
        attributes = self._keep(fields.take_attributes(), blank={})
        representative = fields.take("representative", parse_reference)
        hashed = self._hasher.hash_reference(reference)
        consents = _read_consents(fields)
        doubts = tuple(find_doubts(attributes))
        return MemberRecord(reference, hashed, given, attributes, consents, representative, doubts)

    def _keep(self, taken: Mapping[str, Any], blank: Mapping[str, Any] = BLANK) -> dict[str, Any]:
        """Return what cells say: an empty one says nothing, unless it is told to erase."""
        kept = {}
        for name, value in taken.items():
            if value is EMPTY and self._erase_empty:
                kept[name] = blank.get(name)
            elif value is not EMPTY and value is not ABSENT:
                kept[name] = value
        return kept

    def _read_dates(self, fields: Fields) -> dict[str, Any]:
        kept = self._keep(fields.take_all(self._dates))
        for name, value in kept.items():
            if value is not None and value > self._today:
                fields.refuse(name, "lies in the future")
        born, deceased = kept.get("born_on"), kept.get("deceased_on")
        if born and deceased and deceased < born:
            fields.refuse("deceased_on", "is before the date of birth")
        return kept

    def _read_phone(self, fields: Fields, country: str | None) -> dict[str, Any]:
        phone = fields.take("phone", lambda cell: parse_phone(str(cell), country))
        if phone is ABSENT or (phone is EMPTY and not self._erase_empty):
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


def _read_consents(fields: Fields) -> tuple[tuple[str, str, bool], ...]:
    """Return decisions: a column of one channel comes before that of all channels."""
    taken = fields.take_all(_FLAGS)
    found: dict[tuple[str, str], bool] = {}
    for name, (channels, purpose) in _CONSENTS.items() if taken else ():
        decision = taken.get(name)
        if isinstance(decision, bool):
            found |= dict.fromkeys(((channel, purpose) for channel in channels), decision)
    return tuple((*key, granted) for key, granted in found.items())
