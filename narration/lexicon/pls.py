"""Reading W3C Pronunciation Lexicon Specification (PLS) 1.0 documents.

https://www.w3.org/TR/pronunciation-lexicon/
"""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import langcodes
from lxml import etree

from narration.errors import LexiconError
from narration.lexicon.entries import Lexeme, Lexicon

_NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parse_lexicon(source: bytes | Path) -> Lexicon:
    """Read a PLS 1.0 document.

    Raises LexiconError, with the line and what to change, for a file that cannot be read, is not
    valid PLS, or has phonemes in another alphabet than IPA. Entities, DTDs and the network are
    never used.
    """
    name = source.name if isinstance(source, Path) else "the lexicon"
    content = _read_file(source) if isinstance(source, Path) else source
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
        return _read_root(root)
    except etree.XMLSyntaxError as error:
        raise LexiconError(
            f"{name}, line {error.lineno}: not well-formed XML; correct it"
        ) from error
    except _FaultError as fault:
        raise LexiconError(f"{name}, line {fault.line}: {fault}") from fault


def _read_file(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        message = f"{file.name} cannot be read ({error.strerror}); check its rights"
        raise LexiconError(message) from error


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
