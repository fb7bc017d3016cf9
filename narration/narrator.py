"""The pipeline that joins the parts: a plan becomes sound, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from narration.audio import (
    BLOCK_PAUSE,
    SENTENCE_PAUSE,
    Encoder,
    Format,
    apply_gain,
    get_format,
    patch_wav,
    trim_silence,
)
from narration.document import Block
from narration.engines import Engine
from narration.errors import BusyError, EngineError
from narration.marks import Mark
from narration.observer import NullObserver, Observer
from narration.pcm import Pcm
from narration.planning import Cast, Plan, PlannedSentence, Planner, Utterance
from narration.sentences import split
from narration.voices import Catalogue, Voice

UNPRONOUNCEABLE_SECONDS = 0.3
"""How long the silence is that stands for punctuation alone."""

_SILENCE_RATE = 24_000
_LONGEST_JOB = 600  # Characters; engines take time with the square of them.


class Rendition:
    """One plan being spoken in one format: an iterator of encoded bytes.

    When it is exhausted, `marks`, `seconds`, `engine` and `fallback` are final. An EngineError
    after the first byte means that the bytes so far are worthless.
    """

    def __init__(self, narrator: Narrator, plan: Plan, audio_format: Format) -> None:
        self._narrator = narrator
        self._plan = plan
        self.format = audio_format
        self.marks: list[Mark] = []
        self.seconds = 0.0
        self.engine = plan.engine
        self.fallback = False
        self._started = False

    def __iter__(self) -> Iterator[bytes]:
        """Yield the clip as it is made. Raises EngineError or BusyError."""
        packets = self._narrated()
        if self.format.header and len(self._plan.sentences) == 1:
            # It is complete at once, so that its header can carry the true size.
            packets = iter([patch_wav(b"".join(packets))])
        yield from packets
        self._narrator.observer.clip_made(self.engine, self.seconds)

    def _narrated(self) -> Iterator[bytes]:
        casts: Sequence[Cast] = self._plan.casts or ({},)
        for number, cast in enumerate(casts):
            last = number == len(casts) - 1
            self._begin(cast, fallback=number > 0)
            try:
                yield from self._speak(cast, last)
            except (EngineError, BusyError):
                # Another voice may only start over while nothing has left.
                if self._started or last:
                    raise
            else:
                return

    def _begin(self, cast: Cast, *, fallback: bool) -> None:
        self.marks = []
        self.seconds = 0.0
        self.fallback = fallback
        self.engine = next((voice.engine for voice in cast.values()), self._plan.engine)

    def _speak(self, cast: Cast, last: bool) -> Iterator[bytes]:
        encoder = Encoder(self.format, self._plan.speed)
        previous: PlannedSentence | None = None
        for sentence in self._plan.sentences:
            recording = self._plan.recordings.get(sentence.block)
            pcm = recording.load() if recording else self._synthesize(sentence, cast, last)
            if previous is not None:
                pause = SENTENCE_PAUSE if previous.block == sentence.block else BLOCK_PAUSE
                yield from self._out(encoder.encode(Pcm.silence(pause, pcm.rate)))
            start = encoder.seconds
            yield from self._out(encoder.encode(pcm))
            self.seconds = encoder.seconds
            self.marks.append(
                Mark(sentence.block, sentence.index, sentence.text, start, self.seconds)
            )
            previous = sentence
        yield from self._out(encoder.finish())

    def _out(self, packets: Iterator[bytes]) -> Iterator[bytes]:
        for packet in packets:
            self._started = True
            yield packet

    def _synthesize(self, sentence: PlannedSentence, cast: Cast, last: bool) -> Pcm:
        try:
            return self._narrator.speak(sentence, cast)
        except (EngineError, BusyError):
            # After the first byte only the same voice may go on; and where there is no other
            # voice to fall back on, a worker that died deserves a second try as well.
            if not (self._started or last):
                raise
            return self._narrator.speak(sentence, cast)


class Narrator:
    """Plans and renders narrations with the engines of this process. Safe for threads."""

    def __init__(
        self,
        engines: Mapping[str, Engine],
        planner: Planner,
        observer: Observer | None = None,
    ) -> None:
        self.engines = engines
        self._planner = planner
        self.observer = observer or NullObserver()

    @property
    def catalogue(self) -> Catalogue:
        """The voices of all engines."""
        return self._planner.catalogue

    def plan(self, utterance: Utterance) -> Plan:
        """Plan one utterance; see Planner.plan."""
        return self._planner.plan(utterance)

    def plan_blocks(self, blocks: Sequence[Block], utterance: Utterance) -> Plan:
        """Plan a document; see Planner.plan_blocks."""
        return self._planner.plan_blocks(blocks, utterance)

    def can_say(self, block: Block) -> bool:
        """Tell whether somebody says a block; see Planner.can_say."""
        return self._planner.can_say(block)

    def restore(self, utterance: Utterance, rows: Sequence[Sequence[object]]) -> Plan:
        """Return a stored plan; see Planner.restore."""
        return self._planner.restore(utterance, rows)

    def render(self, plan: Plan, format_name: str) -> Rendition:
        """Return the plan as an iterator of bytes in a format; raises UnknownFormatError."""
        return Rendition(self, plan, get_format(format_name))

    def speak(self, sentence: PlannedSentence, cast: Cast) -> Pcm:
        """Speak one sentence with the voice that `cast` gives its language.

        The sound is trimmed and brought to the common loudness. Raises EngineError.
        """
        voice = cast[sentence.language]
        spoken = self._planner.respeak(sentence, cast).spoken
        if not spoken:
            return Pcm.silence(UNPRONOUNCEABLE_SECONDS, _SILENCE_RATE)
        # Figures said one by one are many times as long as they were written.
        pieces = split(spoken, sentence.language) if len(spoken) > _LONGEST_JOB else [spoken]
        pcm = _join([self._synthesize(piece, voice) for piece in pieces])
        self.observer.sentence_spoken(voice.engine)
        trimmed = trim_silence(pcm)
        return apply_gain(trimmed if trimmed.samples else pcm, voice.gain_db)

    def _synthesize(self, spoken: str, voice: Voice) -> Pcm:
        try:
            return self.engines[voice.engine].synthesize(spoken, voice)
        except EngineError as error:
            self.observer.sentence_failed(voice.engine, error.reason)
            raise

    def close(self) -> None:
        """End all engines."""
        for engine in self.engines.values():
            engine.close()


def _join(parts: Sequence[Pcm]) -> Pcm:
    if len(parts) == 1:
        return parts[0]
    return Pcm(b"".join(part.samples for part in parts), parts[0].rate)
