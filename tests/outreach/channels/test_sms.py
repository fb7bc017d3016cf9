import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.channels.sms import (
    Encoding,
    find_encoding,
    measure,
    normalize_sms,
    parse_sender,
    split_parts,
    suggest,
)
from outreach.errors import ChannelError


@pytest.mark.parametrize(
    ("text", "encoding", "units", "parts", "left"),
    [
        ("", Encoding.GSM7, 0, 1, 160),
        ("a" * 160, Encoding.GSM7, 160, 1, 0),
        ("a" * 161, Encoding.GSM7, 161, 2, 145),
        ("a" * 306, Encoding.GSM7, 306, 2, 0),
        ("a" * 307, Encoding.GSM7, 307, 3, 152),
        ("€" * 80, Encoding.GSM7, 160, 1, 0),
        ("ж" * 70, Encoding.UCS2, 70, 1, 0),
        ("ж" * 71, Encoding.UCS2, 71, 2, 63),
        ("ж" * 134, Encoding.UCS2, 134, 2, 0),
        ("🙂" * 35, Encoding.UCS2, 70, 1, 0),
        ("🙂" * 36, Encoding.UCS2, 72, 2, 61),
    ],
)
def test_a_text_is_measured_as_it_is_billed(text, encoding, units, parts, left):
    size = measure(text)

    assert (size.encoding, size.units, size.parts, size.left) == (encoding, units, parts, left)


def test_an_extension_character_moves_whole_into_the_next_part():
    text = "a" * 152 + "€" + "a" * 20

    assert split_parts(text) == ["a" * 152, "€" + "a" * 20]


def test_a_surrogate_pair_moves_whole_into_the_next_part():
    text = "ж" * 66 + "🙂" + "ж" * 20

    assert split_parts(text) == ["ж" * 66, "🙂" + "ж" * 20]


@settings(deadline=None)
@given(st.text(max_size=600) | st.text(alphabet="a€{}[]é\n", max_size=600))
def test_parts_join_to_the_text_and_none_is_too_long(text):
    parts = split_parts(text)
    gsm7 = find_encoding(text) is Encoding.GSM7
    room = {True: (160, 153), False: (70, 67)}[gsm7][len(parts) > 1]

    assert "".join(parts) == text
    for part in parts:
        units = sum(2 if each in "\f^{}\\[~]|€" else 1 for each in part)
        wide = len(part.encode("utf-16-le", "surrogatepass")) // 2
        assert (units if gsm7 else wide) <= room


@pytest.mark.parametrize("character", [*"@£Δèéñüà§¿", "\n", "€", "["])
def test_characters_of_the_gsm_alphabet_keep_a_message_cheap(character):
    assert find_encoding(character) is Encoding.GSM7


def test_the_spaces_of_an_amount_do_not_make_a_message_dear():
    assert normalize_sms("1\u202f234,50\xa0€", "fr") == "1 234,50 €"
    assert normalize_sms("1\u202f234,50\xa0€, l’œil", "fr") == "1\u202f234,50\xa0€, l’œil"


@pytest.mark.parametrize(
    ("language", "text", "mark"),
    [
        ("ar", "Fund: مرحبا", "\u200f"),
        ("ar", "+358 20 – Fund: مرحبا", "\u200f"),
        ("ar", "مرحبا Fund", ""),
        ("ta", "Fund: வணக்கம்", ""),
        ("ar", "Fund", ""),
    ],
)
def test_an_arabic_message_that_begins_with_a_latin_name_is_shown_from_the_right(
    language, text, mark
):
    assert normalize_sms(text, language) == mark + text


@pytest.mark.parametrize("character", [*"çêáíóúœ’“–…ş", "\t", "\u00a0", "م", "中", "🙂"])
def test_characters_outside_it_are_named(character):
    size = measure("a" + character + "b" + character)

    assert size.encoding is Encoding.UCS2
    assert size.forced_by == (character,)


def test_every_character_of_the_alphabet_stands_in_its_tables_once():
    characters = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    known = [each for each in characters if find_encoding(each) is Encoding.GSM7]

    assert len(known) == 127 + 10  # 128 codes less the escape, and ten in the extension.


def test_decomposed_letters_are_composed():
    assert find_encoding("Cafe\u0301") is Encoding.UCS2
    assert find_encoding(normalize_sms("Cafe\u0301", "fr")) is Encoding.GSM7


def test_plain_punctuation_is_offered_where_it_saves_parts():
    text = "Don’t wait – it’s “free”…" + " a" * 40

    offer = suggest(text)

    assert offer.text.startswith("Don't wait - it's \"free\"...")
    assert offer.replaced == ("’", "–", "“", "”", "…")
    assert (measure(text).parts, offer.size.parts) == (2, 1)


@pytest.mark.parametrize("text", ["Don't", "Don’t", "ж’" * 60, "çà" * 60])
def test_nothing_is_offered_where_it_saves_nothing(text):
    assert suggest(text) is None


@pytest.mark.parametrize(
    ("name", "can_receive"),
    [
        ("Pensions", False),
        ("Kela 2", False),
        ("A&B+C_D-E", False),
        ("+358401234567", True),
        ("18222", True),
    ],
)
def test_senders_are_numbers_short_codes_and_names(name, can_receive):
    assert parse_sender(name).can_receive is can_receive


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Pensionsfund",
        "123456789",
        "Eläke",
        "Kela!",
        " Kela",
        "+0123",
        "12",
        "K\n",
        "福利",
        "١٨٢٢",
    ],
)
def test_a_sender_that_phones_would_not_show_is_refused(name):
    with pytest.raises(ChannelError, match="cannot be a sender"):
        parse_sender(name)
