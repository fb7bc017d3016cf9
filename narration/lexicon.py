"""How an institution's words are said: W3C Pronunciation Lexicon Specification (PLS) 1.0 files.

https://www.w3.org/TR/pronunciation-lexicon/

Each locale ships ``locales/<locale>/lexicon.pls``; an institution puts files of its own into one
folder, and they win. The language of a file is its ``xml:lang``, whatever the file is called.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from unicodedata import category, normalize

import langcodes
from lxml import etree

import locales
from narration.errors import LexiconError, UnsupportedLanguageError

_NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_log = logging.getLogger(__name__)

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


def parse_lexicon(source: bytes | Path) -> Lexicon:
    """Read a PLS 1.0 document.

    Raises LexiconError, with the line and what to change, for a file that cannot be read, is not
    valid PLS, or has phonemes in another alphabet than IPA. Entities, DTDs and the network are
    never used.
    """
    name = "the lexicon"
    if isinstance(source, Path):
        name = source.name
        try:
            source = source.read_bytes()
        except OSError as error:
            raise _unreadable(source, error) from error
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(source, parser)
        return _read_root(root)
    except etree.XMLSyntaxError as error:
        raise LexiconError(
            f"{name}, line {error.lineno}: not well-formed XML; correct it"
        ) from error
    except _FaultError as fault:
        raise LexiconError(f"{name}, line {fault.line}: {fault}") from fault


def _unreadable(file: Path, error: OSError) -> LexiconError:
    return LexiconError(f"{file.name} cannot be read ({error.strerror}); check its rights")


class _FaultError(Exception):
    """Something wrong in an element, before the file's name is known."""

    def __init__(self, element: etree._Element, advice: str) -> None:
        super().__init__(advice)
        self.line = element.sourceline


def _read_root(root: etree._Element) -> Lexicon:
    if root.getroottree().docinfo.internalDTD is not None:
        raise _FaultError(root, "a DOCTYPE is not accepted; remove it")
    if root.tag != f"{{{_NAMESPACE}}}lexicon":
        raise _FaultError(root, f'the outermost element must be <lexicon xmlns="{_NAMESPACE}">')
    language = root.get(_LANG, "")
    if not language or not langcodes.tag_is_valid(language):
        raise _FaultError(root, 'name the language on <lexicon>, such as xml:lang="fr"')
    alphabet = root.get("alphabet", "")
    found = (
        _read_lexeme(child, alphabet) for child in root.iterchildren(f"{{{_NAMESPACE}}}lexeme")
    )
    return Lexicon(language, tuple(found))


def _read_lexeme(lexeme: etree._Element, alphabet: str) -> Lexeme:
    graphemes = tuple(normalize("NFC", _text(child)) for child in _children(lexeme, "grapheme"))
    if not graphemes:
        raise _FaultError(lexeme, "a <lexeme> needs a <grapheme>; add the word as it is written")
    phonemes = _children(lexeme, "phoneme")
    for phoneme in phonemes:
        if phoneme.get("alphabet", alphabet) != "ipa":
            advice = 'only IPA is understood; write alphabet="ipa", or an <alias> instead'
            raise _FaultError(phoneme, advice)
    alias, phoneme_text = _preferred(_children(lexeme, "alias")), _preferred(phonemes)
    if alias is None and phoneme_text is None:
        raise _FaultError(lexeme, "a <lexeme> needs an <alias> or a <phoneme>; add one")
    return Lexeme(graphemes, alias, phoneme_text)


def _children(parent: etree._Element, name: str) -> list[etree._Element]:
    return list(parent.iterchildren(f"{{{_NAMESPACE}}}{name}"))


def _preferred(pronunciations: list[etree._Element]) -> str | None:
    """Return the pronunciation marked ``prefer="true"``, else the first in the document."""
    marked = [element for element in pronunciations if element.get("prefer") in ("true", "1")]
    chosen = marked or pronunciations
    return _text(chosen[0]) if chosen else None


def _text(element: etree._Element) -> str:
    text = " ".join("".join(element.itertext()).split())
    if not text:
        name = etree.QName(element).localname
        raise _FaultError(element, f"<{name}> is empty; fill it or remove its <lexeme>")
    return text


def load_lexicon(language: str, folder: Path | None = None) -> Lexicon:
    """Return the shipped lexicon of a language (BCP 47) under the institution's own in `folder`.

    Every ``*.pls`` in the folder whose ``xml:lang`` covers the language counts: ``fr`` serves
    ``fr-MA``, and ``fr-MA`` wins over ``fr``. An edited file counts from the next call on; while
    an edit is broken its last good version stays in use and a warning is logged.

    Raises LexiconError for a file that never was valid, and UnsupportedLanguageError for a
    language that is no BCP 47 tag.
    """
    if not langcodes.tag_is_valid(language):
        raise UnsupportedLanguageError(f"{language!r} is not a language tag")
    layers = []
    shipped = Path(locales.__file__).parent / locales.get_locale(language) / "lexicon.pls"
    if locales.find_supported(language) and shipped.is_file():
        layers.append(_read_current(shipped))
    own = [_read_current(file) for file in sorted(folder.glob("*.pls"))] if folder else []
    covering = [lexicon for lexicon in own if _covers(lexicon.language, language)]
    layers += sorted(covering, key=lambda lexicon: lexicon.language.count("-"))
    return _combine(language, tuple(layers))


def _covers(general: str, language: str) -> bool:
    """Tell whether everything that the tag `general` says is true of `language`."""
    wanted = langcodes.get(general).prefer_macrolanguage()
    given = langcodes.get(language).prefer_macrolanguage().maximize()
    return (
        wanted.language == given.language
        and wanted.script in (None, given.script)
        and wanted.territory in (None, given.territory)
    )


@lru_cache(maxsize=256)
def _combine(language: str, layers: tuple[Lexicon, ...]) -> Lexicon:
    combined = Lexicon(language)
    for layer in layers:
        combined = combined.merged(layer)
    return combined


_last_good: dict[Path, Lexicon] = {}


def _read_current(file: Path) -> Lexicon:
    try:
        status = file.stat()
    except OSError as error:
        raise _unreadable(file, error) from error
    return _read_version(file, (status.st_mtime_ns, status.st_size, status.st_ino))


@lru_cache(maxsize=256)
def _read_version(file: Path, _version: tuple[int, int, int]) -> Lexicon:
    """Read a file once for each of its versions."""
    try:
        lexicon = parse_lexicon(file)
    except LexiconError as error:
        if file not in _last_good:
            raise
        _log.warning("%s; its last good version stays in use", error)
        return _last_good[file]
    _last_good[file] = lexicon
    return lexicon
