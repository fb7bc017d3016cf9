"""Made-up members: whoever they are like, their phones are set aside for nobody, and their
mailboxes lie in a domain that has none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from outreach.addresses import AddressHasher, parse_phone
from outreach.demo.places import NAMES, PLACES, Place

_OCCUPATIONS = ("student", "self_employed", "unemployed", "employed", "retired", "retired")
_EVENTS = (None, "birth", "first_job", "arrival", "illness", "bereavement", None, None)
_AGES = {"student": 21, "self_employed": 43, "unemployed": 37, "employed": 60, "retired": 74}


def make_members(count: int, hasher: AddressHasher, now: datetime) -> Iterator[dict[str, Any]]:
    """Yield the rows of so many members, who are the same each time."""
    for number in range(count):
        yield _make_member(number, PLACES[number % len(PLACES)], hasher, now)


def _make_member(number: int, place: Place, hasher: AddressHasher, now: datetime) -> dict[str, Any]:
    turn = number // len(PLACES)
    mark = number + turn  # So that no place has one kind of member alone.
    names = NAMES[place.language]
    occupation = _OCCUPATIONS[number % len(_OCCUPATIONS)]
    phone = f"{place.phones}{turn % 100:02}" if mark % 10 not in {7, 9} and turn < 100 else None
    email = f"member{number}@example.org" if mark % 5 in {2, 3} else None
    born_on = date(now.year - _AGES[occupation], number % 12 + 1, number % 28 + 1)
    return {
        "reference": f"DEMO-{number:04}",
        "name": names[turn % len(names)],
        "language": place.language,
        "country": place.country,
        "time_zone": place.zone,
        "born_on": born_on,
        "phone": phone,
        "phone_kind": parse_phone(phone).kind if phone else None,
        "phone_hash": hasher.hash(phone) if phone else None,
        "email": email,
        "email_hash": hasher.hash(email) if email else None,
        "preferred_channel": "email" if email and mark % 3 == 0 else None,
        "needs_voice": mark % 20 == 4,
        "needs_large_print": mark % 25 == 8,
        "attributes": {"occupation": occupation, "pension": f"{640 + number % 900}.50 EUR"},
        "created_at": now,
        "updated_at": now,
    }


def make_events(numbers: dict[str, int], now: datetime) -> Iterator[dict[str, Any]]:
    """Yield life events of the members, given the rows' numbers by reference."""
    for place, member_id in enumerate(numbers.values()):
        kind = _EVENTS[place % len(_EVENTS)]
        if kind:
            yield {
                "member_id": member_id,
                "type": kind,
                "happened_on": now.date() - timedelta(days=place % 300),
                "source": "demo",
                "created_at": now,
                "handled_at": now,
            }
