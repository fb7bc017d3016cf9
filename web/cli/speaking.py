"""A plan spoken for the command line: from the store where it lies there, else anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import click

from narration.audio import get_format, patch_wav
from narration.clips import Clips
from narration.errors import StorageError
from narration.marks import Mark
from narration.narrator import Narrator
from narration.planning import Plan
from web.build import build_clips
from web.config import Settings


class Outcome(Protocol):
    """What is known of a narration once it is complete; `seconds` is its duration."""

    @property
    def engine(self) -> str:
        """Who spoke it."""

    @property
    def seconds(self) -> float:
        """How long it lasts."""

    @property
    def marks(self) -> Sequence[Mark]:
        """When each sentence is said."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A narration as it is made: `finish` tells what it was, when `packets` are exhausted."""

    format_name: str
    packets: Iterator[bytes]
    finish: Callable[[], Outcome]
    cached: bool = False

    def take_all(self) -> bytes:
        """Return the whole clip; a WAV file has its true size."""
        audio = b"".join(self.packets)
        return patch_wav(audio) if get_format(self.format_name).header else audio


def speak(settings: Settings, narrator: Narrator, plan: Plan, format_name: str) -> Sound:
    """Begin to speak a plan; only public text is looked for in the store, and kept.

    Raises BusyError, EngineError or StorageError, now or while the packets are taken.
    """
    clips = None if plan.private else _open_store(settings, narrator)
    if clips is None:
        rendition = narrator.render(plan, format_name)
        return Sound(format_name, iter(rendition), lambda: rendition)
    answer = clips.narrate(plan, format_name)

    def finish() -> Outcome:
        return clips.find_facts(plan.content) or clips.get_facts(plan)

    return Sound(format_name, answer.stream, finish, cached=answer.complete is not None)


def _open_store(settings: Settings, narrator: Narrator) -> Clips | None:
    """Return the store, or None: without one a narration takes longer, but works."""
    try:
        return build_clips(settings, narrator)
    except StorageError as error:
        click.echo(f"Warning: nothing is kept: {error}", err=True)
        return None
