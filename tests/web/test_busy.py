"""A service with more to do than it can: it says so at once, and stays well."""

from __future__ import annotations

import http.client
import json
import selectors
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice

import psutil
import pytest

from benchmarks.service import Service, serving


class Waiting(BaseHTTPRequestHandler):
    """An online engine's service that waits until it is let go, and then says nothing."""

    gate = threading.Event()

    def do_POST(self) -> None:
        self.gate.wait(60)

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def held_up() -> Iterator[Service]:
    """A service of 8 threads, whose only engine waits for `Waiting.gate`."""
    Waiting.gate.clear()
    upstream = ThreadingHTTPServer(("127.0.0.1", 0), Waiting)
    threading.Thread(target=upstream.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{upstream.server_port}"
    limits = {"threads": "8", "concurrency": "4", "engine_time_limit": "60"}
    try:
        with serving(path="/healthz", engines="gtts", gtts_url=url, **limits) as running:
            yield running
    finally:
        Waiting.gate.set()
        upstream.shutdown()


def ask(service: Service, path: str) -> http.client.HTTPResponse:
    connection = service.connect()
    connection.request("GET", path)
    return connection.getresponse()


Answers = list[Future[http.client.HTTPResponse]]


def ask_often(service: Service, path: str, times: int, threads: ThreadPoolExecutor) -> Answers:
    return [threads.submit(ask, service, path) for _ in range(times)]


@pytest.mark.parametrize("kind", ["mp3", "vtt"])
def test_beyond_a_bound_who_waits_for_a_clip_is_sent_away_at_once(
    held_up: Service, kind: str
) -> None:
    clip = held_up.register(["Everybody wants to hear this."])[0].replace("mp3", kind)
    with ThreadPoolExecutor(40) as threads:
        asked = ask_often(held_up, clip, 40, threads)
        first = [answer.result() for answer in islice(as_completed(asked), 34)]
        assert {answer.status for answer in first} == {503}
        assert all(int(answer.headers["Retry-After"]) >= 1 for answer in first)
        assert json.load(first[0])["error"]["code"] == "busy"
        assert ask(held_up, "/demo/").status == 200
        assert [answer.done() for answer in asked].count(False) == 6
        Waiting.gate.set()


def test_probes_are_answered_while_everybody_waits(held_up: Service) -> None:
    with ThreadPoolExecutor(20) as threads:
        readiness = ask_often(held_up, "/readyz", 20, threads)
        assert ask(held_up, "/healthz").status == 200
        assert ask(held_up, "/metrics").status == 200
        others = [answer.result() for answer in islice(as_completed(readiness), 19)]
        assert {answer.status for answer in others} == {503}
        assert [answer.done() for answer in readiness].count(False) == 1
        Waiting.gate.set()


def stop_reading(service: Service) -> socket.socket:
    """Ask for speech that is longer than what fits between two sockets, and read no more of it."""
    asked = {"model": "silence", "voice": "alloy", "input": "Quiet. " * 570, "lang": "en"}
    body = json.dumps(asked | {"response_format": "pcm"}).encode()
    connection = socket.socket()
    connection.settimeout(30)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.connect(("127.0.0.1", service.port))
    head = (
        f"POST /v1/audio/speech HTTP/1.1\r\nHost: outspoken\r\nAuthorization: Bearer {service.key}"
        f"\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    connection.sendall(head.encode() + body)
    if connection.recv(12) == b"HTTP/1.1 503":
        connection.close()
        return stop_reading(service)  # The one before is still being made.
    return connection


def is_connected(service: Service, client: socket.socket) -> bool:
    """Tell whether the service still has its end of a connection."""
    children = psutil.Process(service.pid).children(recursive=True)
    port = client.getsockname()[1]
    ends = [end for child in children for end in child.net_connections("tcp")]
    return any(end.raddr and end.raddr.port == port for end in ends)


def test_who_stops_reading_holds_no_thread_and_is_dropped() -> None:
    with serving(engines="silence", threads="3", concurrency="1", stall_seconds="2") as service:
        stalled = [stop_reading(service) for _ in range(6)]
        assert ask(service, "/demo/").status == 200
        assert any(is_connected(service, one) for one in stalled)
        while any(is_connected(service, one) for one in stalled):
            pass
        assert ask(service, "/demo/").status == 200


def send_slowly(service: Service, size: int) -> socket.socket:
    """Send the beginning of a body, as anybody can, and leave it at that."""
    connection = socket.create_connection(("127.0.0.1", service.port), timeout=30)
    head = f"POST /narration/documents HTTP/1.1\r\nHost: x\r\nContent-Length: {size + 1}\r\n\r\n"
    connection.sendall(head.encode() + b" " * size)
    return connection


def test_large_bodies_that_never_end_fill_no_memory_and_hold_up_no_small_ones() -> None:
    with serving(engines="silence") as service:
        with ExitStack() as sent:
            senders = [sent.enter_context(send_slowly(service, 1_000_000)) for _ in range(40)]
            refused = selectors.DefaultSelector()
            for sender in senders:
                refused.register(sender, selectors.EVENT_READ)
            answered: set[socket.socket] = set()
            while len(answered) < 16:
                answered |= {key.fileobj for key, _ in refused.select()}  # type: ignore[misc]  # Sockets alone are registered.
            assert {one.recv(12) for one in answered} == {b"HTTP/1.1 503"}
            assert service.register(["Few words."])
        assert ask(service, "/demo/").status == 200
