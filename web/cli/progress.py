"""The progress of a narration, sentence by sentence, on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from narration.observer import NullObserver

_WORTH_A_BAR = 3


class SentenceProgress(NullObserver):
    """An observer that moves a bar forward with every sentence that is spoken."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("Narrating", total=None, visible=False)

    def expect(self, sentences: int) -> None:
        """Show the bar if so many sentences are worth one."""
        self._bar.update(self._task, total=sentences, visible=sentences >= _WORTH_A_BAR)

    def sentence_spoken(self, engine: str) -> None:
        """Move forward by one."""
        self._bar.advance(self._task)


@contextmanager
def sentence_progress() -> Iterator[SentenceProgress]:
    """Yield a bar on standard error: seen on a terminal alone, and gone when the work is done."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    hidden = not console.is_terminal
    with Progress(
        *columns, TimeRemainingColumn(), console=console, transient=True, disable=hidden
    ) as bar:
        yield SentenceProgress(bar)
