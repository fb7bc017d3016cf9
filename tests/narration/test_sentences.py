"""Sentences end where a reader would stop, and are never longer than an engine should be given."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import SUPPORTED
from narration.characters import clean
from narration.sentences import MAX_LENGTH, split

WHOLE = [
    ("fr", "M. Dupont est venu."),
    ("fr", "Mme. Diallo et Mme Dupont vivent ici."),
    ("fr", "Le Dr. Martin cite l'art. L. 351 du code."),
    ("fr", "Il est né en 50 av. J.-C. en Gaule."),
    ("fr", "Vous avez p. ex. Paris, cf. Annexe."),
    ("fr", "Voyez le n. 5 et la p. 12."),
    ("id", "Bpk. Ahmad datang."),
    ("id", "Yth. Ibu Siti dan Tn. Ali."),
    ("id", "Lihat hlm. 5 dan No. 7."),
    ("sv", "T.ex. pension och bl.a. Stockholm."),
    ("sv", "Vi ses kl. 14.30 i dag."),
    ("sv", "Den 1. januari 2024, dvs. snart."),
    ("fi", "Eläke alkaa 1. tammikuuta ja loppuu 1.2.1980."),
    ("fi", "Katso esim. Helsinki, s. 5."),
    ("ms", "Syarikat ABC Sdn. Bhd. telah membayar."),
    ("ms", "Encik Ali, Pn. Siti dan Hj. Abu."),
    ("es", "El Sr. López y la Sra. Pérez viven en EE. UU. desde 1990."),
    ("es", "Vino D. Juan, p. ej. Juan Carlos."),
    ("en", "Mr. Smith and Dr. Jones met, e.g. in London, i.e. here."),
    ("en", "Give form No. 5, art. 7 and p. 12 to us."),
    ("en", "J. K. Rowling wrote it."),
    ("en", "It is 3.5 per cent of 1,234.50."),
    ("en", "Bring pens, paper etc. with you."),
    ("en", "Write to a.b@example.org or see http://example.org/a.b?c=D.E now."),
    ("en", "Wait… there is more."),
    ("en", "1. Fill in the form."),
    ("ar", "د. أحمد هنا."),
    ("ar", "العنوان ص.ب. 123 هنا."),
    ("ta", "திரு. ராமன் வந்தார்."),
    ("zh-Hans", "价格是3.5元，不含税。"),
]

CUT = [
    ("fr", ["Il apporte carte, photo, etc.", "Le dossier est prêt."]),
    ("fr", ["« Bonjour. »", "Il part."]),
    ("fr", ["Qui êtes-vous ?", "Dites-le !"]),
    ("id", ["Bawa KTP, foto dll.", "Berikutnya datang."]),
    ("fi", ["Ota kortti, kuva jne.", "Uusi lause alkaa."]),
    ("sv", ["Ta med kort, foto osv.", "Nästa steg är lätt."]),
    ("en", ["It costs $5.", "Pay now.", "Thank you!"]),
    ("en", ["He said “Go.”", "Then he left."]),
    ("en", ["It was 1980.", "He left."]),
    ("en", ["Wait...", "No way."]),
    ("es", ["¿Quién es usted?", "¡Dígalo!"]),
    ("ar", ["كيف حالك؟", "نعم!"]),
    ("zh-CN", ["你好。", "我是谁？", "对！"]),
    ("ta", ["அவர் வந்தார்.", "அவர் போனார்."]),
]


@pytest.mark.parametrize(("language", "text"), WHOLE)
def test_a_stop_that_ends_no_sentence_does_not_cut_it(language: str, text: str) -> None:
    assert split(text, language) == [text]


@pytest.mark.parametrize(("language", "sentences"), CUT)
def test_each_sentence_is_given_alone(language: str, sentences: list[str]) -> None:
    between = "" if language.startswith("zh") else " "
    assert split(between.join(sentences), language) == sentences


@pytest.mark.parametrize("text", ["", " \n\t ", "\u00a0"])
def test_blank_text_has_no_sentence(text: str) -> None:
    assert split(text, "en") == []


@pytest.mark.parametrize("text", ["...", "?! . .", "。。。", "—", "😀. 😀."])
def test_text_without_words_is_one_sentence(text: str) -> None:
    assert split(text, "en") == [text]


@pytest.mark.parametrize("text", ["... Hello", "Hello. ...", "Hello. 😀", "Hello. » "])
def test_punctuation_stays_with_its_neighbour(text: str) -> None:
    assert split(text, "en") == [text.strip()]


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\u3000", "\u0085"])
def test_an_initial_after_a_wide_space_does_not_crash_the_segmenter(space: str) -> None:
    assert split(f"By X.{space}É. Öst. Then.", "en") == [f"By X.{space}É. Öst.", "Then."]


def test_a_long_sentence_is_cut_after_its_last_clause_that_fits() -> None:
    text = "a word, " * 35 + "and no more clauses " * 10
    assert split(text, "en")[0] == ("a word, " * 35).strip()


@pytest.mark.parametrize("mark", ["،", "؛", "，", "、", ";", ":", " –"])
def test_clauses_end_at_the_marks_of_every_script(mark: str) -> None:
    text = "x" * 200 + mark + " " + "y" * 250
    assert split(text, "ar") == ["x" * 200 + mark, "y" * 250]


def test_without_a_clause_a_long_sentence_is_cut_at_a_space() -> None:
    pieces = split("word " * 200, "en")
    assert {word for piece in pieces for word in piece.split()} == {"word"}


@pytest.mark.parametrize("number", ["1,234.50", "12:30", "1 234,50", "1\u00a0234,50", "3.5"])
def test_a_long_sentence_is_not_cut_inside_a_number(number: str) -> None:
    pieces = split(f"的{number}" * 200, "zh") + split(f"and {number} " * 200, "en")
    assert sum(piece.count(number) for piece in pieces) == 400


@pytest.mark.parametrize("character", ["e\u0301", "👨‍👩‍👧", "🇫🇮", "கு", "กำ", "👍🏽", "❤️"])
def test_unspaced_text_is_cut_between_characters_as_readers_see_them(character: str) -> None:
    pieces = split("字" + character * 400, "th")
    assert all(piece.startswith(("字", character)) for piece in pieces)


def test_the_last_piece_of_a_long_sentence_is_not_punctuation_alone() -> None:
    assert split("a" * MAX_LENGTH + "!!!", "en")[-1] == "a!!!"


@pytest.mark.parametrize("unit", ["a", "中", "a ", "A.", "(", "e\u0301", ") ", "Mr. ", "1,"])
@pytest.mark.parametrize("length", [4_096, 100_000])
def test_text_without_sentences_is_cut_however_long_it_is(unit: str, length: int) -> None:
    text = unit * (length // len(unit))
    assert all(0 < len(piece) <= MAX_LENGTH for piece in split(text, "en"))


LANGUAGES = st.sampled_from([*SUPPORTED, "th", "zgh", "xx", ""])
TOKENS = [
    "M.",
    "etc.",
    "Le",
    "no.",
    "5",
    "1,234.50",
    "中文",
    "。",
    "...",
    "»",
    "e\u0301",
    "a" * 299,
]
MARKS = [
    "É.",
    "\u00a0Ö.",
    "«",
    ")",
    "!",
    "word",
    "كلمة،",
    "👨‍👩‍👧",
    "\n\n",
    " ",
    "“",
    "J.",
    "x.y",
    "،",
    "திரு.",
]
PROSE = st.lists(st.sampled_from([*TOKENS, *MARKS]), max_size=60)


def _without_spaces(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(st.text(max_size=1_500) | PROSE.map(" ".join) | PROSE.map("".join), LANGUAGES)
def test_nothing_is_lost_and_every_sentence_fits(text: str, language: str) -> None:
    sentences = split(text, language)
    assert all(piece == piece.strip() and 0 < len(piece) <= MAX_LENGTH for piece in sentences)
    if any(unicodedata.category(character)[0] in "LMNS" for character in text):
        assert _without_spaces("".join(sentences)) == _without_spaces(clean(text))


@given(st.text(st.characters(categories=["P", "Z", "S"]), max_size=MAX_LENGTH), LANGUAGES)
def test_text_without_letters_is_at_most_one_sentence(text: str, language: str) -> None:
    assert len(split(text, language)) <= 1
