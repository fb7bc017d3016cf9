"""The structure tree of a PDF: its elements, and the text that each of them marks.

Read with playa: it is Python throughout, so that a hostile file can do no more than raise an
error or take time, and it keeps the tree whole where a paragraph goes on overleaf.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import playa
from playa.exceptions import PDFEncryptionError
from playa.structure import ContentItem
from playa.structure import Element as Node

from narration.characters import clean
from narration.errors import (
    BrokenPdfError,
    EncryptedPdfError,
    InputError,
    InputTooLongError,
    UntaggedPdfError,
)
from narration.pdf.text import read_text

logging.getLogger("playa").setLevel(logging.CRITICAL)  # Its warnings quote the document.

MAX_PAGES = 100
_MAX_DEPTH = 100  # Real trees are about ten deep.
_MAX_NODES = 100_000
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element: its standard role (``P``, ``TH``), and texts and elements in order.

    `instead` is what is said in the place of its content: the actual text, an alternative, or
    what an abbreviation stands for.
    """

    role: str
    language: str
    instead: str
    children: tuple[Element | str, ...]


class Pdf:
    """An open PDF that has tags."""

    def __init__(self, document: playa.Document) -> None:
        self._document = document
        self._nodes_left = _MAX_NODES

    @property
    def language(self) -> str:
        """The document's own language (BCP 47), or an empty string."""
        return _language(_decode(self._document.catalog.get("Lang")))

    def roots(self) -> Iterator[Element]:
        """Yield the top elements of the tree, in reading order. Raises BrokenPdfError."""
        for node in self._document.structure or ():
            if isinstance(node, Node):
                yield self._read(node, _MAX_DEPTH)

    def _read(self, node: Node, depth: int) -> Element:
        self._nodes_left -= 1
        if depth == 0 or self._nodes_left < 0:
            raise BrokenPdfError("The document's tags go round in circles.")
        instead = node.actual_text or node.alternate_description or node.abbreviation_expansion
        children = tuple(self._read_children(node, depth))
        return Element(node.role, _language(node.language), clean(instead or ""), children)

    def _read_children(self, node: Node, depth: int) -> Iterator[Element | str]:
        for child in node:
            if isinstance(child, Node):
                yield self._read(child, depth - 1)
            elif isinstance(child, ContentItem):
                yield clean(read_text(child))


@contextmanager
def open_pdf(content: bytes) -> Iterator[Pdf]:
    """Open a PDF for the length of a block.

    Raises BrokenPdfError, EncryptedPdfError, UntaggedPdfError, or InputTooLongError.
    """
    try:
        with playa.parse(content) as document:
            if len(document.pages) > MAX_PAGES:
                raise InputTooLongError(f"The document has more than {MAX_PAGES} pages.")
            if not document.is_tagged or document.structure is None:
                raise UntaggedPdfError("No tags in the document say in which order it is read.")
            yield Pdf(document)
    except InputError:
        raise
    except MemoryError:
        raise InputTooLongError("The document needs more memory than it may have.") from None
    except PDFEncryptionError:
        raise EncryptedPdfError("The document is locked with a password.") from None
    except Exception:
        # What a damaged file makes of a reader of such a format has no bounds: every kind of
        # error has been seen, from KeyError to RecursionError.
        raise BrokenPdfError("The file is no PDF, or a damaged one.") from None


def _decode(value: Any) -> str:
    return value.decode("ascii", "replace") if isinstance(value, bytes) else ""


def _language(tag: str | None) -> str:
    tag = (tag or "").strip().replace("_", "-")
    return tag if _LANGUAGE_TAG.fullmatch(tag) else ""
