"""A page is read in order, in blocks: headings, paragraphs, lists, links and pictures."""

import pytest

from narration.document import Block, Kind, parse_html, parse_text
from narration.errors import InputError, InputTooLongError


def test_headings_paragraphs_and_loose_text_are_heard_in_order(said):
    source = "<h1>Old-age <em>pension</em></h1>Loose<div>In a div</div><p>A <b>bold</b> word"
    assert said(source) == [
        ("heading", "Old-age pension"),
        ("text", "Loose"),
        ("text", "In a div"),
        ("text", "A bold word"),
    ]


def test_items_of_nested_lists_are_blocks_of_their_own(said):
    source = "<ul><li>One<li>Two<ol><li>Inner</ol>tail</ul>"
    assert said(source) == [("text", text) for text in ("One", "Two", "Inner", "tail")]


def test_a_link_in_a_sentence_stays_in_it_and_one_alone_is_a_link(said):
    source = "<p>Read <a href=x>the guide</a> now.</p><nav><a href=/>Home</a> | <a href=/b>Help</a>"
    assert said(source) == [("text", "Read the guide now."), ("link", "Home"), ("link", "Help")]


@pytest.mark.parametrize(
    "source",
    [
        '<img src=x alt="A map">',
        '<svg aria-label="A map"><text>x</text></svg>',
        "<svg><title>A map</title><path></svg>",
        '<div role=img aria-label="A map">★</div>',
        "<img title='A map'>",
        "<img aria-labelledby=m><span id=m hidden>A <b>map</b></span>",
    ],
)
def test_a_picture_is_said_by_its_alternative(said, source):
    assert said(f"<p>Before {source} after</p>") == [
        ("text", "Before"),
        ("image", "A map"),
        ("text", "after"),
    ]


def test_a_picture_within_a_link_is_the_text_of_the_link(said):
    assert said("<a href=x><img alt=Home></a><img alt=''>") == [("link", "Home")]


def test_two_line_breaks_begin_a_new_block(texts):
    assert texts("<p>one<br> <br>two<br>three</p>") == ["one", "two three"]


@pytest.mark.parametrize("source", ["", "  \n", "<p></p>", "\x00\x01"])
def test_nothing_to_say_has_no_blocks(source):
    assert parse_html(source, "en") == []


def test_plain_text_is_parted_by_blank_lines():
    text = "First line\nand second.\r\n\r\n \t\nNext <b>paragraph</b>.\n\n"
    assert parse_text(text, "fr") == [
        Block("First line and second.", "fr", Kind.TEXT),
        Block("Next <b>paragraph</b>.", "fr", Kind.TEXT),
    ]


def test_nesting_that_would_take_minutes_is_refused():
    with pytest.raises(InputError, match="nests"):
        parse_html("<div></b>" * 20_000, "en")


def test_a_label_repeated_beyond_measure_is_refused():
    label = "<p id=a>" + "word " * 2_000 + "</p>"
    with pytest.raises(InputTooLongError):
        parse_html(label + "<input aria-labelledby=a>" * 400, "en")


def test_a_link_to_where_one_is_says_so(said):
    source = "<nav><a href=/>Home</a> <a href=/b aria-current=page>Help</a></nav>"
    assert said(source) == [("link", "Home"), ("link", "Help"), ("state", "You are here")]


@pytest.mark.parametrize("inside", ["<svg></svg>", "<i class=icon></i>", "<img alt='' src=x>"])
def test_an_icon_that_links_is_said_by_its_title(said, inside):
    assert said(f"<a href=x title=Help>{inside}</a>") == [("link", "Help")]


def test_a_title_beside_text_is_not_said(said):
    assert said("<a href=x title=More>Help</a>") == [("link", "Help")]
