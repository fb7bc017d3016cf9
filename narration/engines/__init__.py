"""Speech engines: the protocol they share and the one table in which they are found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from narration.pcm import Pcm
from narration.voices import Voice


class Engine(Protocol):
    """Something that speaks one sentence at a time. Called from many threads at once.

    `name` is its key in the table, `version` changes whenever its sound does, and `online`
    says that text leaves the premises, so that private text is never given to it.
    """

    name: str
    version: str
    online: bool

    def voices(self) -> Sequence[Voice]:
        """Return the voices that work here, without making a sound."""

    def phoneme(self, ipa: str) -> str | None:
        """Return how `ipa` is written into this engine's text, or None where it takes no IPA."""

    def synthesize(self, text: str, voice: Voice) -> Pcm:
        """Speak one sentence in its spoken form, at the default pace and the engine's own level.

        Raises EngineTimeoutError, EngineCrashedError, EngineUnavailableError, EngineOutputError
        or BusyError.
        """

    def close(self) -> None:
        """End workers and connections; the engine is not used afterwards."""
