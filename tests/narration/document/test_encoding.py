"""A page's bytes are read in the encoding that it declares."""

import pytest

from narration.document import parse_html
from narration.document.encoding import decode


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
def test_bytes_are_read_in_the_encoding_they_declare(source, said):
    assert [block.text for block in parse_html(source, "en")] == [said]


@pytest.mark.parametrize(("sent_as", "text"), [("iso-8859-6", "ب"), ("no-such", "È"), (None, "È")])
def test_what_a_server_sends_goes_before_what_the_page_says(sent_as, text):
    assert decode(b"<meta charset=windows-1252>\xc8", sent_as).endswith(text)
