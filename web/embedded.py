"""The worker inside `outspoken serve`: it begins once the service answers, and ends before it."""

from __future__ import annotations

import threading
import urllib.request
from concurrent.futures import Future, ThreadPoolExecutor

import structlog

from outreach.errors import OutreachError
from outreach.worker import Worker
from web.config import Settings

_PROBE_SECONDS = 5.0
_PAUSE_SECONDS = 0.2
_RETRY_SECONDS = 5.0
_STOP_SECONDS = 1.0
_log = structlog.get_logger(__name__)

# An institution's proxy for the web, which the environment may name, does not know this machine.
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class EmbeddedWorker:
    """A worker in threads of the server's main process, whose signal handlers stay as they are."""

    def __init__(self, settings: Settings) -> None:
        """Begin to put it together, in a thread that has ended when `wait` returns."""
        self._url = f"{settings.own_url}/healthz"
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="outreach", daemon=True)
        self._builder = ThreadPoolExecutor(1, thread_name_prefix="outreach")
        self._built: Future[Worker] = self._builder.submit(_build, settings)

    def wait(self) -> None:
        """Return when it is put together. Raises what `build_worker` raises."""
        self._builder.shutdown()
        self._built.result()

    def start(self) -> None:
        """Have it begin as soon as the service answers."""
        self._thread.start()

    def stop(self) -> bool:
        """End it; tell whether all of its threads have ended.

        What is under way has a second, what is left is found by the next sweep.
        """
        self._stopped.set()
        ended = self._built.result().close(_STOP_SECONDS) and not self._thread.is_alive()
        if not ended:
            _log.warning("worker_left", seconds=_STOP_SECONDS)
        return ended

    def _run(self) -> None:
        # A carrier calls back at once, and a demonstration's carrier is the service itself.
        while not self._stopped.is_set() and not self._is_served():
            self._stopped.wait(_PAUSE_SECONDS)
        while not self._stopped.is_set():
            try:
                self._built.result().start()
                return
            except OutreachError as error:
                _log.warning("worker_waits", error=type(error).__name__)
                self._stopped.wait(_RETRY_SECONDS)

    def _is_served(self) -> bool:
        try:
            with _direct.open(self._url, timeout=_PROBE_SECONDS):
                return True
        except OSError:
            return False


def _build(settings: Settings) -> Worker:
    from web.outreach import build_worker  # noqa: PLC0415, its import takes most of the time

    return build_worker(settings)
