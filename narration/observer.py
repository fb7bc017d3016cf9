"""What narration tells whoever counts: made, failed, found, waiting. No metrics library here."""

from __future__ import annotations

from typing import Protocol


class Observer(Protocol):
    """Hears of events as they happen, from many threads at once.

    A method returns at once and never raises. None is given any narrated text.
    """

    def clip_made(self, engine: str, seconds: float) -> None:
        """A clip is complete: `engine` spoke it (or "recording"), it lasts `seconds`."""

    def cache_hit(self) -> None:
        """A clip was found complete in the store."""

    def sentence_spoken(self, engine: str) -> None:
        """`engine` spoke a sentence."""

    def sentence_failed(self, engine: str, reason: str) -> None:
        """`engine` could not speak a sentence; `reason` is that of its EngineError."""


class NullObserver:
    """An observer that counts nothing: for the command line and for tests."""

    def clip_made(self, engine: str, seconds: float) -> None:
        """Ignore the clip."""

    def cache_hit(self) -> None:
        """Ignore the hit."""

    def sentence_spoken(self, engine: str) -> None:
        """Ignore the sentence."""

    def sentence_failed(self, engine: str, reason: str) -> None:
        """Ignore the failure."""
