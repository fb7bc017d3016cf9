"""Where a member's clock is known by the country, or by the region where a country has several.

Regions in which the time differs from place to place, such as Texas, are left out on purpose: who
lives there has to be told by a time zone of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from babel.core import get_global

_COUNTRIES: Mapping[str, str] = MappingProxyType(
    {"CN": "Asia/Shanghai", "MY": "Asia/Kuala_Lumpur"}  # One legal time, whatever the zones.
)
_OTHER_REGIONS: Mapping[str, str] = MappingProxyType(
    {"ES": "Europe/Madrid", "NZ": "Pacific/Auckland", "PT": "Europe/Lisbon"}
)
"""The time in all regions of a country that `_REGIONS` does not name."""
_REGIONS: Mapping[str, str] = MappingProxyType(
    {
        f"{country}-{code}": zone
        for country, zone, codes in (
            ("AU", "Australia/Adelaide", "SA"),
            ("AU", "Australia/Brisbane", "QLD"),
            ("AU", "Australia/Darwin", "NT"),
            ("AU", "Australia/Hobart", "TAS"),
            ("AU", "Australia/Melbourne", "VIC"),
            ("AU", "Australia/Perth", "WA"),
            ("AU", "Australia/Sydney", "ACT"),
            ("CA", "America/Edmonton", "AB NT"),
            ("CA", "America/Halifax", "NB NS PE"),
            ("CA", "America/Whitehorse", "YT"),
            ("CA", "America/Winnipeg", "MB"),
            ("ES", "Atlantic/Canary", "CN GC TF"),
            ("ID", "Asia/Jakarta", "AC SU SB RI JA SS BE LA BB KR JK JB BT JT YO JI KB KT"),
            ("ID", "Asia/Makassar", "BA NB NT KS KI KU SA ST SN SG SR GO"),
            ("ID", "Asia/Jayapura", "MA MU PA PB PD PE PS PT"),
            ("NZ", "Pacific/Chatham", "CIT"),
            ("PT", "Atlantic/Azores", "20"),
            ("PT", "Atlantic/Madeira", "30"),
            ("US", "America/Chicago", "AL AR IA IL LA MN MO MS OK WI"),
            ("US", "America/Denver", "CO MT NM UT WY"),
            ("US", "America/Los_Angeles", "CA WA"),
            ("US", "America/New_York", "CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV"),
            ("US", "Pacific/Honolulu", "HI"),
        )
        for code in codes.split()
    }
)
_SAMPLED = datetime(2026, 1, 1, 12, tzinfo=UTC)


def find_zone(country: str, region: str | None = None) -> str | None:
    """Return the IANA time zone of a country (ISO 3166), or of a region (ISO 3166-2) of it.

    None where the place does not tell: it has to be said.
    """
    only = _find_only_zone(country)
    if only or not region:
        return only
    return _REGIONS.get(region) or _OTHER_REGIONS.get(country)


@cache
def _find_only_zone(country: str) -> str | None:
    zones = get_global("territory_zones").get(country, ())
    if country in _COUNTRIES or not zones:
        return _COUNTRIES.get(country)
    return str(zones[0]) if len({_sample(str(zone)) for zone in zones}) == 1 else None


def _sample(zone: str) -> tuple[timedelta | None, ...]:
    """Return how far a zone is from UTC on each day of a year."""
    clock = ZoneInfo(zone)
    days = (_SAMPLED + timedelta(days=number) for number in range(365))
    return tuple(day.astimezone(clock).utcoffset() for day in days)
