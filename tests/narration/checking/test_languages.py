"""Each part says its language, and somebody speaks it."""

import pytest

from narration.checking import Severity, check_page


@pytest.mark.parametrize("page", ["<p>Hello</p>", "<html lang=''><p>Hello", "<img alt=Hello>"])
def test_text_whose_language_nobody_tells_is_a_problem(catalogue, page):
    (finding,) = check_page(page, catalogue).findings
    assert (finding.rule, finding.text) == ("part-without-language", "Hello")


def test_the_operator_may_tell_the_language_of_a_fragment(catalogue):
    assert check_page("<p>Bonjour à tous</p>", catalogue, "fr").findings == ()


def test_an_unknown_tag_is_a_problem(findings):
    (finding,) = findings("<p lang=english>Hello</p>")
    assert (finding.rule, finding.where) == ("unknown-language", "p:nth-of-type(1)")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "العربية"),
        ("en", "தமிழ்"),
        ("fr", "你好"),
        ("ar", "Please fill in every field"),
        ("zh-Hans", "தமிழ்"),
    ],
)
def test_text_in_another_script_than_that_of_its_language_is_a_problem(rules, language, text):
    assert rules(f"<p>{text}</p>", language) == ["part-in-other-script"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "رقم IBAN"),
        ("ar", "Amina Benali"),
        ("zh-Hans", "SMS"),
        ("zh-Hant", "你好"),
        ("ja", "こんにちは世界"),
        ("en", "The 5 Ω field"),
        ("en", "<span lang=ar>العربية</span>"),
    ],
)
def test_names_and_signs_of_another_script_are_none(rules, language, text):
    assert "part-in-other-script" not in rules(f"<p>{text}</p>", language)


def test_a_label_of_a_picture_has_a_script_too(rules):
    assert rules("<img src=x alt='العربية'>") == ["part-in-other-script"]


@pytest.mark.parametrize(
    ("language", "rule", "severity"),
    [
        ("zgh", "language-without-voice", Severity.PROBLEM),
        ("sw", "voice-for-emergencies", Severity.NOTICE),
    ],
)
def test_a_language_needs_somebody_who_speaks_it(catalogue, language, rule, severity):
    (finding,) = check_page("<p>Azul</p><p>Azul</p>", catalogue, language).findings
    assert (finding.rule, finding.severity, finding.text) == (rule, severity, language)


def test_a_hint_that_nobody_knows_is_warned_of(findings):
    (finding,) = findings("<p data-outspoken-say-as=loudly>Hello</p>")
    assert (finding.rule, finding.severity) == ("unknown-say-as", Severity.WARNING)
