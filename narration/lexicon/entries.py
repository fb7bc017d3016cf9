"""The words of a lexicon, and how they are found in a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from unicodedata import category

# Scripts written without spaces, in which any character may begin or end a word: Thai, Lao,
# Myanmar, Khmer, Japanese kana and Chinese characters with their extensions.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True)
class Lexeme:
    """The spellings of a word and its preferred pronunciation, as words (`alias`), IPA or both."""

    graphemes: tuple[str, ...]
    alias: str | None = None
    phoneme: str | None = None


@dataclass(frozen=True)
class Lexicon:
    """The pronunciations of a language (BCP 47); among equal graphemes the first entry wins."""

    language: str
    entries: tuple[Lexeme, ...] = ()

    @cached_property
    def digest(self) -> str:
        """A hash of everything that changes the sound, for cache keys."""
        return sha256(repr((self.language, self.entries)).encode()).hexdigest()

    @cached_property
    def _by_grapheme(self) -> dict[str, Lexeme]:
        found: dict[str, Lexeme] = {}
        for entry in self.entries:
            for grapheme in entry.graphemes:
                found.setdefault(grapheme, entry)
        return found

    @cached_property
    def _lengths(self) -> dict[str, list[int]]:
        """The lengths of the graphemes by their first character, longest first."""
        lengths: dict[str, set[int]] = {}
        for grapheme in self._by_grapheme:
            lengths.setdefault(grapheme[0], set()).add(len(grapheme))
        return {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def apply(self, text: str, write_phoneme: Callable[[str], str | None]) -> str:
        """Return `text` with every word of the lexicon as it is said.

        Graphemes match whole words, case-sensitively, the longest first, in one pass: what was
        put in is not matched again. A phoneme is used where `write_phoneme` can write it for the
        engine, otherwise the alias of the same entry; with neither the word stays as it is.
        Expects text in NFC, and leaves the order of its marks alone.
        """
        said: list[str] = []
        position = 0
        while position < len(text):
            grapheme = self._match(text, position)
            if grapheme:
                said.append(_say(self._by_grapheme[grapheme], write_phoneme) or grapheme)
                position += len(grapheme)
            else:
                said.append(text[position])
                position += 1
        return "".join(said)

    def _match(self, text: str, start: int) -> str | None:
        lengths = self._lengths.get(text[start], ())
        if not lengths or not _is_boundary(text, start):
            return None
        for length in lengths:
            grapheme = text[start : start + length]
            if grapheme in self._by_grapheme and _is_boundary(text, start + len(grapheme)):
                return grapheme
        return None

    def merged(self, own: Lexicon) -> Lexicon:
        """Return this lexicon with the entries of `own` on top: where both have a word, it wins."""
        return Lexicon(self.language, own.entries + self.entries)


def _say(entry: Lexeme, write_phoneme: Callable[[str], str | None]) -> str | None:
    written = write_phoneme(entry.phoneme) if entry.phoneme else None
    return entry.alias if written is None else written


def _is_boundary(text: str, position: int) -> bool:
    """Tell whether a word may begin or end before the character at `position`.

    Apostrophes and hyphens part words here, unlike in Unicode's annex 29, so that ``CNSS`` is
    found in ``l'CNSS`` and ``PIN`` in ``PIN-koodi``.
    """
    if position in (0, len(text)):
        return True
    before, after = text[position - 1], text[position]
    if category(after).startswith("M"):
        return False
    if _UNSPACED.match(before) or _UNSPACED.match(after):
        return True
    return not (_in_word(before) and _in_word(after))


def _in_word(character: str) -> bool:
    return category(character)[0] in "LMN" or category(character) in ("Pc", "Cf")
