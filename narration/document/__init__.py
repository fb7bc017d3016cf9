"""Documents: HTML or plain text to blocks of text with a language each, in reading order.

A page may say how it is read: `data-outspoken-text` replaces what an element says,
`data-outspoken-say-as` says how its text is read, `data-outspoken-key` names its recording,
`data-outspoken-private` and `data-outspoken-public` say whose text it is, and
`data-outspoken-skip` leaves it out. All but the first and last hold for every block inside the
element, so that a key belongs on an element that makes one block. What is private stays private
inside; what a member has answered always is.
"""

from __future__ import annotations

from itertools import groupby

from narration.characters import clean, collapse
from narration.document.blocks import Block, Kind
from narration.document.encoding import decode
from narration.document.parsing import parse
from narration.document.reader import Reader

__all__ = ["Block", "Kind", "parse_html", "parse_text"]


def parse_html(source: str | bytes, language: str) -> list[Block]:
    """Return the blocks of an HTML page or fragment in reading order.

    `language` (BCP 47) is that of the parts that do not give one. Bytes are decoded by their
    byte order mark, their ``<meta charset>``, or as UTF-8. A page that says nothing has no
    blocks. Raises InputError for nesting deeper than 12,000 elements, and InputTooLongError for
    a page that refers to its labels or headers so often that it grows beyond measure.
    """
    text = decode(source) if isinstance(source, bytes) else source
    return Reader(parse(text, language), len(text)).read()


def parse_text(source: str, language: str) -> list[Block]:
    """Return the paragraphs of plain text, parted by blank lines, as blocks in `language`.

    Markup is not looked at: what looks like SSML or HTML is text.
    """
    lines = (collapse(line) for line in clean(source).splitlines())
    paragraphs = (" ".join(group) for filled, group in groupby(lines, key=bool) if filled)
    return [Block(paragraph, language, Kind.TEXT) for paragraph in paragraphs]
