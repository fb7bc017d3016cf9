"""The tasks: deliver, expand, sweep, and the tick that wakes them up.

A task carries ids alone and is a hint. The rows say what there is to do, so a task that is lost,
or runs twice, changes nothing. Every machine ticks.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta

import structlog
from huey import Huey

from outreach.dispatch import Delivery, deliver
from outreach.dispatch.claim import find_due_campaigns
from outreach.jobs import Job, Jobs
from outreach.reconcile import sweep

SWEEP_SECONDS = 60.0
_STALE_SECONDS = 10
"""A task that waited longer is dropped: the tick has long asked for another."""

_DRIFT = timedelta(seconds=30)
_log = structlog.get_logger(__name__)


class Tasks:
    """The tasks of one process. `stopped` asks those that run to come to an end."""

    def __init__(
        self,
        huey: Huey,
        delivery: Delivery,
        jobs: Jobs | None = None,
        *,
        sweep_seconds: float = SWEEP_SECONDS,
    ) -> None:
        self.huey = huey
        self.stopped = threading.Event()
        self._delivery = delivery
        self._jobs = jobs or Jobs()
        self._sweep_seconds = sweep_seconds
        self._swept_at: float | None = None
        pause = delivery.timing.lease.total_seconds()
        self._steady = Steadiness(delivery.clock, pause, time.monotonic)
        self._busy: set[str] = set()
        self._lock = threading.Lock()
        self.deliver = huey.task(name="deliver", expires=_STALE_SECONDS)(self._deliver)
        self.expand = huey.task(name="expand", expires=_STALE_SECONDS)(self._expand)
        self.sweep = huey.task(name="sweep", expires=_STALE_SECONDS)(self._sweep)

    def tick(self) -> None:
        """Do what is quick, and wake up what is due."""
        now = self._delivery.clock()
        self._run_all(self._jobs.each_second)
        with self._logged("find_runs"):
            for run_id in self._jobs.find_runs(self._delivery.database, now):
                self._wake(self.expand, f"expand {run_id}", run_id)
        with self._logged("find_due"):
            for channel in self._delivery.channels:
                if self._is_due(channel):
                    self._wake(self.deliver, f"deliver {channel}", channel)
        with self._logged("sweep"):
            if self._swept_at is None or time.monotonic() - self._swept_at >= self._sweep_seconds:
                self._wake(self.sweep, "sweep")
                self._swept_at = time.monotonic()

    def _deliver(self, channel: str) -> None:
        sent = 0
        with self._logged("deliver"):
            with self._alone(f"deliver {channel}") as alone:
                if alone:
                    sent = deliver(self._delivery, channel, stopped=self.stopped.is_set)
            if sent and not self.stopped.is_set() and self._is_due(channel):
                self.deliver(channel)

    def _expand(self, run_id: int) -> None:
        with self._logged("expand"), self._alone(f"expand {run_id}") as alone:
            if alone:
                self._jobs.expand(self._delivery.database, run_id, self._delivery.clock())

    def _sweep(self) -> None:
        with self._alone("sweep") as alone:
            if not alone:
                return
            with self._logged("sweep"):
                if self._steady.check():
                    sweep(self._delivery)
            self._run_all(self._jobs.each_minute)

    def run_at_start(self) -> None:
        """Run the jobs that nothing may begin without; what one raises is raised."""
        for job in self._jobs.at_start.values():
            job(self._delivery.database, self._delivery.clock())

    def _is_due(self, channel: str) -> bool:
        with self._delivery.database.read() as connection:
            return bool(find_due_campaigns(connection, channel, self._delivery.clock()))

    def _run_all(self, jobs: Mapping[str, Job]) -> None:
        for name, job in jobs.items():
            if self.stopped.is_set():
                return
            with self._logged(name):
                job(self._delivery.database, self._delivery.clock())

    def _wake(self, task: Callable[..., object], name: str, *ids: int | str) -> None:
        if name not in self._busy:
            task(*ids)

    @contextmanager
    def _alone(self, name: str) -> Iterator[bool]:
        """Yield whether nobody in this process is at it: a second one would only take a place."""
        with self._lock:
            alone = name not in self._busy
            self._busy.add(name)
        try:
            yield alone
        finally:
            if alone:
                with self._lock:
                    self._busy.discard(name)

    @contextmanager
    def _logged(self, job: str) -> Iterator[None]:
        """Keep a failure to the job that has it: the next tick tries again."""
        try:
            yield
        except Exception as error:
            _log.warning("job_failed", job=job, error=type(error).__name__, exc_info=error)


class Steadiness:
    """Tells whether the clock has run evenly for long enough.

    After a jump, calls that are under way look old. For the length of a lease nobody is asked
    about them: by then they are.
    """

    def __init__(
        self, clock: Callable[[], datetime], pause_seconds: float, monotonic: Callable[[], float]
    ) -> None:
        self._clock = clock
        self._pause = pause_seconds
        self._monotonic = monotonic
        self._offset = self._measure()
        self._uneven_at: float | None = None

    def check(self) -> bool:
        """Compare the clock with one that nobody sets."""
        offset = self._measure()
        if abs(offset - self._offset) > _DRIFT.total_seconds():
            _log.warning("clock_jumped", seconds=round(offset - self._offset))
            self._uneven_at = self._monotonic()
        self._offset = offset
        return self._uneven_at is None or self._monotonic() - self._uneven_at >= self._pause

    def _measure(self) -> float:
        return self._clock().timestamp() - self._monotonic()
