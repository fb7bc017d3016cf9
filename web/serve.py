"""`outspoken serve`: the service under granian, one worker process with threads.

One process keeps rate limits and metrics whole on a machine; speech is made in child processes.
"""

from __future__ import annotations

import errno
import faulthandler
import logging
import multiprocessing
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any, NoReturn

from granian import Granian
from granian.constants import Interfaces
from granian.net import SocketSpec  # type: ignore[attr-defined]  # Its module has no __all__.

from web.build import build_narrator
from web.config import ConfigurationError, Settings
from web.config.secret_key import get_secret_key
from web.embedded import EmbeddedWorker
from web.logs import configure, get_granian_logging

_STOP_SECONDS = 3
_LAST_SECONDS = 8
_GLANCE_SECONDS = 0.1


def serve(settings: Settings) -> NoReturn:
    """Serve until SIGINT or SIGTERM; the port is free a few seconds later at most.

    Raises ConfigurationError, EngineUnavailableError or UnknownVoiceError, before the server
    starts, for what the server could tell of in a backtrace only.
    """
    for host, port, advice in _list_addresses(settings):
        _check_address(host, port, advice)
    get_secret_key(settings)
    configure(settings)
    worker = EmbeddedWorker(settings) if settings.embedded_worker else None
    with closing(build_narrator(settings.model_copy(update={"workers": 1}))):
        pass
    if worker:
        worker.wait()
    server = _make_server(settings, worker)
    try:
        server.serve()
    except SystemExit as ending:  # Its process died again and again.
        _leave(int(ending.code or 0))
    _leave(0)


def _make_server(settings: Settings, worker: EmbeddedWorker | None) -> _Server:
    server = _Server(
        "web.asgi:app",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=1,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=_STOP_SECONDS,
        log_dictconfig=dict(get_granian_logging()),
    )
    server.stall_seconds = settings.stall_seconds
    server.worker = worker
    return server


def _leave(exit_code: int) -> NoReturn:
    """End the process at once, now that all it serves has ended.

    Python would first wait for threads that wait for the database, half a minute at worst, and
    then take apart every object one by one, which a busy machine does for seconds.
    """
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(exit_code)


class _Interruption(threading.Event):
    """What the server's main loop waits for, seen also where only a flag of the server was set.

    An event takes a lock. A signal's handler that sets it while the same thread is just about to
    wait would stop there for ever.
    """

    def __init__(self, is_interrupted: Callable[[], bool]) -> None:
        super().__init__()
        self._is_interrupted = is_interrupted

    def wait(self, timeout: float | None = None) -> bool:
        """Return True once it is set, or the server interrupted; the limit is ours."""
        while not self._is_interrupted() and not super().wait(_GLANCE_SECONDS):
            pass
        return True


class _Server(Granian):  # type: ignore[misc,valid-type]  # Chosen at run time by the platform.
    """Granian, with a bound on how long a client may take nothing of its answer.

    The server itself has none, and what is written to a client that stopped reading would lie in
    memory for ever. Accepted connections inherit the limit of the socket that they came in by.
    """

    stall_seconds: int
    worker: EmbeddedWorker | None

    def __init__(self, target: str, **options: Any) -> None:
        super().__init__(target, **options)
        self.main_loop_interrupt = _Interruption(lambda: bool(self.interrupt_signal))

    def signal_handler_interrupt(self, *_given: object) -> None:
        """Only note the signal: the main loop looks."""
        self.interrupt_signal = True

    def _spawn_workers(self, *given: Any) -> None:
        """Fork the server's process, which so shares what is imported here; then begin to send.

        From then on this process has threads: a server forked from it in the place of one that
        died could wait for their locks for ever, and is started anew instead.
        """
        super()._spawn_workers(*given)
        multiprocessing.set_start_method("spawn", force=True)
        if self.worker:
            self.worker.start()

    def shutdown(self, exit_code: int = 0) -> None:
        """End the worker first: what it is about to hear of a carrier may be the service itself."""
        # Each part has a limit of its own. Should they fail, the log shows what every thread did.
        faulthandler.dump_traceback_later(_LAST_SECONDS, exit=True)
        if self.worker:
            self.worker.stop()
        super().shutdown(exit_code)

    def _init_shared_socket(self) -> None:
        self._shd = SocketSpec(self.bind_addr, self.bind_port, self.backlog).build()
        self._ssp, self._sfd = None, self._shd.get_fd()
        self._sso = socket.socket(fileno=self._sfd)
        self._sso.set_inheritable(True)
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux alone has it.
            milliseconds = self.stall_seconds * 1000
            self._sso.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, milliseconds)


def _list_addresses(settings: Settings) -> Iterator[tuple[str, int, str]]:
    """Yield each host and port that the service listens on, and what to do where it is taken."""
    yield settings.host, settings.port, "choose a port: PORT=9000 make run"
    others = [
        (settings.host, settings.open_playground_port, "OUTSPOKEN_PLAYGROUND_PORT (0: none)"),
        ("127.0.0.1", settings.bounce_port, "OUTSPOKEN_BOUNCE_PORT (0: none)"),
    ]
    if settings.mode == "demo":
        others.append(("127.0.0.1", settings.sandbox_smtp_port, "OUTSPOKEN_SANDBOX_SMTP_PORT"))
    for host, port, variable in others:
        if port:
            yield host, port, f"choose another port: {variable}"


def _check_address(host: str, port: int, advice: str) -> None:
    """Raise ConfigurationError unless the address is free: granian shares it with another."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        address = f"{host}:{port}"
        if error.errno == errno.EADDRINUSE:
            fault = f"{address} is taken by another program; {advice}"
        else:
            fault = f"{address} cannot be listened on: {os.strerror(error.errno or 0)}"
        raise ConfigurationError(fault) from None
