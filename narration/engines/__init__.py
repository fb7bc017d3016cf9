"""Speech engines: the protocol they share and the one table in which they are found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from narration.cores import count_cores

if TYPE_CHECKING:  # A worker process imports this package, and pays for all that it imports.
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
        """Return the voices that work here, without making a sound.

        Raises EngineUnavailableError, which says why, where none can.
        """

    def phoneme(self, ipa: str) -> str | None:
        """Return how `ipa` is written into this engine's text, or None where it takes no IPA."""

    def synthesize(self, text: str, voice: Voice) -> Pcm:
        """Speak one sentence in its spoken form, at the default pace and the engine's own level.

        Raises EngineTimeoutError, EngineCrashedError, EngineUnavailableError, EngineOutputError
        or BusyError; EmptyInputError and InputTooLongError before the engine sees the text.
        """

    def close(self) -> None:
        """End workers and connections; the engine is not used afterwards."""


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What an operator decides about engines; each takes what concerns it. Durations in seconds.

    `workers` processes an engine, all of them started at once with `preload`, else when needed;
    `queue` sentences may wait for them, and each may take `time_limit`. `piper_voices` is the
    folder of Piper's voices. `gtts_url` is the service gTTS asks, `gtts_time_limit` what one
    sentence may take there, tries included, and `gtts_rest` how long it is left alone after
    `gtts_failures` failures in a row.
    """

    workers: int = field(default_factory=lambda: min(4, count_cores()))
    queue: int = 32
    time_limit: float = 20.0
    preload: bool = True
    piper_voices: Path | None = None
    gtts_url: str = "https://translate.google.com"
    gtts_time_limit: float = 15.0
    gtts_failures: int = 5
    gtts_rest: float = 60.0


ENGINES = {
    "pyttsx3": "Pyttsx3Engine",
    "piper": "PiperEngine",
    "gtts": "GttsEngine",
    "silence": "SilenceEngine",
}
"""Every engine: its name, which is also its module's in this package, and its class there."""

DEFAULT_CHAIN = ("pyttsx3",)
"""The engines asked in turn unless the operator says otherwise: offline, installed, audible."""


def create_engine(name: str, settings: EngineSettings) -> Engine:
    """Return a new engine by its name in ENGINES; its module is imported now, and not before.

    Raises KeyError for a name that is not in the table.
    """
    module = import_module(f"{__name__}.{name}") if name in ENGINES else None
    return cast(Engine, getattr(module, ENGINES[name])(settings))
