"""Tagged PDF documents: what they say, in the order that their structure tree gives.

A PDF is drawn, not written: only its tags say what is a heading, and what comes after what (ISO
32000-1, 14.7 and 14.8). One without tags is refused; guessing by place reads columns crosswise.

The structure becomes markup, so that tables, lists and pictures are read as those of a page are.
"""

from __future__ import annotations

from dataclasses import dataclass

from narration.document import Block, parse_html
from narration.errors import EmptyInputError, InputTooLongError
from narration.pdf.markup import render_element
from narration.pdf.reader import MAX_PAGES, open_pdf

__all__ = ["MAX_PAGES", "Document", "parse_pdf"]

MAX_CHARACTERS = 400_000
"""Characters of markup; the longest clip speaks a tenth of them."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a PDF says, and its language (BCP 47)."""

    language: str
    blocks: tuple[Block, ...]


def parse_pdf(content: bytes, language: str) -> Document:
    """Return what a tagged PDF says; `language` (BCP 47) is that of one which names none.

    Raises BrokenPdfError, EncryptedPdfError, UntaggedPdfError, EmptyInputError, and
    InputTooLongError for more than `MAX_PAGES` pages or `MAX_CHARACTERS` of text.
    """
    with open_pdf(content) as pdf:
        language = pdf.language or language
        parts: list[str] = []
        left = MAX_CHARACTERS
        for root in pdf.roots():
            parts.append(render_element(root))
            left -= len(parts[-1])
            if left < 0:
                raise InputTooLongError("The document has too much text to be read in one go.")
    blocks = parse_html("".join(parts), language)
    if not blocks:
        raise EmptyInputError("There is nothing to say: the document has no text.")
    return Document(language, tuple(blocks))
