from zoneinfo import available_timezones

import pytest
from pycountry import subdivisions

from outreach import zones
from outreach.institution import Institution
from outreach.zones import find_zone


@pytest.mark.parametrize(
    ("country", "region", "zone"),
    [
        ("FI", None, "Europe/Helsinki"),
        ("MY", None, "Asia/Kuala_Lumpur"),
        ("AR", None, "America/Argentina/Buenos_Aires"),
        ("CA", "CA-MB", "America/Winnipeg"),
        ("NZ", "NZ-AUK", "Pacific/Auckland"),
        ("ES", "ES-TF", "Atlantic/Canary"),
        ("ID", "ID-BA", "Asia/Makassar"),
        ("US", "US-TX", None),
        ("US", None, None),
        ("ES", None, None),
    ],
)
def test_a_place_has_one_time_or_none_is_guessed(country, region, zone):
    assert find_zone(country, region) == zone


def test_the_regions_and_zones_exist():
    assert set(zones._REGIONS) <= {each.code for each in subdivisions}
    assert set(zones._REGIONS.values()) <= available_timezones()


@pytest.mark.parametrize(
    ("country", "region", "zone"),
    [("FR", None, "Europe/Brussels"), ("US", None, None), ("US", "US-NY", "America/New_York")],
)
def test_the_institutions_own_time_holds_at_home_alone(country, region, zone):
    place = Institution("fr", "FR", None, "Europe/Brussels")

    assert place.find_time_zone(country, region) == zone
