"""Voices: who can say what, and the best one for a language tag."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

import langcodes

from narration.errors import UnknownVoiceError

if TYPE_CHECKING:  # Engines describe their voices with this module.
    from narration.engines import Engine


class Quality(StrEnum):
    """How well a voice serves listeners who cannot fall back on reading."""

    RECOMMENDED = "recommended"
    EMERGENCY_ONLY = "emergency only"


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks.

    `id` is ``<engine>:<lowercase language tag>`` (``pyttsx3:fr-fr``), `native` is the engine's
    own name for it (``roa/fr``), `gain_db` the fixed gain that brings its measured loudness to
    the common target, `version` whatever else changes its sound (a model's digest).
    """

    id: str
    engine: str
    language: str
    name: str
    native: str
    gender: str | None = None
    gain_db: float = 0.0
    quality: Quality = Quality.RECOMMENDED
    version: str = ""


_LONGEST_TAG = 100  # Characters; a page may claim any language, and answers are remembered.

_TAG = re.compile(r"[A-Za-z]{2,3}([-_]yue)?([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|[0-9]{3}))?")
# Language, script and region: langcodes remembers every tag it ever saw, and callers invent some.

_USUAL_REGION = {"en": "en-GB"}
# Where a page says no more than ``en``. CLDR's likely region, which is asked for the others, would
# be the United States.

_BOTH_SCRIPTS = {"zh": {"Hans", "Hant"}, "sr": {"Cyrl", "Latn"}}
# Languages whose voices read two scripts: eSpeak NG gives the same sounds for both.


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What must agree before a voice may read a text: the language, and the scripts it reads."""

    language: str
    scripts: frozenset[str]


@lru_cache(maxsize=4096)
def _parse(tag: str) -> _Spoken | None:
    """Return what is spoken under a BCP 47 tag, or None for a tag that names no language.

    A macrolanguage and the one language that people mean by it are the same: ``zh`` and ``cmn``,
    ``ar`` and ``arb``, ``no`` and ``nb``. Its other members are not: ``yue``, ``ary``, ``nn``.
    """
    try:
        parsed = langcodes.Language.get(tag.replace("_", "-"))
        full = parsed.prefer_macrolanguage().maximize()
    except ValueError:
        return None
    language = "no" if full.language == "nb" else full.language
    if not parsed.language or language is None or language == "und":
        return None
    return _Spoken(language, frozenset(_BOTH_SCRIPTS.get(language) or {full.script or ""}))


def _distance(wanted: str, offered: str) -> tuple[bool, int, int, int]:
    """Return how far a voice's tag lies from the wanted one, of the same language: less is nearer.

    The same tag comes first, then CLDR's distance of regions, then the language's usual region,
    then the plainer of two tags.
    """
    wanted = _USUAL_REGION.get(wanted.lower(), wanted).replace("_", "-")[:_LONGEST_TAG]
    bare = wanted.split("-")[0]
    return (
        wanted.lower() != offered.lower(),
        langcodes.tag_distance(wanted, offered),
        langcodes.tag_distance(_USUAL_REGION.get(bare.lower(), bare), offered),
        offered.count("-"),
    )


class Catalogue:
    """Every voice of every engine, and which of them reads a language aloud."""

    def __init__(
        self, engines: Sequence[Engine], preferred: Mapping[str, str] | None = None
    ) -> None:
        """List the voices of `engines`, first choice first.

        `preferred` is the operator's choice of a voice id for a language tag. Raises
        EngineUnavailableError where an engine cannot work here; UnknownVoiceError where a
        preferred voice does not exist or speaks another language than it is meant for.
        """
        self._chain = tuple(engine.name for engine in engines)
        self._voices = {voice.id: voice for engine in engines for voice in engine.voices()}
        self._preferred = dict(preferred or {})
        self._ranked = lru_cache(maxsize=1024)(self._rank)
        for language, voice_id in self._preferred.items():
            if not self.speaks(self.get(voice_id), language):
                raise UnknownVoiceError(f"the voice {voice_id} does not speak {language}")

    def get(self, voice_id: str) -> Voice:
        """Return a voice by its id, whose language may be any tag that the voice speaks.

        ``pyttsx3:zh-CN`` is ``pyttsx3:cmn``. Raises UnknownVoiceError.
        """
        if voice_id in self._voices:
            return self._voices[voice_id]
        engine, _, language = voice_id.partition(":")
        speakers = self.list(language, engine) if language else []
        if not speakers:
            raise UnknownVoiceError(
                f"There is no voice {voice_id[:100]!r} here; `outspoken voices` and"
                " /v1/audio/voices list those there are."
            )
        return min(speakers, key=lambda voice: _distance(language, voice.language))

    def speaks(self, voice: Voice, language: str) -> bool:
        """Tell whether a voice may read a BCP 47 language: never another one, however near."""
        if language != voice.language and not _TAG.fullmatch(language):
            return False
        wanted, offered = _parse(language), _parse(voice.language)
        if wanted is None or offered is None or wanted.language != offered.language:
            return False
        return bool(wanted.scripts & offered.scripts)

    def candidates(self, language: str) -> tuple[Voice, ...]:
        """Return the voices to try in turn for a BCP 47 language: the best of each engine.

        The operator's choice for the language comes first. Empty where nobody speaks it.
        """
        return self._ranked(language)

    def list(self, language: str | None = None, engine: str | None = None) -> list[Voice]:
        """Return all voices, or those of a language, of an engine, or of both."""
        return [
            voice
            for voice in self._voices.values()
            if (engine is None or voice.engine == engine)
            and (language is None or self.speaks(voice, language))
        ]

    def _rank(self, language: str) -> tuple[Voice, ...]:
        speakers = [voice for voice in self._voices.values() if self.speaks(voice, language)]
        best = [
            min(own, key=lambda voice: _distance(language, voice.language))
            for engine in self._chain
            if (own := [voice for voice in speakers if voice.engine == engine])
        ]
        chosen = self._find_preferred(language)
        if chosen is None:
            return tuple(best)
        return (chosen, *(voice for voice in best if voice.engine != chosen.engine))

    def _find_preferred(self, language: str) -> Voice | None:
        """Return the operator's voice for the language: for its own tag, or for a wider one."""
        for wider in _widen(language, self._preferred):
            return self._voices[self._preferred[wider]]
        return None


def _widen(language: str, tags: Iterable[str]) -> list[str]:
    """Return those of `tags` that include `language`, the narrowest first.

    ``fr`` and ``fr-MA`` include ``fr-MA``; ``fr-FR`` does not. ``zh-Hans`` includes ``zh-CN``.
    """
    wanted = _parse(language)
    if wanted is None:
        return []
    exact = langcodes.Language.get(language.replace("_", "-")).maximize()
    including = []
    for tag in tags:
        own = langcodes.Language.get(tag.replace("_", "-"))
        wide = own.script in {None, exact.script} and own.territory in {None, exact.territory}
        if wide and _parse(tag) == wanted:
            including.append(tag)
    return sorted(including, key=len, reverse=True)
