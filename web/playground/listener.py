"""A second listener, whose port makes its pages those of another origin."""

from __future__ import annotations

import socket
from threading import Thread
from typing import Any

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from web.config import ConfigurationError, Settings
from web.playground.institution import create_institution
from web.sites.registry import Site, Sites

_NAME = "Playground"
_PHONE = "+44 20 7946 0000"
"""A number that Ofcom keeps free for stories."""


class Playground:
    """The page of an institution that is none, and the site under which it embeds the widget."""

    def __init__(self, settings: Settings, site: Site) -> None:
        self.port = settings.open_playground_port
        self.site = site
        self._host = settings.host
        self._app = create_institution(site.key, settings.port)
        self._server: BaseWSGIServer | None = None

    def start(self) -> None:
        """Listen. Raises ConfigurationError where the port cannot be had."""
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        try:
            # The server's own attempt would end the process.
            listening = socket.create_server((self._host, self.port), family=family)
        except OSError as error:
            raise ConfigurationError(
                f"{self._host}:{self.port} is taken by another program; choose another port: "
                "OUTSPOKEN_PLAYGROUND_PORT (0: none)"
            ) from error
        with listening:
            self._server = make_server(
                self._host,
                self.port,
                self._app,
                threaded=True,
                request_handler=_Handler,
                fd=listening.fileno(),
            )
        Thread(target=self._server.serve_forever, name="playground", daemon=True).start()

    def close(self) -> None:
        """Stop listening."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()


class _Handler(WSGIRequestHandler):
    """A handler that drops who says nothing, and logs no addresses."""

    timeout = 30

    def log(self, type: str, message: str, *args: Any) -> None:
        """Keep quiet: what is tried out here is no part of the service's log."""


def build_playground(settings: Settings, sites: Sites) -> Playground | None:
    """Return the playground of a demo, or None where there is none. Raises StorageError."""
    port = settings.open_playground_port
    return Playground(settings, _get_site(sites, port)) if port else None


def _get_site(sites: Sites, port: int) -> Site:
    """Return the playground's site, which is registered on its first start on a port."""
    origins = tuple(f"http://{host}:{port}" for host in ("127.0.0.1", "localhost", "[::1]"))
    for site in sites.records():
        if site.name == _NAME and site.origins == origins and site.revoked_at is None:
            return site
    return sites.create(_NAME, origins, phone=_PHONE)
