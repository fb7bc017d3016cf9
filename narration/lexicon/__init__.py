"""How an institution's words are said: pronunciation lexicons in W3C's PLS 1.0.

Each locale ships ``locales/<locale>/lexicon.pls``; an institution puts files of its own into one
folder, and they win. The language of a file is its ``xml:lang``, whatever the file is called.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

import langcodes

import locales
from narration.errors import LexiconError, UnsupportedLanguageError
from narration.lexicon.entries import Lexeme, Lexicon
from narration.lexicon.pls import parse_lexicon

__all__ = ["Lexeme", "Lexicon", "load_lexicon", "parse_lexicon"]

_log = logging.getLogger(__name__)


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
    # Names with a leading dot are what editors leave beside a file while it is open.
    found = sorted(folder.glob("[!.]*.pls")) if folder else []
    own = [_read_current(file) for file in found]
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
    status = file.stat()
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
