"""From the bytes of a page to its characters."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARATION = re.compile(rb"""<meta\b[^>]{0,512}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_DECLARED_WITHIN = 1024
_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
_FOR_PAGES = re.compile(
    r"utf-8|cp125\d|cp874|cp866|iso8859-\d+|koi8-[ru]|mac-(roman|cyrillic)"
    r"|gb18030|big5(hkscs)?|euc_(jp|kr)|shift_jis|cp932|cp949|iso2022_jp|tis-620"
)
"""The encodings of the WHATWG standard by Python's names. Python knows others that are no text
encodings of pages, among them some that run in square time."""


def decode(source: bytes, sent_as: str | None = None) -> str:
    """Return the characters of a page. What is no valid text becomes U+FFFD.

    The encoding is that of the byte order mark, else the one that the page was `sent_as` (the
    ``charset`` of its Content-Type), else the one that ``<meta charset>`` declares in the first
    1,024 bytes, else UTF-8. As browsers do, ISO 8859-1 is read as Windows-1252.
    """
    for mark, encoding in _MARKS:
        if source.startswith(mark):
            return source[len(mark) :].decode(encoding, "replace")
    found = _DECLARATION.search(source[:_DECLARED_WITHIN])
    declared = _find_encoding(found[1].decode("ascii")) if found else None
    return source.decode(_find_encoding(sent_as or "") or declared or "utf-8", "replace")


def _find_encoding(label: str) -> str | None:
    """Return Python's name of an encoding that pages may have, or None."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    name = _SUPERSETS.get(name, name)
    return name if _FOR_PAGES.fullmatch(name) else None
