import pytest

import locales
from outreach.channels.sms import measure
from outreach.keywords import Keyword, find_keyword, get_confirmation


@pytest.mark.parametrize(
    "text",
    [
        "STOP",
        " stop.\n",
        "“Stop!”",
        "ARRET",
        "arrêt",
        "توقف",
        "إيقاف",
        "ايقاف",
        "parar",
        "BAJA",
        "退订",
        "lopeta",
        "Stopp",
        "berhenti",
        "நிறுத்து",
        "stop please",
        "STOP SMS",
        "S\u0301top",
    ],
)
def test_a_member_who_says_stop_in_any_language_is_heard(text):
    assert find_keyword(text) is Keyword.STOP


@pytest.mark.parametrize(
    "text", ["start", "ALOITA", "ابدأ", "ابدا", "开始", "தொடங்கு", "börja", "borja"]
)
def test_a_member_comes_back_in_any_language(text):
    assert find_keyword(text) is Keyword.START


@pytest.mark.parametrize("text", ["help?", "AIDE", "مساعدة", "ayuda", "帮助", "apua", "உதவி"])
def test_a_member_asks_for_help_in_any_language(text):
    assert find_keyword(text) is Keyword.HELP


@pytest.mark.parametrize(
    "text",
    ["", " ", "?", "👍", "don't stop", "I will stop by your office tomorrow", "yes", "end of May"],
)
def test_anything_else_is_left_to_a_person(text):
    assert find_keyword(text) is None


@pytest.mark.parametrize("language", locales.SUPPORTED)
@pytest.mark.parametrize("keyword", Keyword)
def test_a_confirmation_is_short_and_in_the_members_language(keyword, language):
    text = get_confirmation(keyword, language, "Social Fund", "+358 20 123 4567")
    english = get_confirmation(keyword, "en", "Social Fund", "+358 20 123 4567")

    assert text.startswith("Social Fund")
    assert (text == english) is (language == "en")
    assert measure(text).parts <= 2


def test_a_stop_is_confirmed_with_the_way_back():
    assert "START" in get_confirmation(Keyword.STOP, "ta-LK", "Fund", "1")


def test_a_language_without_a_catalog_is_answered_in_english():
    assert "reply START" in get_confirmation(Keyword.STOP, "de", "Fund", "1")
