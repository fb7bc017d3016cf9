"""Clips by name: texts handed in now, spoken when first asked for, kept for whoever asks next."""

from __future__ import annotations

import json
import logging
import re
import secrets
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, astuple, dataclass, replace

from narration.audio import FORMATS, get_format, patch_wav
from narration.cache import Cache, Entry
from narration.document import Block
from narration.errors import InputTooLongError, StorageError
from narration.flight import Flights
from narration.marks import Mark
from narration.narrator import Narrator, Rendition
from narration.planning import Plan, Utterance
from narration.scripts import ScriptStore

PRIVATE_PREFIX = "p-"
"""Names of private clips begin so, and go on with 192 random bits."""

LONGEST_CLIP = 40_000
"""Spoken characters of one clip at normal speed: about three quarters of an hour."""

_NAME = re.compile(r"[A-Za-z0-9_-]{1,100}", re.ASCII)
_MARKS_FORMAT = "mp3"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Script:
    """A text that was handed in: its clip's name, and the language it will be spoken in."""

    id: str
    language: str
    private: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """A clip: `complete` out of the store, or a `stream` of bytes while it is being made.

    `lasting` says that nothing which changes the sound has changed since the name was given.
    """

    complete: bytes | None
    stream: Iterator[bytes]
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a complete clip: who spoke it, how long, and when which sentence.

    `lasting` is that of the clip's Answer.
    """

    engine: str
    seconds: float
    fallback: bool
    marks: tuple[Mark, ...]
    lasting: bool = False


class Clips:
    """Makes each clip once, however many ask for it, and keeps it. Safe for threads.

    `concurrency` clips are made at once, and `listeners` wait for those at most: one more gets a
    BusyError immediately.
    """

    def __init__(
        self,
        narrator: Narrator,
        cache: Cache,
        scripts: ScriptStore,
        concurrency: int,
        listeners: int = 24,
    ) -> None:
        self._narrator = narrator
        self._cache = cache
        self._scripts = scripts
        self._flights = Flights(concurrency, listeners)
        self._makers = ThreadPoolExecutor(concurrency, thread_name_prefix="clip")

    @property
    def in_the_making(self) -> int:
        """How many clips are being made, or wait for their turn."""
        return len(self._flights)

    def register(self, utterance: Utterance, secret: str | None = None) -> Script:
        """Plan an utterance and remember it under its clip's name; nothing is spoken yet.

        The name of a private one is made of `secret`, which nobody could guess: then it is the
        same each time. Raises the InputErrors of Planner.plan, or StorageError.
        """
        return self._remember(self._narrator.plan(utterance), utterance, secret)

    def register_blocks(self, blocks: Sequence[Block], utterance: Utterance) -> Script:
        """Plan a document as one clip; see Planner.plan_blocks. Raises as `register` does.

        `utterance` gives everything but texts and keys, which are those of the blocks.
        """
        text = "\n".join(block.text for block in blocks)
        told = replace(utterance, text=text, key=None)
        return self._remember(self._narrator.plan_blocks(blocks, told), told)

    def _remember(self, plan: Plan, utterance: Utterance, secret: str | None = None) -> Script:
        check_length(plan)
        private = utterance.private
        name = PRIVATE_PREFIX + (secret or secrets.token_urlsafe(24)) if private else plan.content
        rows = [list(astuple(sentence)) for sentence in plan.sentences]
        stored = {"utterance": asdict(utterance), "rows": rows}
        self._scripts.put(name, stored, private)
        return Script(name, utterance.language, private)

    def open(self, name: str, format_name: str) -> Answer | None:
        """Return the clip called `name`, or None where no text is known by that name.

        Raises what Planner.plan raises, BusyError, and from its stream EngineError.
        """
        if not _NAME.fullmatch(name):
            return None
        kept = self._find(name, format_name, name.startswith(PRIVATE_PREFIX))
        if kept:
            return kept
        plan = self._find_plan(name)
        if plan is None:
            return None
        # Where the sound has changed since, the clip's name is another: the answer is of today.
        answer = self.narrate(plan, format_name, name if plan.private else None)
        return replace(answer, lasting=answer.lasting and plan.content == name)

    def narrate(self, plan: Plan, format_name: str, name: str | None = None) -> Answer:
        """Return the clip of a plan, kept under `name`: a public one's content key unless given.

        A private one without a name is spoken for this caller alone and not kept.
        """
        name = name or (None if plan.private else plan.content)
        kept = self._find(name, format_name, plan.private) if name else None
        if kept:
            return kept
        flight = f"{name or secrets.token_hex()}.{get_format(format_name).name}"
        stream = self._flights.join(
            flight, lambda: self._produce(name, plan, format_name), self._makers
        )
        return Answer(None, stream)

    def find_facts(self, name: str) -> Facts | None:
        """Return the facts of a clip, which is completed first; None where none is known."""
        if not _NAME.fullmatch(name):
            return None
        private = name.startswith(PRIVATE_PREFIX)
        kept = self._read_facts(name, private)
        if kept:
            return kept
        plan = self._find_plan(name)
        if plan is None:
            return None
        facts = self.get_facts(plan, name if private else None)
        return replace(facts, lasting=facts.lasting and plan.content == name)

    def get_facts(self, plan: Plan, name: str | None = None) -> Facts:
        """Return the facts of a plan's clip, which is completed first. Raises as `narrate`."""
        name = name or plan.content
        for _packet in self.narrate(plan, _MARKS_FORMAT, name).stream:
            pass
        kept = self._read_facts(name, plan.private)
        if kept:
            return kept
        # Nothing could be stored (a full disk): speak once more, for the marks alone.
        rendition = self._narrator.render(plan, _MARKS_FORMAT)
        for _packet in rendition:
            pass
        return _facts(rendition)

    def sweep(self) -> None:
        """Remove what has expired."""
        self._cache.sweep()
        self._scripts.sweep()

    def close(self) -> None:
        """Let no new clip begin and end the engines; clips in the making fail."""
        self._makers.shutdown(wait=False, cancel_futures=True)
        self._narrator.close()
        self._scripts.close()

    def _find(self, name: str, format_name: str, private: bool) -> Answer | None:
        entry = self._cache.find(f"{name}-{get_format(format_name).name}.audio", private)
        # Looked at together, the two are evicted together.
        self._cache.find(f"{name}-{format_name}.facts", private)
        audio = _read(entry)
        if entry is None or audio is None:
            return None
        self._narrator.observer.cache_hit()
        return Answer(audio, iter([audio]), entry.lasting)

    def _find_plan(self, name: str) -> Plan | None:
        found = self._scripts.find(name)
        if found is None:
            return None
        script, _private = found
        return self._narrator.restore(Utterance(**script["utterance"]), script["rows"])

    def _produce(self, name: str | None, plan: Plan, format_name: str) -> Iterator[bytes]:
        # Another flight for it may have landed between the look into the store and this one.
        kept = self._find(name, format_name, plan.private) if name else None
        if kept:
            yield from kept.stream
            return
        rendition = self._narrator.render(plan, format_name)
        packets: list[bytes] = []
        for packet in rendition:
            packets.append(packet)
            yield packet
        if name:
            self._keep(name, plan, rendition, packets)

    def _keep(self, name: str, plan: Plan, rendition: Rendition, packets: Sequence[bytes]) -> None:
        lasting = not plan.private and not rendition.fallback
        audio = b"".join(packets)
        if rendition.format.header:
            audio = patch_wav(audio)
        facts = json.dumps(asdict(_facts(rendition)), ensure_ascii=False).encode()
        try:
            # The facts come first: whoever finds the audio finds them as well.
            kept = f"{name}-{rendition.format.name}"
            self._cache.put(f"{kept}.facts", facts, private=plan.private, lasting=lasting)
            self._cache.put(
                f"{kept}.audio",
                audio,
                private=plan.private,
                lasting=lasting,
            )
        except StorageError as error:
            _log.warning("clip_not_kept", extra={"reason": str(error)})

    def _read_facts(self, name: str, private: bool) -> Facts | None:
        # Sentences begin at the same time in every format: those of any that was made will do.
        for format_name in FORMATS:
            entry = self._cache.find(f"{name}-{format_name}.facts", private)
            facts = _read(entry)
            if entry is not None and facts is not None:
                stored = json.loads(facts)
                marks = tuple(Mark(**mark) for mark in stored.pop("marks"))
                return Facts(**stored | {"lasting": entry.lasting}, marks=marks)
        return None


def check_length(plan: Plan) -> None:
    """Raise InputTooLongError for a plan that would keep a worker busy for many minutes.

    Figures read one by one at a quarter of the speed last fifty times as long as a text does.
    """
    if plan.spoken_length > LONGEST_CLIP:
        raise InputTooLongError("Said at this speed, the text is too long: send it in parts.")


def _read(entry: Entry | None) -> bytes | None:
    try:
        return entry.path.read_bytes() if entry else None
    except FileNotFoundError:  # Evicted between the two steps.
        return None


def _facts(rendition: Rendition) -> Facts:
    return Facts(rendition.engine, rendition.seconds, rendition.fallback, tuple(rendition.marks))
