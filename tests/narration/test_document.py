"""A page is heard as it is read: in order, each part in its language, and nothing twice."""

from __future__ import annotations

import pytest

import locales
from narration.document import Block, Kind, parse_html, parse_text
from narration.errors import InputError, InputTooLongError


def _said(source: str, language: str = "en") -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in parse_html(source, language)]


def _texts(source: str, language: str = "en") -> list[str]:
    return [block.text for block in parse_html(source, language)]


def _languages(source: str, language: str = "en") -> list[tuple[str, str]]:
    return [(block.language, block.text) for block in parse_html(source, language)]


def _only(source: str, kind: Kind) -> Block:
    (block,) = (block for block in parse_html(source, "en") if block.kind is kind)
    return block


def test_headings_paragraphs_and_loose_text_are_heard_in_order() -> None:
    source = "<h1>Old-age <em>pension</em></h1>Loose<div>In a div</div><p>A <b>bold</b> word"
    assert _said(source) == [
        ("heading", "Old-age pension"),
        ("text", "Loose"),
        ("text", "In a div"),
        ("text", "A bold word"),
    ]


def test_items_of_nested_lists_are_blocks_of_their_own() -> None:
    source = "<ul><li>One<li>Two<ol><li>Inner</ol>tail</ul>"
    assert _said(source) == [("text", text) for text in ("One", "Two", "Inner", "tail")]


def test_a_link_in_a_sentence_stays_in_it_and_one_alone_is_a_link() -> None:
    source = "<p>Read <a href=x>the guide</a> now.</p><nav><a href=/>Home</a> | <a href=/b>Help</a>"
    assert _said(source) == [("text", "Read the guide now."), ("link", "Home"), ("link", "Help")]


@pytest.mark.parametrize(
    "source",
    [
        '<img src=x alt="A map">',
        '<svg aria-label="A map"><text>x</text></svg>',
        "<svg><title>A map</title><path></svg>",
        '<div role=img aria-label="A map">★</div>',
    ],
)
def test_a_picture_is_said_by_its_alternative(source: str) -> None:
    assert _said(f"<p>Before {source} after</p>") == [
        ("text", "Before"),
        ("image", "A map"),
        ("text", "after"),
    ]


def test_a_picture_within_a_link_is_the_text_of_the_link() -> None:
    assert _said("<a href=x><img alt=Home></a><img alt=''>") == [("link", "Home")]


def test_rows_of_a_table_are_said_with_their_headers() -> None:
    source = (
        "<table><caption>Payments</caption><thead><tr><th>Month<th>Amount<tbody>"
        "<tr><td>January<td>120<tr><td>February<td></table>"
    )
    assert _said(source) == [
        ("text", "Payments"),
        ("text", "Month: January; Amount: 120"),
        ("text", "Month: February"),
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("<tr><th scope=row>Name:<td>Amina", ["Name: Amina"]),
        ("<tr><td><th>May<tr><th>Rent<td>5", ["Rent; May: 5"]),
        (
            "<tr><th colspan=2>2024<th>2025<tr><th>May<th>June<th>May<tr><td>5<td>6<td>7",
            ["2024 May: 5; 2024 June: 6; 2025 May: 7"],
        ),
        ("<tr><th colspan=2>2024<tr><th>May<th>June<tr><td>5<td>6", ["2024", "May: 5; June: 6"]),
        ("<tr><th>A<th>B<tr><td rowspan=2>1<td>2<tr><td>3", ["A: 1; B: 2", "B: 3"]),
        ("<tr><th id=h>H<th>I<tr><td headers=h>1<td headers='h i'>2", ["H: 1; H: 2"]),
        ("<tr><th>A<th>B", ["A; B"]),
        ("<tr><td>Rent<td>5", ["Rent; 5"]),
    ],
)
def test_each_cell_follows_the_headers_that_hold_for_it(rows: str, said: list[str]) -> None:
    heard = _said(f"<table>{rows}</table>")
    assert [text for kind, text in heard if kind == "text"][-len(said) :] == said


def test_a_table_that_lays_out_a_form_is_read_as_a_form() -> None:
    source = "<table><tr><th><label for=a>Name</label><td><input id=a></table>"
    assert _said(source) == [("label", "Name"), ("role", "Write your answer")]


RADIOS = """<fieldset aria-describedby="h e" aria-required=true><legend><h1>Are you married?</h1>
</legend><div id=h>As of today</div><p id=e class=govuk-error-message><span
class=govuk-visually-hidden>Error:</span>Choose one</p><input type=radio name=m id=y
aria-describedby=yh><label for=y>Yes</label><div id=yh>Or in a union</div><input type=radio
name=m id=n checked><label for=n>No</label></fieldset>"""


def test_a_group_says_its_legend_once_then_hint_error_and_options() -> None:
    assert _said(RADIOS) == [
        ("legend", "Are you married?"),
        ("hint", "As of today"),
        ("error", "Error: Choose one"),
        ("role", "Choose one"),
        ("state", "You must answer this"),
        ("option", "Yes"),
        ("position", "1 of 2"),
        ("hint", "Or in a union"),
        ("option", "No"),
        ("position", "2 of 2"),
        ("state", "You have chosen this"),
    ]


def test_a_field_says_label_hint_role_state_and_value() -> None:
    source = "<label for=a>Name</label><p id=h hidden>As on your card</p>" + (
        "<input id=a aria-describedby=h required value='Amina B'>"
    )
    assert _said(source) == [
        ("label", "Name"),
        ("hint", "As on your card"),
        ("role", "Write your answer"),
        ("state", "You must answer this"),
        ("state", "Your answer so far"),
        ("value", "Amina B"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "<label for=a>Name</label><input id=a>",
        "<input id=a><label for=a>Name</label>",
        "<label>Name <input></label>",
        "<label><input> <b>Name</b></label>",
        "<span id=l>Name</span><input aria-labelledby=l>",
        "<input aria-labelledby=l><span id=l hidden>Name</span>",
        "<input aria-label=Name>",
        "<label for=a>N.</label><input id=a aria-label=Name>",
        "<input title=Name>",
        "<input placeholder=Name>",
        "<label for=a data-outspoken-text=Name>N.</label><input id=a>",
        "<h1 id=t>Name</h1><input aria-labelledby=t>",
    ],
)
def test_a_field_is_named_once_wherever_its_name_stands(source: str) -> None:
    assert [text for _, text in _said(source)] == ["Name", "Write your answer"]


@pytest.mark.parametrize(
    ("control", "role"),
    [
        ("<input>", "Write your answer"),
        ("<textarea></textarea>", "Write your answer"),
        ("<input type=EMAIL>", "Write an email address"),
        ("<input type=tel>", "Write a telephone number"),
        ("<input type=number>", "Write a number"),
        ("<input type=password>", "Write your password"),
        ("<input type=date>", "Pick a date"),
        ("<input type=file>", "Choose a file"),
        ("<input type=file multiple>", "Choose one or more files"),
        ("<input type=checkbox>", "Tick to agree"),
        ("<input type=radio>", "Choose one"),
        ("<select></select>", "Choose from the list"),
        ("<select multiple></select>", "Choose one or more from the list"),
        ("<input type=unheard-of>", "Write your answer"),
    ],
)
def test_a_control_is_named_by_what_to_do_with_it(control: str, role: str) -> None:
    assert _only(control, Kind.ROLE).text == role


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("<p id=d>Text</p>", Kind.HINT),
        ("<p id=d class='field-Error'>Text</p>", Kind.ERROR),
        ("<p id=d role=alert>Text</p>", Kind.ERROR),
        ("<p id=d style='display:none'>Text</p>", Kind.HINT),
    ],
)
def test_descriptions_are_hints_unless_they_are_called_errors(target: str, kind: Kind) -> None:
    assert _only(f"{target}<input aria-describedby=d>", kind).text == "Text"
    assert _texts(f"<input aria-describedby=d>{target}").count("Text") == 1


@pytest.mark.parametrize(("invalid", "times"), [("", 1), ("true", 1), ("false", 0)])
def test_an_error_message_is_said_unless_the_field_is_valid(invalid: str, times: int) -> None:
    source = f"<input aria-errormessage=m aria-invalid='{invalid}'><p id=m>Wrong</p>"
    assert [kind for kind, _ in _said(source)].count("error") == times


def test_boxes_of_one_question_say_what_to_do_once() -> None:
    source = "<fieldset><legend>Benefits</legend><label><input type=checkbox> Rent</label>" + (
        "<label><input type=checkbox checked> Child</label></fieldset>"
    )
    assert _texts(source) == [
        "Benefits",
        "Choose any that apply",
        *("Rent", "1 of 2"),
        *("Child", "2 of 2", "You have chosen this"),
    ]


def test_a_list_says_its_options_and_their_places() -> None:
    source = "<select><option value='' selected>None<optgroup label=Asia><option selected>India" + (
        "<option disabled>Nowhere</select>"
    )
    assert _said(source)[1:] == [
        *(("option", "None"), ("position", "1 of 2"), ("legend", "Asia")),
        *(("option", "India"), ("position", "2 of 2"), ("state", "You have chosen this")),
    ]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("<button>Send <b>now</b></button>", "Send now"),
        ("<button aria-label=Close>×</button>", "Close"),
        ("<input type=submit value=Go>", "Go"),
        ("<input type=submit>", "Send"),
        ("<input type=image alt=Find>", "Find"),
        ("<div role=button>Open</div>", "Open"),
    ],
)
def test_a_button_says_its_text(source: str, said: str) -> None:
    assert _said(source) == [("button", said)]


@pytest.mark.parametrize(
    "source",
    [
        "<input type=password value=secret>",
        "<input type=text autocomplete='section-a current-password' value=secret>",
        "<input type=hidden value=secret>",
        "<input type=file value=secret>",
    ],
)
def test_a_password_and_a_hidden_value_are_never_said(source: str) -> None:
    assert "secret" not in "".join(_texts(source))


@pytest.mark.parametrize(
    ("attributes", "private", "say_as"),
    [
        ("", True, None),
        ("type=date", True, "date"),
        ("type=tel", True, "telephone"),
        ("data-outspoken-public", False, None),
        ("data-outspoken-say-as=digits", True, "digits"),
    ],
)
def test_a_value_is_private_unless_the_page_says_otherwise(
    attributes: str, private: bool, say_as: str | None
) -> None:
    block = _only(f"<input value=12 {attributes}>", Kind.VALUE)
    assert (block.private, block.say_as) == (private, say_as)


def test_a_language_is_that_of_the_nearest_element_that_gives_one() -> None:
    source = "<html lang=fr-MA><p>Un</p><div lang=ar><p>اثنان<p xml:lang=en lang=fi>Kolme"
    assert _languages(source) == [("fr-MA", "Un"), ("ar", "اثنان"), ("fi", "Kolme")]


@pytest.mark.parametrize("attribute", ["", "lang=''", "lang='<x>'", "lang='not a tag'"])
def test_without_a_usable_language_it_is_the_callers(attribute: str) -> None:
    assert _languages(f"<p {attribute}>Terve</p>", "fi") == [("fi", "Terve")]


def test_words_of_another_language_in_a_sentence_are_a_block_of_their_own() -> None:
    source = "<p>Say <i lang=fr>Bonjour</i>, my friend.</p>"
    assert _languages(source) == [("en", "Say"), ("fr", "Bonjour,"), ("en", "my friend.")]


@pytest.mark.parametrize("language", locales.SUPPORTED)
def test_words_added_are_in_the_language_of_their_part(language: str) -> None:
    (block,) = parse_html(f"<input lang={language}>", "en")
    said = locales.get_spoken("Write your answer", language)
    assert (block.language, block.text) == (language, said)


@pytest.mark.parametrize(
    ("language", "page", "added"), [("fr-MA", "en", "fr"), ("zgh", "ar", "ar"), ("zgh", "xx", "en")]
)
def test_words_added_name_the_catalog_they_come_from(language: str, page: str, added: str) -> None:
    (block,) = parse_html(f"<html lang={page}><input lang={language}>", "en")
    assert block.language == added


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>no</p>",
        "<div aria-hidden=true><p>no</p></div>",
        "<p style='color:red; DISPLAY : none'>no</p>",
        "<p style='visibility:hidden'>no</p>",
        "<p data-outspoken-skip>no</p>",
        "<script>no()</script><style>no{}</style><!-- no -->",
        "<body><template><p>no</p></template><noscript>no</noscript>",
        "<dialog>no</dialog>",
        "<head><title>no</title></head>",
        "<div hidden><label for=x>no</label><input id=x value=no></div>",
        "<p>***</p>",
    ],
)
def test_what_is_not_shown_is_not_said(hidden: str) -> None:
    assert _texts(f"{hidden}<p>yes</p>") == ["yes"]


def test_what_is_skipped_is_not_said_by_reference_either() -> None:
    source = "<p id=d data-outspoken-skip>no</p><input aria-describedby=d>"
    assert _texts(source) == ["Write your answer"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a  b\n\tc", "a b c"),
        ("one<br>two", "one two"),
        ("m<sup>2</sup>, 1<sup>er</sup>", "m², 1er"),
        ("word<sup><a href=n>1</a></sup> next", "word 1 next"),
        ("<abbr title='World Health Organization'>WHO</abbr>", "WHO"),
        ("<b>b</b>old", "bold"),
        ("1&nbsp;234", "1\u00a0234"),
        ("co\u00adop&shy;erate", "cooperate"),
        ("<span class=sr-only>Error:</span>Enter", "Error: Enter"),
    ],
)
def test_running_text_is_joined_as_a_browser_shows_it(source: str, said: str) -> None:
    assert _texts(f"<p>{source}</p>") == [said]


def test_two_line_breaks_begin_a_new_block() -> None:
    assert _texts("<p>one<br> <br>two<br>three</p>") == ["one", "two three"]


def test_a_page_may_say_how_it_is_read() -> None:
    source = (
        "<p>No. <span data-outspoken-say-as=digits data-outspoken-private>123</span>.</p>"
        "<p data-outspoken-key=k data-outspoken-public data-outspoken-text='N I'>NI</p>"
    )
    assert parse_html(source, "en") == [
        Block("No.", "en", Kind.TEXT),
        Block("123", "en", Kind.TEXT, say_as="digits", private=True),
        Block("N I", "en", Kind.TEXT, key="k", private=False),
    ]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("\ufeff<p>é".encode(), "é"),
        ("<p>é".encode("utf-16"), "é"),
        (b"<meta charset=iso-8859-1><p>\xe9\x80", "é€"),
        (b"<meta http-equiv=x content='text/html; charset=windows-1256'><p>\xc8", "ب"),
        ("<meta charset=gb2312><p>你好".encode("gb18030"), "你好"),
        ("<meta charset=utf-16><p>é".encode(), "é"),
        ("<meta charset=no-such><p>é".encode(), "é"),
        (b"<meta charset=rot13><p>abc", "abc"),
        (b"<meta charset=unicode_escape><p>a\\u0062c", "a\\u0062c"),
    ],
)
def test_bytes_are_read_in_the_encoding_they_declare(source: bytes, said: str) -> None:
    assert [block.text for block in parse_html(source, "en")] == [said]


def test_plain_text_is_parted_by_blank_lines() -> None:
    text = "First line\nand second.\r\n\r\n \t\nNext <b>paragraph</b>.\n\n"
    assert parse_text(text, "fr") == [
        Block("First line and second.", "fr", Kind.TEXT),
        Block("Next <b>paragraph</b>.", "fr", Kind.TEXT),
    ]


@pytest.mark.parametrize("source", ["", "  \n", "<p></p>", "\x00\x01"])
def test_nothing_to_say_has_no_blocks(source: str) -> None:
    assert parse_html(source, "en") == []


def test_nesting_that_would_take_minutes_is_refused() -> None:
    with pytest.raises(InputError, match="nests"):
        parse_html("<div></b>" * 20_000, "en")


def test_a_label_repeated_beyond_measure_is_refused() -> None:
    label = "<p id=a>" + "word " * 2_000 + "</p>"
    with pytest.raises(InputTooLongError):
        parse_html(label + "<input aria-labelledby=a>" * 400, "en")
