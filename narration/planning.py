"""What will be said, by whom, before any sound is made.

A plan is made once, when an utterance is handed in; its content key names the clip, so that
whatever changes the sound changes the name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import locales
from narration.audio import check_speed
from narration.cache import content_key
from narration.document import Block, Kind
from narration.engines import Engine
from narration.errors import (
    EmptyInputError,
    PrivateTextError,
    UnknownVoiceError,
    UnsupportedLanguageError,
)
from narration.lexicon import Lexicon, load_lexicon
from narration.recordings import Recording, Recordings
from narration.sentences import split
from narration.spoken import normalize
from narration.voices import Catalogue, Voice

_SOUND = 1
# Part of every content key: to be raised when pauses, levels or encoding change.


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing to be said.

    `language` is a BCP 47 tag, `say_as` a hint as in SSML's say-as note, `key` names a human
    recording, `voice` and `engine` narrow the choice of who speaks, `speed` is 0.25 to 4.
    Private text never leaves the premises; with `offline` no other text does either.
    """

    text: str
    language: str
    say_as: str | None = None
    private: bool = True
    key: str | None = None
    voice: str | None = None
    engine: str | None = None
    speed: float = 1.0
    offline: bool = False


@dataclass(frozen=True, slots=True)
class PlannedSentence:
    """A sentence as written (`text`) and as the engine gets it (`spoken`).

    `spoken` is empty where there is nothing to pronounce: punctuation alone.
    `normalized` is the spoken form before the lexicon, which depends on the engine. With `key`
    it is a whole block, which a human recording of that name may say.
    """

    block: int
    index: int
    text: str
    normalized: str
    spoken: str
    language: str
    hinted: bool
    key: str | None = None


Cast = Mapping[str, Voice]
"""Who speaks each language of a plan: one voice a language, never two in one clip."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that decides how an utterance or a document sounds, except the format.

    `casts` are tried in order; the first is the operator's choice, the others are fallbacks.
    Blocks with a number in `recordings` are not synthesized. `content` is the hash of all that.
    """

    sentences: tuple[PlannedSentence, ...]
    casts: tuple[Cast, ...]
    recordings: Mapping[int, Recording]
    private: bool
    speed: float
    content: str

    @property
    def spoken_length(self) -> float:
        """How many characters' time it takes: those that are spoken, at normal speed."""
        return sum(len(sentence.spoken) for sentence in self.sentences) / self.speed

    @property
    def engine(self) -> str:
        """Name who is meant to speak: an engine, or ``recording`` where none has to."""
        return next(iter(self.casts[0].values())).engine if self.casts else "recording"


class Planner:
    """Turns utterances and documents into plans. Makes no sound and holds no state."""

    def __init__(
        self,
        engines: Mapping[str, Engine],
        catalogue: Catalogue,
        recordings: Recordings | None = None,
        lexicons: Path | None = None,
    ) -> None:
        self._engines = engines
        self.catalogue = catalogue
        self._recordings = recordings
        self._lexicons = lexicons

    def plan(self, utterance: Utterance) -> Plan:
        """Plan one utterance.

        Raises EmptyInputError, InvalidSpeedError, InvalidHintError, UnknownVoiceError,
        UnsupportedLanguageError or PrivateTextError.
        """
        text, key = utterance.text, utterance.key
        block = Block(text, utterance.language, Kind.TEXT, say_as=utterance.say_as, key=key)
        return self.plan_blocks([block], utterance)

    def plan_blocks(self, blocks: Sequence[Block], utterance: Utterance) -> Plan:
        """Plan a document; `utterance` gives everything but texts and keys. Raises as `plan`."""
        check_speed(utterance.speed)
        if not any(has_content(block.text) for block in blocks):
            raise EmptyInputError("There is nothing to say: the text is empty.")
        recordings = self._find_recordings(enumerate(blocks))
        spoken = [block for number, block in enumerate(blocks) if number not in recordings]
        casts = self._casts(_languages(spoken), utterance)
        sentences = tuple(self._sentences(blocks, casts[0] if casts else {}, recordings))
        return self._assemble(sentences, casts, utterance, recordings)

    def can_say(self, block: Block) -> bool:
        """Tell whether an engine speaks the block's language, or a recording says its text."""
        recorded = self._find_recordings([(0, block)])
        return bool(recorded or self.catalogue.candidates(block.language))

    def restore(self, utterance: Utterance, rows: Sequence[Sequence[object]]) -> Plan:
        """Return the plan whose sentences were stored as `rows`, without normalizing again.

        Voices, recordings and lexicons are those of now: where they have changed since, so has
        `content`. Raises as `plan` does.
        """
        if utterance.key:  # It may have been recorded since.
            return self.plan(utterance)
        try:
            stored = [PlannedSentence(*row) for row in rows]  # type: ignore[arg-type]
        except TypeError:  # Rows of another release.
            return self.plan(utterance)
        recordings = self._find_recordings((each.block, each) for each in stored)
        spoken = [each for each in stored if each.block not in recordings]
        casts = self._casts(_languages(spoken), utterance)
        sentences = tuple(self.respeak(each, casts[0] if casts else {}) for each in stored)
        return self._assemble(sentences, casts, utterance, recordings)

    def _sentences(
        self, blocks: Sequence[Block], cast: Cast, recordings: Container[int]
    ) -> Iterator[PlannedSentence]:
        for number, block in enumerate(blocks):
            key = block.key if number in recordings else None
            if key:
                texts = [" ".join(block.text.split())]
            else:
                texts = [block.text] if block.say_as else split(block.text, block.language)
            for index, text in enumerate(texts):
                normalized = normalize(text, block.language, block.say_as)
                hinted = bool(block.say_as)
                bare = PlannedSentence(
                    number, index, text, normalized, "", block.language, hinted, key
                )
                yield self.respeak(bare, cast)

    def respeak(self, sentence: PlannedSentence, cast: Cast) -> PlannedSentence:
        """Return the sentence as the engine of `cast` gets it, with its lexicon applied."""
        voice = cast.get(sentence.language)
        spoken = sentence.normalized
        if voice and not sentence.hinted:
            write = self._engines[voice.engine].phoneme
            spoken = self._lexicon(sentence.language).apply(spoken, write)
        return replace(sentence, spoken=spoken)

    def _assemble(
        self,
        sentences: tuple[PlannedSentence, ...],
        casts: tuple[Cast, ...],
        utterance: Utterance,
        recordings: Mapping[int, Recording],
    ) -> Plan:
        voices = (
            [
                (
                    language,
                    voice.id,
                    voice.version,
                    voice.gain_db,
                    self._engines[voice.engine].version,
                )
                for language, voice in sorted(casts[0].items())
            ]
            if casts
            else []
        )
        content = content_key(
            sentences=[(s.block, s.index, s.text, s.spoken, s.language) for s in sentences],
            voices=voices,
            sound=_SOUND,
            recordings=[(block, each.digest) for block, each in sorted(recordings.items())],
            speed=utterance.speed,
        )
        return Plan(sentences, casts, recordings, utterance.private, utterance.speed, content)

    def _lexicon(self, language: str) -> Lexicon:
        return load_lexicon(language, self._lexicons)

    def _find_recordings(
        self, asked: Iterable[tuple[int, Block | PlannedSentence]]
    ) -> dict[int, Recording]:
        """Return what is recorded of some texts, by their numbers."""
        found = {}
        for number, each in asked:
            if each.key and self._recordings:
                found[number] = self._recordings.find(each.key, each.language, each.text)
        return {number: recording for number, recording in found.items() if recording}

    def _casts(self, languages: Iterable[str], utterance: Utterance) -> tuple[Cast, ...]:
        choices = {language: self._candidates(language, utterance) for language in languages}
        depth = max((len(voices) for voices in choices.values()), default=0)
        return tuple(
            {language: voices[min(step, len(voices) - 1)] for language, voices in choices.items()}
            for step in range(depth)
        )

    def _candidates(self, language: str, utterance: Utterance) -> list[Voice]:
        every = list(self.catalogue.candidates(language))
        if utterance.voice and self._applies(utterance, language):
            every = [self._asked_voice(utterance.voice, language)]
        if utterance.engine:
            every = [voice for voice in every if voice.engine == utterance.engine]
        if not every:
            raise UnsupportedLanguageError(self._no_voice(language))
        indoors = utterance.private or utterance.offline
        allowed = [v for v in every if not (indoors and self._engines[v.engine].online)]
        if not allowed:
            raise PrivateTextError(
                f"Private text in {language!r} is not sent to an online engine, and no engine"
                " on the premises speaks it. Mark the text public, or install an offline voice."
            )
        return allowed

    def _applies(self, utterance: Utterance, language: str) -> bool:
        """Tell whether the voice asked for is meant for `language`, not for another passage."""
        voice = self.catalogue.get(utterance.voice or "")
        return language == utterance.language or self.catalogue.speaks(voice, language)

    def _asked_voice(self, voice_id: str, language: str) -> Voice:
        voice = self.catalogue.get(voice_id)
        if not self.catalogue.speaks(voice, language):
            raise UnknownVoiceError(
                f"The voice {voice.id} speaks {voice.language}, not {language!r}."
            )
        return voice

    def _no_voice(self, language: str) -> str:
        spoken = ", ".join(tag for tag in locales.SUPPORTED if self.catalogue.candidates(tag))
        return (
            f"No voice speaks {language[:40]!r}, and no key names a recording of this text."
            f" Languages with a voice: {spoken or 'none'}; for all, GET /v1/audio/voices."
        )


def _languages(texts: Iterable[Block | PlannedSentence]) -> dict[str, None]:
    return dict.fromkeys(text.language for text in texts)


def has_content(text: str) -> bool:
    """Tell whether anything but blanks and control or format characters is in the text."""
    return any(unicodedata.category(character)[0] not in "CZ" for character in text)
