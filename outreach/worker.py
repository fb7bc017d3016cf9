"""A worker: the threads of one process that run tasks, and tick every second."""

from __future__ import annotations

import sys
import threading
from typing import Any

from huey.consumer import Consumer, Scheduler

from outreach.tasks import Tasks

_OPTIONS = {
    "workers": 4,
    "worker_type": "thread",
    "initial_delay": 0.05,
    "backoff": 1.15,
    "max_delay": 0.5,
    "scheduler_interval": 1,
    "periodic": False,
}
"""Idle it takes a thousandth of a core, and a task waits for 90 ms at most on its first poll."""


_SWITCH_SECONDS = 0.0005


def share_interpreter() -> None:
    """Let the threads of this process take turns ten times as often as by default.

    A thread that writes rows gives the interpreter away at each of them, and would wait for it
    for up to 5 ms while the event loop has requests to answer: a third of the speed.
    """
    sys.setswitchinterval(_SWITCH_SECONDS)


class Worker:
    """Runs tasks in threads until it is closed; the process keeps its own signal handlers."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._consumer = _Consumer(tasks)
        self._lock = threading.Lock()
        self._started = False

    def start(self) -> None:
        """Do what comes first, and begin. Raises what the jobs raise that come first."""
        self._tasks.run_at_start()
        share_interpreter()
        with self._lock:
            if not self._tasks.stopped.is_set():
                self._consumer.start()
                self._started = True

    def stop(self) -> None:
        """Ask the threads to begin nothing more; returns at once."""
        self._tasks.stopped.set()
        self._consumer.stop()

    def close(self, seconds: float) -> bool:
        """Wait until the threads have ended, for `seconds` at most; tell whether they have.

        What is under way then is found by the sweep of whoever runs next.
        """
        self.stop()
        with self._lock:
            return not self._started or self._consumer.join(seconds)


class _Clock(Scheduler):  # type: ignore[misc]  # The library has no types.
    """Huey's own clock, which also ticks."""

    tasks: Tasks

    def loop(self, now: Any = None) -> None:
        self.tasks.tick()
        super().loop(now)


class _Consumer(Consumer):  # type: ignore[misc]  # The library has no types.
    """Huey's consumer as a part of a process that has other things to do."""

    scheduler_class = _Clock

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        super().__init__(tasks.huey, **_OPTIONS)

    def _create_scheduler(self) -> _Clock:
        clock: _Clock = super()._create_scheduler()
        clock.tasks = self._tasks
        return clock

    def _set_signal_handlers(self) -> None:
        """Leave the signals to the process."""

    def join(self, seconds: float) -> bool:
        """Wait for the threads; tell whether all have ended."""
        self.shutdown_timeout = seconds
        ended: bool = self._join_workers()
        return ended
