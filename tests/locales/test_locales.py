from __future__ import annotations

import pytest

import locales


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("fr-MA", "fr"),
        ("ar-MA", "ar"),
        ("zh-CN", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("cmn", "zh-Hans"),
        ("en_GB", "en"),
        ("ms-MY", "ms"),
        ("id-ID", "id"),
        ("zgh", None),
        ("de", None),
        ("", None),
        ("not a tag", None),
    ],
)
def test_a_language_finds_its_own_catalog_and_no_other(tag: str, expected: str | None) -> None:
    assert locales.find_supported(tag) == expected


def test_the_first_preference_that_is_supported_wins() -> None:
    assert locales.negotiate(["de", "fi-FI", "sv"]) == "fi"
    assert locales.negotiate(["de"], default="es") == "es"


def test_arabic_alone_is_written_from_right_to_left() -> None:
    assert [tag for tag in locales.SUPPORTED if locales.is_rtl(tag)] == ["ar"]
    assert locales.is_rtl("ar-MA")
    assert not locales.is_rtl("no such language")


def test_every_language_has_its_own_name() -> None:
    names = {locales.own_name(tag) for tag in locales.SUPPORTED}
    assert {"English", "français", "العربية", "suomi"} <= names
    assert len(names) == len(locales.SUPPORTED)
