"""Functions run in supervised worker processes: one job a worker at a time, each with a time limit.

A speech engine is C code that hangs, crashes and allows one instance a process. Here a job that
does so costs its own caller an error, never another's: its process is killed and replaced.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from queue import Empty, LifoQueue
from typing import TypeVar

from narration.cores import count_cores
from narration.errors import (
    BusyError,
    EngineCrashedError,
    EngineError,
    EngineOutputError,
    EngineUnavailableError,
)
from narration.worker import Worker, WorkerLostError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """How much a pool does at once, and for how long; durations in seconds.

    `workers` jobs run at a time, each for at most `time_limit`; `waiting` more may wait for their
    turn, each for at most `time_limit`. A new process has `start_limit` to warm up.
    """

    workers: int = field(default_factory=lambda: min(4, count_cores()))
    waiting: int = 32
    time_limit: float = 20.0
    start_limit: float = 30.0


class WorkerPool:
    """A fixed number of worker processes that run importable functions for many threads.

    Processes live until they fail: none is replaced merely for having served long.
    """

    def __init__(
        self, warm_up: Callable[[], object], limits: PoolLimits, *, preload: bool = True
    ) -> None:
        """Run `warm_up` first in every new process; with `preload`, start all of them now."""
        self._limits = limits
        self._admission = threading.BoundedSemaphore(limits.workers + limits.waiting)
        self._slots = [_Slot(warm_up, limits) for _ in range(limits.workers)]
        self._free: LifoQueue[_Slot] = LifoQueue()
        for slot in self._slots:
            if preload:
                slot.start()
            self._free.put(slot)

    def run(self, function: Callable[..., T], *args: object) -> T:
        """Return ``function(*args)`` as a worker computed it; all three have to be picklable.

        A NarrationError from the function comes back as it is; any other exception becomes an
        EngineError that names its type alone, since its text may quote what was to be spoken.
        Raises BusyError at once when too many jobs wait already, or when the turn did not come
        within the time limit; EngineTimeoutError; EngineCrashedError; EngineUnavailableError
        when the pool is closed.
        """
        with self._lend() as slot:
            return slot.call(function, args)

    @contextlib.contextmanager
    def _lend(self) -> Iterator[_Slot]:
        """Yield a free slot, the last used first: its memory is warm, and few need to start."""
        if not self._admission.acquire(blocking=False):
            raise BusyError("too many sentences wait for their turn")
        try:
            slot = self._free.get(timeout=self._limits.time_limit)
            try:
                yield slot
            finally:
                self._free.put(slot)
        except Empty:
            raise BusyError("the sentence's turn did not come in time") from None
        finally:
            self._admission.release()

    def close(self) -> None:
        """End every process, at work or not, and wait for that; calls under way raise."""
        endings = [slot.close() for slot in self._slots]
        for ending in endings:
            ending.join()


class _Slot:
    """The place of one worker, lent to one caller at a time; its process is replaced on failure."""

    def __init__(self, warm_up: Callable[[], object], limits: PoolLimits) -> None:
        self._warm_up = warm_up
        self._limits = limits
        self._worker: Worker | None = None
        self._closed = False
        self._lock = threading.Lock()

    def start(self) -> Worker:
        """Return the worker, which is started now unless there is one that lives."""
        with self._lock:
            if self._closed:
                raise EngineUnavailableError("the pool is closed")
            if self._worker is None or not self._worker.alive:
                self._end_worker()
                self._worker = Worker(self._warm_up, self._limits.start_limit)
            return self._worker

    def call(self, function: Callable[..., T], args: tuple[object, ...]) -> T:
        """Run one job; one that its process did not live to take goes to a second process."""
        for _ in range(2):
            with contextlib.suppress(WorkerLostError):
                return self._attempt(function, args)
        raise EngineCrashedError("its processes die before they take a job")

    def _attempt(self, function: Callable[..., T], args: tuple[object, ...]) -> T:
        worker = self.start()
        try:
            return worker.call(function, args, self._limits.time_limit)
        except EngineOutputError:
            raise  # The function's own verdict: its process is sound.
        except (EngineError, WorkerLostError):
            self._replace()
            raise

    def _replace(self) -> None:
        """End the process and start the next at once, so that the next caller need not wait."""
        with self._lock:
            self._end_worker()
        with contextlib.suppress(EngineUnavailableError):
            self.start()

    def _end_worker(self) -> threading.Thread:
        """End the process in the background: it takes Pebble up to 0.2 s to stop its threads."""
        worker, self._worker = self._worker, None
        ending = threading.Thread(target=worker.stop if worker else None, name="end-worker")
        ending.start()
        return ending

    def close(self) -> threading.Thread:
        """Refuse jobs from now on; the returned thread lives until the process is gone."""
        with self._lock:
            self._closed = True
            return self._end_worker()
