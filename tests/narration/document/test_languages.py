"""Each part is said in its own language, and so is what is added to it."""

import pytest

import locales
from narration.document import parse_html


def test_a_language_is_that_of_the_nearest_element_that_gives_one(languages):
    source = "<html lang=fr-MA><p>Un</p><div lang=ar><p>اثنان<p xml:lang=en lang=fi>Kolme"
    assert languages(source) == [("fr-MA", "Un"), ("ar", "اثنان"), ("fi", "Kolme")]


@pytest.mark.parametrize("attribute", ["", "lang=''", "lang='<x>'", "lang='not a tag'"])
def test_without_a_usable_language_it_is_the_callers(languages, attribute):
    assert languages(f"<p {attribute}>Terve</p>", "fi") == [("fi", "Terve")]


def test_words_of_another_language_in_a_sentence_are_a_block_of_their_own(languages):
    source = "<p>Say <i lang=fr>Bonjour</i>, my friend.</p>"
    assert languages(source) == [("en", "Say"), ("fr", "Bonjour,"), ("en", "my friend.")]


@pytest.mark.parametrize("language", locales.SUPPORTED)
def test_words_added_are_in_the_language_of_their_part(language):
    (block,) = parse_html(f"<input lang={language}>", "en")
    said = locales.get_spoken("Write your answer", language)
    assert (block.language, block.text) == (language, said)


@pytest.mark.parametrize(
    ("language", "page", "added"), [("fr-MA", "en", "fr"), ("zgh", "ar", "ar"), ("zgh", "xx", "en")]
)
def test_words_added_name_the_catalog_they_come_from(language, page, added):
    (block,) = parse_html(f"<html lang={page}><input lang={language}>", "en")
    assert block.language == added
