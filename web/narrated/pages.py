"""Public pages as they are narrated: title, language, texts, and a clip for each part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from urllib.parse import urlsplit

from cachetools import TTLCache
from selectolax.lexbor import LexborHTMLParser

from narration.characters import clean, collapse
from narration.clips import LONGEST_CLIP, Clips
from narration.document import Block, Kind, parse_html
from narration.document.encoding import decode
from narration.errors import EmptyInputError
from narration.planning import Utterance
from web.narrated.errors import PageUnknownError
from web.narrated.fetching import FetchedPage, Fetcher
from web.sites.addresses import get_origin
from web.sites.registry import Sites

KEPT_SECONDS = 300
_MOST_KEPT = 256
_LONGEST_PART = LONGEST_CLIP // 4
"""Characters of a part: about ten minutes. Spoken, figures are several times as long."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some blocks of a page, and the address of the clip that says them.

    A `private` one is kept for minutes alone, because the page marks some of it so.
    """

    blocks: tuple[Block, ...]
    clip: str
    private: bool


@dataclass(frozen=True, slots=True)
class NarratedPage:
    """A page to listen to; `language` is the page's own (BCP 47)."""

    address: str
    title: str
    language: str
    parts: tuple[Part, ...]


class NarratedPages:
    """Narrates the public pages of sites, each fetched once in five minutes."""

    def __init__(self, sites: Sites, clips: Clips, fetcher: Fetcher, language: str) -> None:
        """`language` is that of pages which name none."""
        self._sites, self._clips, self._fetcher = sites, clips, fetcher
        self._language = language
        self._kept: TTLCache[str, NarratedPage] = TTLCache(_MOST_KEPT, KEPT_SECONDS)
        self._lock = Lock()

    def get(self, site_key: str, page: str) -> NarratedPage:
        """Return a registered page, narrated; `page` is an address that `parse_page` made.

        Raises the errors of web.narrated.errors, and those of Clips.register_blocks.
        """
        if self._sites.find(site_key) is None or not self._sites.has_page(site_key, page):
            raise PageUnknownError("no site registered the page")
        with self._lock:
            kept = self._kept.get(page)
        if kept is not None:
            return kept
        origins = {get_origin(registered) for registered in self._sites.pages(site_key)}
        fetched = self._fetcher.fetch(page, lambda target: get_origin(target) in origins)
        narrated = self._narrate(page, fetched)
        with self._lock:
            self._kept[page] = narrated
        return narrated

    def _narrate(self, page: str, fetched: FetchedPage) -> NarratedPage:
        text = decode(fetched.content, fetched.charset)
        tree = LexborHTMLParser(text)
        language = _find_language(tree) or self._language
        blocks = parse_html(text, language)
        if not blocks:
            raise EmptyInputError("There is nothing to say: the page has no text.")
        title = _find_title(tree) or urlsplit(page).netloc
        parts = tuple(self._say(part, language) for part in _part(blocks))
        return NarratedPage(page, title, language, parts)

    def _say(self, blocks: Sequence[Block], language: str) -> Part:
        # A value in a form is the page's own: it was fetched without anybody's cookies.
        private = any(block.private for block in blocks if block.kind != Kind.VALUE)
        script = self._clips.register_blocks(blocks, Utterance("", language, private=private))
        return Part(tuple(blocks), f"/narration/clips/{script.id}.mp3", private)


def _part(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    part: list[Block] = []
    length = 0
    for block in blocks:
        length += len(block.text)
        if part and length > _LONGEST_PART:
            yield part
            part, length = [], len(block.text)
        part.append(block)
    yield part


def _find_language(tree: LexborHTMLParser) -> str | None:
    return (tree.root.attributes.get("lang") or "").strip()[:35] if tree.root else None


def _find_title(tree: LexborHTMLParser) -> str:
    title = tree.css_first("title")
    return collapse(clean(title.text()))[:300] if title else ""
