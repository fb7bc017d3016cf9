"""Against a server on this machine that speaks the service's form; the real one is never asked."""

from __future__ import annotations

import base64
import contextlib
import json
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import numpy as np
import pytest

from narration.audio.encoding import Encoder
from narration.audio.formats import get_format
from narration.engines import EngineSettings
from narration.engines.gtts import GttsEngine
from narration.errors import (
    EmptyInputError,
    EngineError,
    EngineOutputError,
    EngineTimeoutError,
    EngineUnavailableError,
)
from narration.pcm import Pcm
from narration.voices import Voice

ENDPOINT = "/_/TranslateWebserverUi/data/batchexecute"


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drip: float = 0.0


class Service(ThreadingHTTPServer):
    """Gives its answers in turn, the last one for ever, and keeps the texts it was sent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[Answer] = []
        self.texts: list[str] = []
        self.languages: set[str] = set()
        self.url = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()


class Handler(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        assert self.path == ENDPOINT
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        text, language, _, _ = json.loads(json.loads(form["f.req"][0])[0][0][1])
        self.server.texts.append(text)
        self.server.languages.add(language)
        answers = self.server.answers
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        time.sleep(answer.delay)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if not answer.drip:
            self.wfile.write(answer.body)
            return
        with contextlib.suppress(OSError):  # The client has had enough.
            for byte in answer.body:
                self.wfile.write(bytes([byte]))
                time.sleep(answer.drip)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def wrap(sound: bytes) -> bytes:
    inner = json.dumps([base64.b64encode(sound).decode()])
    outer = json.dumps([["wrb.fr", "jQ1olc", inner, None]], separators=(",", ":"))
    return b")]}'\n\n123\n" + outer.encode() + b"\n25\n"


@pytest.fixture(scope="session")
def mp3() -> bytes:
    tone = (8000 * np.sin(np.arange(24_000) * 2 * np.pi * 440 / 24_000)).astype(np.int16)
    encoder = Encoder(get_format("mp3"))
    return b"".join([*encoder.encode(Pcm(tone.tobytes(), 24_000)), *encoder.finish()])


@pytest.fixture
def service(mp3: bytes) -> Iterator[Service]:
    service = Service()
    service.answers = [Answer(wrap(mp3))]
    yield service
    service.shutdown()
    service.server_close()


Make = Callable[..., GttsEngine]


@pytest.fixture
def make(service: Service) -> Make:
    def make(**settings: object) -> GttsEngine:
        chosen = {"gtts_url": service.url, "gtts_time_limit": 5.0, **settings}
        return GttsEngine(EngineSettings(**chosen))  # type: ignore[arg-type]

    return make


def french(engine: GttsEngine) -> Voice:
    return next(voice for voice in engine.voices() if voice.id == "gtts:fr")


def say(engine: GttsEngine, text: str = "Bonjour") -> Pcm:
    return engine.synthesize(text, french(engine))


def test_a_sentence_comes_back_as_sound(make: Make, service: Service) -> None:
    assert say(make()).seconds == pytest.approx(1, abs=0.1)
    assert (service.texts, service.languages) == (["Bonjour"], {"fr"})


def test_a_long_sentence_is_asked_for_in_parts(make: Make, service: Service) -> None:
    spoken = say(make(), "Votre demande est arrivée chez nous, " * 8)
    assert len(service.texts) > 2
    assert max(map(len, service.texts)) <= 100
    assert spoken.seconds == pytest.approx(len(service.texts), rel=0.1)


def test_429_is_tried_again(make: Make, service: Service) -> None:
    service.answers.insert(0, Answer(status=429, headers={"Retry-After": "0"}))
    assert say(make()).seconds > 0.5
    assert len(service.texts) == 2


def test_429_for_ever_is_unavailable(make: Make, service: Service) -> None:
    service.answers = [Answer(status=429, headers={"Retry-After": "0"})]
    with pytest.raises(EngineUnavailableError):
        say(make())
    assert len(service.texts) == 3


def test_a_long_pause_is_passed_on_and_not_waited_for(make: Make, service: Service) -> None:
    service.answers = [Answer(status=429, headers={"Retry-After": "600"})]
    with pytest.raises(EngineUnavailableError) as refusal:
        say(make())
    assert refusal.value.retry_after == 600
    assert len(service.texts) == 1


@pytest.mark.parametrize("pause", ["Wed, 21 Oct 2099 07:28:00 GMT", "soon", "-5", "nan", "inf"])
def test_an_odd_pause_harms_nothing(make: Make, service: Service, pause: str) -> None:
    service.answers = [Answer(status=429, headers={"Retry-After": pause})]
    with pytest.raises(EngineUnavailableError) as refusal:
        say(make(gtts_time_limit=0.4))
    assert 0 < refusal.value.retry_after < 100


def test_silence_of_the_service_is_a_timeout(make: Make, service: Service) -> None:
    service.answers[0].delay = 2
    with pytest.raises(EngineTimeoutError):
        say(make(gtts_time_limit=0.3))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Our systems have detected unusual traffic</html>",
        b'["wrb.fr","jQ1olc",null,null]',
        b'["wrb.fr","jQ1olc","[\\"\\"]"]',
        b'["wrb.fr","jQ1olc","[\\"not base64!\\"]"]',
        wrap(b"not an mp3"),
        wrap(b"\xff\xfb\x90\x64"),
        b"\0" * 3_000_000,
    ],
)
def test_an_answer_without_sound_is_never_a_success(
    make: Make, service: Service, body: bytes
) -> None:
    service.answers = [Answer(body)]
    with pytest.raises(EngineOutputError):
        say(make())


@pytest.mark.parametrize("status", [302, 403, 404, 500, 503])
def test_another_status_is_unavailable(make: Make, service: Service, status: int) -> None:
    service.answers = [Answer(status=status, headers={"Location": service.url + ENDPOINT})]
    with pytest.raises(EngineUnavailableError, match=str(status)):
        say(make())
    assert len(service.texts) == 1


def test_after_failures_in_a_row_the_service_is_left_alone(make: Make, service: Service) -> None:
    service.answers = [Answer(status=500)]
    engine = make(gtts_failures=2)
    for _ in range(4):
        with pytest.raises(EngineUnavailableError):
            say(engine)
    assert len(service.texts) == 2


def test_nobody_listening_is_unavailable() -> None:
    with pytest.raises(EngineUnavailableError):
        say(GttsEngine(EngineSettings(gtts_url="http://127.0.0.1:9")))


def test_an_unverified_certificate_is_refused(service: Service, tmp_path: Path) -> None:
    key, certificate = tmp_path / "key", tmp_path / "certificate"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=127.0.0.1"
    command += " -addext subjectAltName=IP:127.0.0.1"
    subprocess.run(
        [*command.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    service.socket = context.wrap_socket(service.socket, server_side=True)
    url = service.url.replace("http", "https")
    with pytest.raises(EngineUnavailableError, match="SSLError"):
        say(GttsEngine(EngineSettings(gtts_url=url)))
    assert service.texts == []


@pytest.mark.parametrize("text", ["", "  ", "...", "?!"])
def test_nothing_to_say_is_not_asked_for(make: Make, service: Service, text: str) -> None:
    with pytest.raises(EmptyInputError):
        say(make(), text)
    assert service.texts == []


def test_no_failure_quotes_the_text(make: Make, service: Service) -> None:
    service.answers = [Answer(status=500)]
    with pytest.raises(EngineError) as failure:
        say(make(), "Mon secret")
    assert "secret" not in str(failure.value)


def test_it_says_that_text_leaves(make: Make) -> None:
    assert make().online
    assert {"gtts:fr", "gtts:zh-cn", "gtts:ar", "gtts:id"} <= {v.id for v in make().voices()}


def test_an_answer_that_drips_does_not_outlast_the_limit(
    service: Service, make: Make, mp3: bytes
) -> None:
    service.answers = [Answer(wrap(mp3), drip=0.1)]
    with pytest.raises(EngineTimeoutError):
        say(make(gtts_time_limit=0.5))
