"""Room for a few at once of what takes a thread for long, or much memory: nobody waits in line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from narration.errors import BusyError


class Turns:
    """At most `limit` at once. Safe for threads."""

    def __init__(self, limit: int) -> None:
        self._free = BoundedSemaphore(limit)

    @contextmanager
    def take(self) -> Iterator[None]:
        """Hold one place for the length of a block. Raises BusyError, at once, if none is free."""
        if not self._free.acquire(blocking=False):
            raise BusyError("Too many ask for this at once.")
        try:
            yield
        finally:
            self._free.release()
