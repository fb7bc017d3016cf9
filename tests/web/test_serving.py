"""The service as a process: it starts, stops, survives its workers, and keeps what it has to."""

from __future__ import annotations

import base64
import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psutil
import pytest

from benchmarks.service import OUTSPOKEN, Service, find_free_port, serving, wait_until_ready
from narration.narrator import Narrator
from narration.planning import Utterance


@pytest.fixture
def own_service() -> Iterator[Service]:
    """A service that a test may hurt."""
    with serving(workers="1", log_level="info") as running:
        yield running


def start(data: Path, port: int, **settings: str) -> subprocess.Popen[bytes]:
    named = {f"OUTSPOKEN_{name.upper()}": value for name, value in settings.items()}
    ours = {"OUTSPOKEN_DATA": str(data), "PORT": str(port), "OUTSPOKEN_PLAYGROUND_PORT": "0"}
    # Another service of this machine may have the usual ones.
    mail = {"OUTSPOKEN_SANDBOX_SMTP_PORT": str(find_free_port()), "OUTSPOKEN_BOUNCE_PORT": "0"}
    environment = os.environ | ours | mail | named
    return subprocess.Popen(
        [OUTSPOKEN, "serve"],
        env=environment,
        stderr=(data / "log").open("ab"),
    )


def wait_until_sending(connection: sqlite3.Connection, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    sent = "SELECT count(*) FROM messages WHERE status NOT IN ('created', 'claimed')"
    while not connection.execute(sent).fetchone()[0]:
        assert time.monotonic() < end, "nothing was sent"
        time.sleep(0.1)


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_everything_and_frees_the_port(tmp_path: Path, sign: int) -> None:
    port = find_free_port()
    process = start(tmp_path, port, workers="1")
    wait_until_ready(port)
    children = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(sign)
    assert process.wait(10) == 0
    assert is_free(port)
    _gone, alive = psutil.wait_procs(children, timeout=5)
    assert [each for each in alive if each.status() != psutil.STATUS_ZOMBIE] == []
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_a_database_that_somebody_holds_does_not_hold_up_the_end(tmp_path: Path) -> None:
    port = find_free_port()
    process = start(tmp_path, port, workers="1", demo_members="50")
    wait_until_ready(port)
    with closing(sqlite3.connect(tmp_path / "outreach.sqlite3", isolation_level=None)) as holder:
        holder.execute("PRAGMA busy_timeout = 30000")
        wait_until_sending(holder)
        holder.execute("BEGIN IMMEDIATE")
        process.terminate()
        assert process.wait(10) == 0


def test_the_start_says_where_to_look_first(tmp_path: Path) -> None:
    port = find_free_port()
    process = start(tmp_path, port, workers="1")
    wait_until_ready(port)
    process.terminate()
    process.wait(10)
    assert f"open http://127.0.0.1:{port}/ in a browser" in (tmp_path / "log").read_text()


def test_public_texts_survive_a_restart_and_the_loss_of_their_audio(tmp_path: Path) -> None:
    clips = []
    port = find_free_port()
    for _ in range(2):
        with serving_in(tmp_path, port) as service:
            clips = clips or service.register(["Kept over a restart."])
            assert len(service.get(clips[0])) > 2000
        for audio in (tmp_path / "clips").glob("public/*"):
            audio.unlink()


class serving_in:  # noqa: N801  (reads as a block: with serving_in(...))
    def __init__(self, data: Path, port: int) -> None:
        self.data, self.port = data, port

    def __enter__(self) -> Service:
        environment = os.environ | {"OUTSPOKEN_DATA": str(self.data)}
        command = [OUTSPOKEN, "keys", "create"]
        key = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        self.process = start(self.data, self.port, workers="1")
        wait_until_ready(self.port)
        return Service(self.port, self.process.pid, key.stdout.strip())

    def __exit__(self, *_exception: object) -> None:
        self.process.terminate()
        self.process.wait(10)


def speech_workers(service: Service) -> list[psutil.Process]:
    """The processes that have eSpeak NG mapped."""
    found = []
    for process in psutil.Process(service.pid).children(recursive=True):
        if any("libespeak-ng" in each.path for each in process.memory_maps()):
            found.append(process)
    return found


def test_kill_9_of_a_worker_in_mid_speech_fails_no_request_after_it(own_service: Service) -> None:
    long = own_service.register(["A sentence that takes its time. " * 100])[0]
    background = threading.Thread(target=own_service.get, args=(long,))
    background.start()
    for number, url in enumerate(own_service.register([f"Number {n}." for n in range(12)])):
        if number % 4 == 0:
            for worker in speech_workers(own_service):
                worker.kill()
        assert len(own_service.get(url)) > 1000
    background.join(30)


@pytest.fixture
def gtts_answer(narrator: Narrator) -> bytes:
    """What gTTS's service answers: an mp3 in base64, in a line of nested JSON."""
    plan = narrator.plan(Utterance("The first sentence is heard.", "en"))
    mp3 = b"".join(narrator.render(plan, "mp3"))
    inner = json.dumps([base64.b64encode(mp3).decode()])
    return json.dumps([["wrb.fr", "jQ1olc", inner]], separators=(",", ":")).encode() + b"\n"


class OneSentenceOnly(BaseHTTPRequestHandler):
    """Speaks gTTS's protocol, but for what says that it is not heard."""

    answer = b""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        heard = b"not" not in body
        self.send_response(200 if heard else 500)
        self.end_headers()
        if heard:
            self.wfile.write(self.answer)

    def log_message(self, *_args: object) -> None:
        pass


def test_an_engine_that_fails_half_way_breaks_the_connection_off(
    gtts_answer: bytes,
) -> None:
    OneSentenceOnly.answer = gtts_answer
    upstream = ThreadingHTTPServer(("127.0.0.1", 0), OneSentenceOnly)
    threading.Thread(target=upstream.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{upstream.server_port}"
    with serving(engines="gtts,pyttsx3", gtts_url=url, workers="1") as service:
        clip = service.register(["The first sentence is heard. The second one is not."])[0]
        with pytest.raises(http.client.IncompleteRead):
            service.get(clip)
    upstream.shutdown()


def test_logs_and_metrics_hold_no_narrated_text(tmp_path: Path) -> None:
    port = find_free_port()
    with serving_in(tmp_path, port) as service:
        service.get(service.register(["Wombats are marsupials."])[0])
        connection = service.connect()
        connection.request("GET", "/metrics")
        metrics = connection.getresponse().read().decode()
    log = (tmp_path / "log").read_text().lower()
    assert 'outspoken_clips_made_total{engine="pyttsx3"} ' in metrics
    assert "wombats" not in (log + metrics).lower()


def test_a_full_service_says_so_at_once(tmp_path: Path) -> None:
    with serving(workers="1", concurrency="1", threads="8") as service:
        urls = service.register([f"{number} is a number. " * 150 for number in range(4)])
        statuses: list[int] = []

        def fetch(url: str) -> None:
            connection = service.connect()
            connection.request("GET", url)
            response = connection.getresponse()
            if response.status == 503:
                assert int(response.headers["Retry-After"]) >= 1
            response.read()
            statuses.append(response.status)

        threads = [threading.Thread(target=fetch, args=(url,)) for url in urls]
        for thread in threads:
            thread.start()
            time.sleep(0.02)
        for thread in threads:
            thread.join()
    assert set(statuses) == {200, 503}
