"""A sandbox carrier on real ports, the institution that it calls back, and real clients."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from urllib.parse import parse_qsl

import pytest
from twilio.rest import Client
from werkzeug.serving import make_server

from benchmarks.service import find_free_port
from web.application import create_app
from web.config import load_settings
from web.sandbox.parts import Sandbox


@dataclass
class Institution:
    """A webhook's server: `calls` are (path, form, signature); it sends back `answer`."""

    url: str
    calls: Queue[tuple[str, dict[str, str], str]] = field(default_factory=Queue)
    answer: bytes = b"<Response/>"
    status: int = 200


@pytest.fixture
def institution() -> Iterator[Institution]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = dict(parse_qsl(body, keep_blank_values=True))
            asked.calls.put((self.path, form, self.headers["X-Twilio-Signature"]))
            self.send_response(asked.status)
            self.end_headers()
            self.wfile.write(asked.answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    asked = Institution(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield asked
    server.shutdown()
    server.server_close()


@dataclass
class Running:
    """A sandbox that is served, at `url`."""

    url: str
    parts: Sandbox

    @property
    def client(self) -> Client:
        account = self.parts.carrier.account
        client = Client(account.sid, account.token)
        client.api.base_url = f"{self.url}/sandbox/twilio"
        return client


@pytest.fixture
def carrier(tmp_path, institution) -> Iterator[Running]:
    settings = load_settings(
        data=tmp_path,
        engines="silence",
        workers=1,
        port=int(institution.url.rpartition(":")[2]),
        sandbox_smtp_port=find_free_port(),
        bounce_port=0,
        playground_port=0,
    )
    app = create_app(settings)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    parts = app.extensions["outspoken"]
    parts.start()
    yield Running(f"http://127.0.0.1:{server.server_port}", parts.sandbox)
    server.shutdown()
    server.server_close()
    parts.close()
