"""What holds for every member who says nothing else: the institution's own place and language."""

from __future__ import annotations

from dataclasses import dataclass

from babel.core import get_global


@dataclass(frozen=True, slots=True)
class Institution:
    """Defaults of members: BCP 47, ISO 3166, ISO 3166-2 and IANA; unset ones are asked for."""

    language: str
    country: str | None = None
    region: str | None = None
    time_zone: str | None = None

    def find_time_zone(self, country: str | None) -> str | None:
        """Return the time zone of a member in `country`, or None where it has to be said.

        Another country's only zone comes before the institution's own.
        """
        if country and country != self.country:
            return find_only_zone(country) or self.time_zone
        return self.time_zone or (find_only_zone(country) if country else None)

    def find_region(self, country: str | None) -> str | None:
        """Return the region of a member in `country` who names none."""
        return self.region if country == self.country else None


def find_only_zone(country: str) -> str | None:
    """Return the time zone of a country that has one alone."""
    zones = get_global("territory_zones").get(country, ())
    return str(zones[0]) if len(zones) == 1 else None


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom members call: the institution's name, its phone as it is read, and its language."""

    name: str
    phone: str
    language: str
