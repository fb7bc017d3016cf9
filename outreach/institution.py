"""What holds for every member who says nothing else: the institution's own place and language."""

from __future__ import annotations

from dataclasses import dataclass

from outreach.zones import find_zone


@dataclass(frozen=True, slots=True)
class Institution:
    """Defaults of members: BCP 47, ISO 3166, ISO 3166-2 and IANA; unset ones are asked for."""

    language: str
    country: str | None = None
    region: str | None = None
    time_zone: str | None = None

    def find_time_zone(self, country: str | None, region: str | None = None) -> str | None:
        """Return the time zone of a member in `country`, or None where it has to be said.

        The institution's own holds at home alone: elsewhere it would be night when it is day here.
        """
        if self.time_zone and self.country in {None, country}:
            return self.time_zone
        return find_zone(country, region) if country else None

    def find_region(self, country: str | None) -> str | None:
        """Return the region of a member in `country` who names none."""
        return self.region if country == self.country else None


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom members call: the institution's name, its phone as it is read, and its language."""

    name: str
    phone: str
    language: str
