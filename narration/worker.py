"""One supervised worker process, spawned clean, that runs one job at a time.

Each is a Pebble pool with a single process. The processes of one Pebble pool share a pair of pipes
and its locks, so that one killed while it writes its result leaves half a message and a held lock
to the others; and one that dies idle breaks its whole pool. Alone, it breaks nothing but itself.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import SpawnContext, SpawnProcess
from types import ModuleType
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from narration.errors import (
    EngineCrashedError,
    EngineError,
    EngineTimeoutError,
    EngineUnavailableError,
    NarrationError,
)

T = TypeVar("T")

_LOOK = 0.25  # Seconds between two looks at whether the process of a job still lives.
_GRACE = 2.0  # Seconds for Pebble to notice an overrun (its period is 0.1) and to end the process.
_starting = threading.Lock()


class WorkerLostError(Exception):
    """The process was gone before it took the job, which can therefore be given to another."""


class Worker:
    """A process that has run `warm_up` before its first job. Durations are in seconds."""

    def __init__(self, warm_up: Callable[[], object], start_limit: float) -> None:
        """Start the process and return without waiting for it."""
        self._pool = ProcessPool(max_workers=1, initializer=_enter_worker, context=_CleanContext())
        self._start_limit = start_limit
        self._warmed: ProcessFuture[Any] = self._pool.schedule(warm_up, timeout=start_limit)
        self._job: ProcessFuture[Any] = self._warmed

    @property
    def alive(self) -> bool:
        """Whether the process can take a job, as far as is known: a death shows within 0.1 s."""
        return bool(self._pool.active)

    def call(self, function: Callable[..., T], args: tuple[object, ...], time_limit: float) -> T:
        """Return the function's result.

        Raises the NarrationErrors of the function, EngineError for whatever else it raises,
        EngineTimeoutError, EngineCrashedError, EngineUnavailableError where the process could not
        warm up or was stopped, and WorkerLostError.
        """
        try:
            self._wait(self._warmed, self._start_limit)
        except EngineCrashedError:
            raise WorkerLostError from None
        except NarrationError as error:
            raise EngineUnavailableError(f"its process could not start: {error}") from None
        job = self._schedule(function, args, time_limit)
        self._job = job
        return self._wait(job, time_limit)

    def _wait(self, job: ProcessFuture[T], time_limit: float) -> T:
        """Return the job's result; see `call` for what is raised."""
        end = time.monotonic() + time_limit + _GRACE
        error: BaseException | None = None
        while not job.done():
            try:
                error = job.exception(min(_LOOK, max(0.0, end - time.monotonic())))
            except TimeoutError as lost:
                # Pebble forgets a job that was handed over just as its process died.
                if not self.alive and not job.done():
                    raise WorkerLostError from None
                if time.monotonic() >= end:
                    error = lost
                    break
            except CancelledError:
                break
        if error is None and job.cancelled():
            raise EngineUnavailableError("its process was stopped")
        error = error or job.exception(0)
        if error is not None:
            raise _translate(error, time_limit) from None
        return job.result()

    def _schedule(
        self, function: Callable[..., T], args: tuple[object, ...], time_limit: float
    ) -> ProcessFuture[T]:
        try:
            return self._pool.schedule(function, args=args, timeout=time_limit)
        except RuntimeError:  # So Pebble refuses jobs once it has noticed the death.
            raise WorkerLostError from None

    def stop(self) -> None:
        """Kill the process and wait for its end; a call that is under way raises."""
        self._pool.stop()  # type: ignore[no-untyped-call]  # Pebble leaves these two untyped.
        self._job.cancel()  # type: ignore[no-untyped-call]
        self._pool.join()


def _translate(error: BaseException, time_limit: float) -> Exception:
    """Return Pebble's or the job's exception as one of this package; SystemExit is a failure too.

    Only the type of an unknown one is told: its text may quote what was to be spoken.
    """
    match error:
        case NarrationError():
            return error
        case BrokenProcessPool():
            return WorkerLostError()
        case TimeoutError():
            return EngineTimeoutError(f"no answer within {time_limit:g} s")
        case ProcessExpired():
            return EngineCrashedError(f"its process ended with code {error.exitcode}")
        case _:
            return EngineError(f"failed with {type(error).__name__}")


def _enter_worker() -> None:
    """Prepare a new process, after Pebble has made it ignore SIGINT.

    SIGTERM kills at once: Pebble's handler would wait for C code to return. Libraries print on
    standard output, which may be the caller's data. Nothing must outlive the service, not even
    one ended by SIGKILL: a thread waits for the parent's end, because Linux' PR_SET_PDEATHSIG
    would fire when the *thread* that started the process ends.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with open(os.devnull, "w") as nothing:
        os.dup2(nothing.fileno(), 1)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


class _CleanProcess(SpawnProcess):
    """A spawned process that does not import the parent's main script.

    multiprocessing runs that script again in the child, in case the job is defined there. The
    script of a console command imports the whole application: slow, large, and GPL libraries
    would share a process with it. While it starts, SIGINT is blocked, and so it is in the child:
    Ctrl-C reaches the whole terminal group and would print a traceback from its imports.
    """

    def start(self) -> None:
        with _starting:
            main = sys.modules["__main__"]
            mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
            sys.modules["__main__"] = ModuleType("__main__")
            try:
                super().start()
            finally:
                sys.modules["__main__"] = main
                signal.pthread_sigmask(signal.SIG_SETMASK, mask)


class _CleanContext(SpawnContext):
    Process = _CleanProcess
