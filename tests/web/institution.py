"""An institution's web server on loopback, for tests of pages that are fetched from it."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

PAGE = "text/html; charset=utf-8"


@dataclass
class Answer:
    """What the server says at a path; `drip` sends one byte after another until it is told.

    With `endless` those bytes belong to a header.
    """

    body: bytes = b""
    content_type: str = PAGE
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip: Event | None = None
    endless: bool = False


@dataclass
class Institution:
    """Its pages by path, and the requests that came, as (path, headers)."""

    origin: str
    pages: dict[str, Answer] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def put(self, path: str, html: str = "", **given: object) -> str:
        """Put a page there and return its address."""
        self.pages[path] = Answer(html.encode(), **given)  # type: ignore[arg-type]
        return self.origin + path

    def redirect(self, path: str, target: str, status: int = 302) -> str:
        """Let a path lead on to another address, and return its own."""
        return self.put(path, status=status, headers={"Location": target})


@contextmanager
def serving_institution(context: ssl.SSLContext | None = None) -> Iterator[Institution]:
    """Serve an institution's pages for the length of a block, by TLS where `context` is given."""
    institution = Institution("")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _make_handler(institution))
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    scheme = "https" if context else "http"
    institution.origin = f"{scheme}://localhost:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield institution
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _make_handler(institution: Institution) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            institution.requests.append((self.path, dict(self.headers)))
            answer = institution.pages.get(self.path, Answer(status=404))
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.content_type)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.endless:
                self.flush_headers()
                self.wfile.write(b"X-Slow: ")
            else:
                self.end_headers()
            try:
                while answer.drip and not answer.drip.wait(0.02):
                    self.wfile.write(b" ")
                self.wfile.write(answer.body)
            except OSError:
                return  # Whoever asked has had enough.

        def log_message(self, *_: object) -> None:
            pass

    return Handler
