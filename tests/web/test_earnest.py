"""What has to be set before anybody real is written to."""

from __future__ import annotations

import pytest

from web.config import ConfigurationError, load_settings
from web.config.earnest import check_earnest, list_missing

SET = {
    "public_url": "https://outspoken.example",
    "institution_name": "Caisse",
    "institution_phone": "+212 5 22 00 00 00",
    "guests": ("+358401234567",),
}


@pytest.mark.parametrize("mode", ["trial", "production"])
def test_what_is_missing_is_named_in_one_line(mode):
    with pytest.raises(ConfigurationError) as refused:
        check_earnest(load_settings(mode=mode))
    named = ("OUTSPOKEN_PUBLIC_URL", "OUTSPOKEN_INSTITUTION_NAME", "OUTSPOKEN_INSTITUTION_PHONE")
    assert all(each in str(refused.value) for each in named)
    assert ("OUTSPOKEN_GUESTS" in str(refused.value)) is (mode == "trial")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("mode", ["trial", "production"])
def test_nothing_is_missing_where_all_is_said(mode):
    check_earnest(load_settings(mode=mode, **SET))


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8000", "https://localhost", "https://127.0.0.1", "https://[::1]:8"]
)
def test_members_do_not_reach_an_address_of_this_machine(url):
    [missing] = list_missing(load_settings(mode="production", **SET | {"public_url": url}))
    assert missing.startswith("OUTSPOKEN_PUBLIC_URL")


def test_a_demonstration_needs_nothing():
    assert list(list_missing(load_settings())) == []
