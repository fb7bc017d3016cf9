import pytest
from babel import Locale
from num2words import CONVERTER_CLASSES, num2words

import locales
from outreach.channels.sms import measure
from outreach.imports.values import NO, YES
from outreach.keywords import WORDS, Keyword, find_keyword, fold, get_confirmation


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
    assert find_keyword(text, "en") is Keyword.STOP


@pytest.mark.parametrize(
    "text", ["start", "ALOITA", "ابدأ", "ابدا", "开始", "தொடங்கு", "börja", "borja"]
)
def test_a_member_comes_back_in_any_language(text):
    assert find_keyword(text, "en") is Keyword.START


@pytest.mark.parametrize("text", ["help?", "AIDE", "مساعدة", "ayuda", "帮助", "apua", "உதவி"])
def test_a_member_asks_for_help_in_any_language(text):
    assert find_keyword(text, "en") is Keyword.HELP


@pytest.mark.parametrize(
    "text",
    ["", " ", "?", "👍", "don't stop", "I will stop by your office tomorrow", "yes", "end of May"],
)
def test_anything_else_is_left_to_a_person(text):
    assert find_keyword(text, "en") is None


@pytest.mark.parametrize("language", locales.SUPPORTED)
@pytest.mark.parametrize("keyword", Keyword)
def test_a_confirmation_is_short_and_in_the_members_language(keyword, language):
    text = get_confirmation(keyword, language, "Social Fund", "+358 20 123 4567")
    english = get_confirmation(keyword, "en", "Social Fund", "+358 20 123 4567")

    assert text.lstrip("\u200f").startswith("Social Fund")
    assert (text == english) is (language == "en")
    assert measure(text).parts <= 2


def test_a_stop_is_confirmed_with_the_way_back():
    assert "START" in get_confirmation(Keyword.STOP, "ta-LK", "Fund", "1")


def test_a_language_without_a_catalog_is_answered_in_english():
    assert "reply START" in get_confirmation(Keyword.STOP, "de", "Fund", "1")


def list_answers(language):
    """Return what members may answer with one word: numbers, days, months, countries, languages."""
    known = Locale.parse(language, sep="-")
    yield from known.territories.values()
    yield from known.languages.values()
    for calendar in (known.days, known.months):
        for widths in calendar.values():
            yield from (name for names in widths.values() for name in names.values())
    if language in CONVERTER_CLASSES:
        yield from (num2words(number, lang=language) for number in range(101))


@pytest.mark.parametrize("language", locales.SUPPORTED)
def test_no_number_day_or_country_of_a_members_language_is_a_keyword(language):
    answers = {fold(word) for word in list_answers(language) if len(word.split()) == 1}
    own = {fold(word) for words in WORDS.values() for word in words[language].split()}

    assert len(answers) > 100
    assert {word for word in answers - own if find_keyword(word, language)} == set()


@pytest.mark.parametrize("language", locales.SUPPORTED)
def test_neither_yes_nor_no_is_a_keyword(language):
    assert {word for word in YES | NO if find_keyword(word, language)} == set()


def test_no_word_has_two_meanings():
    meanings = {}
    for keyword, languages in WORDS.items():
        for word in " ".join(languages.values()).split():
            meanings.setdefault(fold(word), set()).add(keyword)

    assert {word for word, found in meanings.items() if len(found) > 1} == set()


@pytest.mark.parametrize("language", locales.SUPPORTED)
def test_every_word_counts_in_its_own_language(language):
    for keyword, languages in WORDS.items():
        for word in languages[language].split():
            assert find_keyword(word, language) is keyword


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("Seis", "es-MX"),
        ("baja", "id"),
        ("Baja.", "ms"),
        ("Perú", "es"),
        ("paré", "fr"),
        ("résumé", "fr-CA"),
        ("alta", "fi"),
        ("Borja", "es"),
    ],
)
def test_a_word_that_means_something_else_to_the_member_is_left_to_a_person(word, language):
    assert find_keyword(word, language) is None


@pytest.mark.parametrize(
    ("word", "language"), [("seis", "sv"), ("BAJA", "ta"), ("lopeta", "es"), ("stopp", "zh-Hans")]
)
def test_other_languages_words_are_known_from_everybody_else(word, language):
    assert find_keyword(word, language) is Keyword.STOP
