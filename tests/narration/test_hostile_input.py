"""Whatever a page or a caller sends, the text in it is found or refused, and nothing crashes."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narration.characters import clean
from narration.document import Kind, parse_html, parse_text
from narration.errors import InputError
from narration.sentences import MAX_LENGTH, split

MEGABYTE = 1_000_000


@pytest.mark.parametrize(
    "source",
    [
        "<p>words",
        "<p><b><i>words</p></b></i>",
        "<table><p>words<tr>",
        "</div></p>words</body></html>",
        "<<p>words",
        "<p a=1 a=2 =3 \x00>words</p",
        "<!doctype><html><html><body><body>words",
        "<svg><p>words",
        "<select><p>x</select>words",
        "words<!-- <p>never closed",
        "<p>words</p><script>never closed",
        "<label for=x><label>words</label>",
        "<ul><td>words</ul>",
        "<input aria-labelledby=i id=i><fieldset><p>words",
        "<a href=x><a href=y>words",
    ],
)
def test_malformed_html_is_read_as_a_browser_would(source: str) -> None:
    assert "words" in "".join(block.text for block in parse_html(source, "en"))


@pytest.mark.parametrize("tag", ["div", "b", "span", "ul", "table", "blockquote", "fieldset", "a"])
def test_content_10_000_elements_deep_is_heard_or_refused(tag: str) -> None:
    source = f"<{tag}>" * 10_000 + "<p>deep words"
    assert [block.text for block in parse_html(source, "en")] == ["deep words"]


@pytest.mark.parametrize("depth", [12_001, 100_000])
def test_deeper_nesting_is_a_clear_error(depth: int) -> None:
    with pytest.raises(InputError, match="12,000"):
        parse_html("<div>" * depth, "en")


@pytest.mark.parametrize("unit", ["word ", "Word. ", "字", "&amp;", "\n\n", "<", "\x00"])
def test_a_megabyte_of_text_is_read_whole(unit: str) -> None:
    source = unit * (MEGABYTE // len(unit)) + "<p>The end."
    assert parse_html(source, "en")[-1].text.endswith("The end.")


def test_a_megabyte_of_plain_text_is_cut_into_sentences_that_fit() -> None:
    (block,) = parse_text("word " * (MEGABYTE // 5), "en")
    sentences = split(block.text, block.language)
    assert sum(len(sentence.split()) for sentence in sentences) == MEGABYTE // 5
    assert max(map(len, sentences)) <= MAX_LENGTH


@pytest.mark.parametrize(
    "unit",
    [
        "<option>x",
        "<tr><th colspan=9999 rowspan=9999>x",
        "<tr><td rowspan=9999>x",
        "<input type=radio name=a>",
        "<label for=a>x",
        "<p id=a>x",
        "<table><tr><td></table>",
        "<a href=x>x</a>",
        "<i lang=fr>x</i><i lang=en>y</i>",
    ],
)
def test_a_part_repeated_ten_thousand_times_is_read(unit: str) -> None:
    around = "<table>" if unit.startswith("<tr") else "<select>" if "option" in unit else ""
    source = around + unit * 10_000 + "</select></table><p>The end."
    assert parse_html(source, "en")[-1].text == "The end."


@pytest.mark.parametrize(
    ("source", "heard"),
    [
        (b"<p>caf\xe9 cr\xc3\xa8me", ["caf\ufffd crème"]),
        (b"\xff\xfea\x00\x00\xd8b\x00", ["a\ufffdb"]),
        (b"<p>\xed\xa0\x80one", ["\ufffd\ufffd\ufffdone"]),
        (b"<p>one\x00", ["one"]),
    ],
)
def test_bytes_that_are_no_text_become_replacement_characters(
    source: bytes, heard: list[str]
) -> None:
    assert [block.text for block in parse_html(source, "en")] == heard


@pytest.mark.parametrize(
    "silent", ["\x00", "\ud800", "\udfff", "\ud83d", "\x1b", "\u202e", "\ufeff"]
)
def test_nul_surrogates_and_controls_are_dropped(silent: str) -> None:
    text = f"one{silent} two{silent}"
    assert [block.text for block in parse_html(f"<p>{text}", "en")] == ["one two"]
    assert [block.text for block in parse_text(text, "en")] == ["one two"]
    assert split(text, "en") == ["one two"]


@pytest.mark.parametrize("reference", ["&#0;", "&#xD800;", "&#x1F;", "&#x110000;", "&#x202e;"])
def test_references_to_characters_that_are_none_do_no_harm(reference: str) -> None:
    (block,) = parse_html(f"<p>one{reference} two", "en")
    assert block.text.replace("\ufffd", "") == "one two"


@pytest.mark.parametrize(
    "text",
    [
        '<speak version="1.1">Hello <break time="3s"/> there</speak>',
        "<prosody rate='slow'>Hello</prosody>",
        "[[h@'loU]] <mark name='x'/>",
        "&lt;speak&gt;",
    ],
)
def test_what_looks_like_ssml_is_text(text: str) -> None:
    (block,) = parse_text(text, "en")
    assert (block.text, block.kind) == (text, Kind.TEXT)
    assert " ".join(split(text, "en")) == text


TAGS = """
<p> </p> <div hidden> </div> <table> <tr> <th colspan=3> <td> <label for=a> <label> </label> <br>
<input id=a value=v> <select> <option> <fieldset aria-describedby=b> <legend id=b> </fieldset>
<button> <input type=radio name=r aria-labelledby='a b'> <a href=x lang=fr> </a> <sup> <img alt=i>
<textarea aria-describedby=b> <!-- --> <h1>
"""
PIECES = [*re.findall(r"<[^>]*>|-->", TAGS), "x", " ", "&", "\ud800", "|", "."]
MARKUP = st.lists(st.sampled_from(PIECES), max_size=80).map("".join)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(MARKUP | st.text(max_size=500))
def test_any_page_is_blocks_of_clean_text(source: str) -> None:
    for block in parse_html(source, "en"):
        assert block.text
        assert block.text == clean(block.text).strip()


@given(st.binary(max_size=300))
def test_any_bytes_are_a_page(source: bytes) -> None:
    for block in parse_html(source, "en"):
        block.text.encode("utf-8")
