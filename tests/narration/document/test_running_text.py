"""Running text is joined as a browser shows it, and said as the page wants it."""

import pytest

from narration.document import Block, Kind, parse_html


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
def test_running_text_is_joined_as_a_browser_shows_it(texts, source, said):
    assert texts(f"<p>{source}</p>") == [said]


def test_a_page_may_say_how_it_is_read():
    source = (
        "<p>No. <span data-outspoken-say-as=digits data-outspoken-private>123</span>.</p>"
        "<p data-outspoken-key=k data-outspoken-public data-outspoken-text='N I'>NI</p>"
    )
    assert parse_html(source, "en") == [
        Block("No.", "en", Kind.TEXT),
        Block("123", "en", Kind.TEXT, say_as="digits", private=True),
        Block("N I", "en", Kind.TEXT, key="k", private=False),
    ]
