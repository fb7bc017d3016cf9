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
from narration.document import Block, Kind
from narration.document.encoding import decode
from narration.document.parsing import parse
from narration.document.reader import Reader
from narration.errors import EmptyInputError, InputTooLongError
from narration.narrator import Narrator
from narration.planning import Utterance
from web.config import Settings
from web.narrated.errors import PageUnknownError
from web.narrated.fetching import FetchedPage, Fetcher
from web.sites.addresses import get_origin
from web.sites.registry import Sites
from web.turns import Turns

KEPT_SECONDS = 300
_MOST_KEPT = 256
_LONGEST_PART = LONGEST_CLIP // 4
"""Characters of a part: about ten minutes. Spoken, figures are several times as long."""
_ANSWERS = (Kind.VALUE, Kind.STATE)
"""What a form holds is the page's own here: it was fetched without anybody's cookies."""


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

    def __init__(
        self,
        sites: Sites,
        clips: Clips,
        fetcher: Fetcher,
        narrator: Narrator,
        settings: Settings,
    ) -> None:
        self._sites, self._clips, self._fetcher = sites, clips, fetcher
        self._narrator, self._language = narrator, settings.default_language
        # Each holds a thread until the page's server has answered, or has not.
        self._turns = Turns(max(1, settings.threads // 10))
        self._kept: TTLCache[str, NarratedPage] = TTLCache(_MOST_KEPT, KEPT_SECONDS)
        self._lock = Lock()

    def get(self, site_key: str, page: str) -> NarratedPage:
        """Return a registered page, narrated; `page` is an address that `parse_page` made.

        Raises the errors of web.narrated.errors, those of Clips.register_blocks, and BusyError,
        at once, while too many other pages are fetched.
        """
        if self._sites.find(site_key) is None or not self._sites.has_page(site_key, page):
            raise PageUnknownError("no site registered the page")
        with self._lock:
            kept = self._kept.get(page)
        if kept is not None:
            return kept
        origins = {get_origin(registered) for registered in self._sites.pages(site_key)}
        with self._turns.take():
            fetched = self._fetcher.fetch(page, lambda target: get_origin(target) in origins)
            narrated = self._narrate(page, fetched)
        with self._lock:
            self._kept[page] = narrated
        return narrated

    def _narrate(self, page: str, fetched: FetchedPage) -> NarratedPage:
        text = decode(fetched.content, fetched.charset)
        tree = parse(text, self._language)
        blocks = Reader(tree, len(text)).read()
        if not blocks:
            raise EmptyInputError("There is nothing to say: the page has no text.")
        # A menu of languages must not silence the page: who speaks none of it is left out.
        spoken = [block for block in blocks if self._narrator.can_say(block)]
        title = _find_title(text) or urlsplit(page).netloc
        parts = [part for some in _part(spoken or blocks) for part in self._say(some)]
        return NarratedPage(page, title, tree.language, tuple(parts))

    def _say(self, blocks: Sequence[Block]) -> Iterator[Part]:
        """Yield some blocks as one part; as two where their figures take too long to say."""
        private = any(block.private for block in blocks if block.kind not in _ANSWERS)
        asked = Utterance("", blocks[0].language, private=private)
        try:
            script = self._clips.register_blocks(blocks, asked)
        except InputTooLongError:
            if len(blocks) == 1:
                raise
            middle = len(blocks) // 2
            yield from self._say(blocks[:middle])
            yield from self._say(blocks[middle:])
        else:
            yield Part(tuple(blocks), f"/narration/clips/{script.id}.mp3", private)


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


def _find_title(text: str) -> str:
    title = LexborHTMLParser(text).css_first("title")
    return collapse(clean(title.text()))[:300] if title else ""
