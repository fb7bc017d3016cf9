"""A link tells where it leads."""

import pytest

import locales


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Click here"),
        ("en", "Read more …"),
        ("en", "here »"),
        ("fr", "En savoir plus"),
        ("fr", "Plus d’infos"),
        ("ar", "اضغط هنا"),
        ("es", "Haga clic aquí."),
        ("zh-Hans", "查看更多"),
        ("fi", "Lue lisää"),
        ("sv", "Läs mer"),
        ("id", "Baca selengkapnya"),
        ("ms", "Baca lagi"),
        ("ta", "மேலும் படிக்க"),
    ],
)
def test_a_link_that_says_nothing_by_itself_is_warned_of(rules, language, text):
    assert rules(f"<a href=x>{text}</a>", language) == ["link-without-meaning"]


@pytest.mark.parametrize("language", locales.SUPPORTED)
def test_a_telling_name_is_not(findings, language):
    assert findings("<a href=x aria-label='ISSA 2026'>here</a><a>here</a>", language) == []


@pytest.mark.parametrize("link", ["<a href=x></a>", "<a href=x><img alt=''></a>"])
def test_a_link_without_a_name_is_a_problem(rules, link):
    assert rules(link) == ["link-without-name"]


def test_a_link_named_by_its_title_has_one(rules):
    assert rules("<a href=x title=Help><svg></svg></a>") == []
