"""`outspoken serve`: the service under granian, one worker process with threads.

One process keeps rate limits and metrics whole on a machine; speech is made in child processes.
"""

from __future__ import annotations

import errno
import os
import socket
from contextlib import closing

from granian import Granian
from granian.constants import Interfaces
from granian.net import SocketSpec  # type: ignore[attr-defined]  # Its module has no __all__.

from web.build import build_narrator
from web.config import ConfigurationError, Settings
from web.config.secret_key import get_secret_key
from web.logs import get_granian_logging

_STOP_SECONDS = 3


def serve(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM; the port is free a few seconds later at most.

    Raises ConfigurationError, EngineUnavailableError or UnknownVoiceError, before the server
    starts, for what the server could tell of in a backtrace only.
    """
    _check_address(settings, settings.port, "choose a port: PORT=9000 make run")
    if port := settings.open_playground_port:
        _check_address(settings, port, "choose another port: OUTSPOKEN_PLAYGROUND_PORT (0: none)")
    get_secret_key(settings)
    with closing(build_narrator(settings.model_copy(update={"workers": 1}))):
        pass
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
    server.serve()


class _Server(Granian):  # type: ignore[misc,valid-type]  # Chosen at run time by the platform.
    """Granian, with a bound on how long a client may take nothing of its answer.

    The server itself has none, and what is written to a client that stopped reading would lie in
    memory for ever. Accepted connections inherit the limit of the socket that they came in by.
    """

    stall_seconds: int

    def _init_shared_socket(self) -> None:
        self._shd = SocketSpec(self.bind_addr, self.bind_port, self.backlog).build()
        self._ssp, self._sfd = None, self._shd.get_fd()
        self._sso = socket.socket(fileno=self._sfd)
        self._sso.set_inheritable(True)
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux alone has it.
            milliseconds = self.stall_seconds * 1000
            self._sso.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, milliseconds)


def _check_address(settings: Settings, port: int, advice: str) -> None:
    """Raise ConfigurationError unless the address is free: granian shares it with another."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((settings.host, port))
    except OSError as error:
        address = f"{settings.host}:{port}"
        if error.errno == errno.EADDRINUSE:
            fault = f"{address} is taken by another program; {advice}"
        else:
            fault = f"{address} cannot be listened on: {os.strerror(error.errno or 0)}"
        raise ConfigurationError(fault) from None
