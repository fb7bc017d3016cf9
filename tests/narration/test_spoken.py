import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narration.errors import InvalidHintError
from narration.spoken import normalize

LANGUAGES = ("en", "en-US", "fr", "es", "ar-MA", "zh-Hans", "fi", "sv", "id", "ms", "ta", "zgh")
WRITTEN = st.text(alphabet=st.sampled_from("0123456789 .,:/-–+%€$£hAaBéم()[]<>&@'’\xa0\u200b😀"))

HARMLESS = [
    ("<speak>hello</speak>", "speak hello /speak"),
    ("a&lt;b", "a and lt;b"),
    ("x < 5", "x less than 5"),
    ("＜break/＞", "break/"),
    ("[[h@l'oU]] there", "[h@l'oU] there"),
    ("[<[>[<[x]]>]", "[ [ [ [x] ]"),
    ("[\u200b[x]\u200b]", "[x]"),
    ("a\x00b\x01c\x1b", "abc"),
    ("lone \ud83d surrogate", "lone surrogate"),
    ("zero\u200bwidth\ufeff", "zerowidth"),
    ("right\u202eleft", "rightleft"),
    ("two\n\nlines", "two lines"),
]
HOSTILE = [
    *(
        "1",
        "1 ",
        "1/",
        "1.",
        "1,",
        "+1-",
        "06 12 ",
        "(",
        "[[",
        "A1-",
        "a@",
        "a.b",
        "www.",
        "1 234 ",
    ),
    *("€", "$1 ", "1-2 ", "A", "AB12 ", "£1,", "9:00-", "-", "1  -  ", "GB82 WEST ", "1\xa0", "1h"),
    *("😀", "'", "م1", "\u0301", "1st ", "No. 1 ", "%1%"),
]


@pytest.mark.parametrize(("written", "spoken"), HARMLESS)
def test_nothing_reaches_an_engine_as_markup_or_command(written, spoken):
    assert normalize(written, "en") == spoken


@pytest.mark.parametrize(
    "text", ["", " ", "...", "?!", "—", "\x00\x01", "\ud800", "<>", "[[]]", "،"]
)
def test_a_text_without_words_becomes_empty(text):
    assert normalize(text, "en") == ""


@pytest.mark.parametrize(
    ("language", "name"),
    [
        *(("en", "grinning face"), ("fr", "visage rieur"), ("es", "cara sonriendo")),
        *(("ar", "وجه بابتسامة عريضة"), ("zh-Hans", "嘿嘿"), ("id", "wajah gembira")),
    ],
)
def test_an_emoji_is_said_by_its_name(language, name):
    assert normalize("😀", language) == name


@pytest.mark.parametrize("language", ["fi", "sv", "ms", "ta"])
@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        *(("a 😀 b", "a 😀 b"), ("😀", "😀"), ("👍🏽", "👍"), ("❤️", "❤"), ("👨‍👩‍👧", "👨👩👧")),
        *(("🆗", "OK button"), ("🪕", "banjo"), ("7️⃣", "7"), ("★ ■", "")),
    ],
)
def test_an_emoji_is_left_to_the_engine_that_names_it(written, spoken, language):
    assert normalize(written, language) == spoken


@pytest.mark.parametrize("language", ["zgh", "de", "", "not a tag", "x"])
def test_a_language_without_a_grammar_keeps_its_text(language):
    assert normalize("Am 01.02.1980: 5 €\x00", language) == "Am 01.02.1980: 5 €"


@pytest.mark.parametrize(("tag", "like"), [("cmn", "zh"), ("arb", "ar"), ("zsm", "ms")])
def test_a_language_is_found_by_its_macrolanguage(tag, like):
    assert normalize("14:30, 5%", tag) == normalize("14:30, 5%", like)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_sentence_returns_in_every_language(language):
    for unit in HOSTILE:
        assert "<" not in normalize((unit * 300)[:300], language)


@pytest.mark.parametrize("language", ["fr", "ar-MA"])
@pytest.mark.parametrize("unit", HOSTILE)
def test_the_longest_hostile_text_returns(unit, language):
    assert "<" not in normalize((unit * 4096)[:4096], language)


@settings(max_examples=150, deadline=None)
@given(text=st.text() | WRITTEN, language=st.sampled_from(LANGUAGES))
def test_any_text_can_be_spoken_and_none_is_markup(text, language):
    spoken = normalize(text, language)
    assert not {"<", ">", "&", "\x00"} & set(spoken)
    assert "[[" not in spoken
    assert spoken == spoken.strip()


@settings(max_examples=150, deadline=None)
@given(
    text=st.text() | WRITTEN,
    language=st.sampled_from(LANGUAGES),
    hint=st.sampled_from(["date", "time", "currency", "telephone", "ordinal", "address"]),
)
def test_a_hint_says_something_or_refuses(text, language, hint):
    try:
        assert normalize(text, language, hint)
    except InvalidHintError as error:
        assert len(text) < 3 or text not in str(error)


@settings(deadline=None)
@given(words=st.lists(st.text("bcdefghijklmnopqrsuvwxyzéñ", min_size=2), min_size=1))
def test_plain_words_stay_as_they_are(words):
    text = " ".join(words)
    assert normalize(normalize(text, "en"), "en") == normalize(text, "en")
