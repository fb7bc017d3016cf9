"""Connections of one fetch: to the address that was looked at, and until a deadline alone."""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from functools import partial
from threading import Timer
from typing import Any

import requests
from requests.adapters import HTTPAdapter


class Pinned(HTTPAdapter):
    """Connects to the address that was looked at, and still verifies the host's certificate.

    A second look-up, which a connection by name would make, could give another address. At the
    `deadline` (of time.monotonic) it hangs up: time limits hold for each read alone, and a server
    that sends byte after byte keeps all of them.
    """

    def __init__(self, host: str, address: str, deadline: float) -> None:
        super().__init__()
        self._host, self._address, self._deadline = host, address, deadline
        self._watched: list[tuple[Timer, socket.socket]] = []

    def get_connection_with_tls_context(
        self,
        request: requests.PreparedRequest,
        verify: bool | str | None = True,
        proxies: object = None,
        cert: Any = None,
    ) -> Any:
        """Return a connection to the address, as requests asks its adapters for one."""
        host, pool = self.build_connection_pool_key_attributes(
            request, True if verify is None else verify, cert
        )
        host["host"] = self._address
        if host["scheme"] == "https":
            pool |= {"server_hostname": self._host, "assert_hostname": self._host}
        connections: Any = self.poolmanager.connection_from_host(**host, pool_kwargs=pool)
        connections.ConnectionCls = partial(self._make, connections.ConnectionCls)
        return connections

    def _make(self, kind: type[Any], **given: Any) -> Any:
        connection = kind(**given)
        connection._new_conn = partial(self._connect, connection._new_conn)
        return connection

    def _connect(self, connect: Any) -> socket.socket:
        connected: socket.socket = connect()
        # Its descriptor will pass to TLS, which begins with a conversation of its own.
        copy = connected.dup()
        timer = Timer(max(0.0, self._deadline - time.monotonic()), _hang_up, [copy])
        timer.daemon = True
        timer.start()
        self._watched.append((timer, copy))
        return connected

    def close(self) -> None:
        """Close every connection; nobody waits for the deadline any more."""
        super().close()
        for timer, copy in self._watched:
            timer.cancel()
            timer.join()
            copy.close()


def _hang_up(connected: socket.socket) -> None:
    with suppress(OSError):
        connected.shutdown(socket.SHUT_RDWR)
