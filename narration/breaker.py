"""A circuit breaker: what fails again and again is left alone for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from narration.errors import EngineError, EngineUnavailableError


class CircuitBreaker:
    """Opens after `failures` EngineErrors in a row, for `rest` seconds.

    Then one caller may try, while the others are still refused: its success closes the circuit,
    its failure opens it for another rest. `clock` counts seconds.
    """

    def __init__(
        self, failures: int, rest: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._failures = failures
        self._rest = rest
        self._clock = clock
        self._failed = 0
        self._closed_at = 0.0
        self._lock = threading.Lock()

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Count how the enclosed work ends. Raises EngineUnavailableError while open."""
        self._enter()
        try:
            yield
        except EngineError:
            self._record_failure()
            raise
        with self._lock:
            self._failed = 0

    def _enter(self) -> None:
        with self._lock:
            if self._failed < self._failures:
                return
            left = self._closed_at - self._clock()
            if left > 0:
                raise EngineUnavailableError("it failed too often and rests", retry_after=left)
            self._closed_at = self._clock() + self._rest  # The others wait for this one's outcome.

    def _record_failure(self) -> None:
        with self._lock:
            self._failed += 1
            self._closed_at = self._clock() + self._rest
