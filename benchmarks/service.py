"""A service of its own for a benchmark: real server, real engine, an empty data folder."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OUTSPOKEN = str(Path(sys.executable).with_name("outspoken"))
"""The command beside this Python."""

UNLIMITED = "1000000 per minute"

_OWN_PORTS = (12_000, 32_000)
"""Above those that browsers refuse, below those that Linux hands out."""


@dataclass(frozen=True, slots=True)
class Service:
    """A running service: where it listens, its main process, and a key for its API."""

    port: int
    pid: int
    key: str

    def connect(self) -> http.client.HTTPConnection:
        """Open a connection of one's own."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def register(self, texts: list[str], language: str = "en") -> list[str]:
        """Hand public texts in and return the addresses of their clips."""
        urls: list[str] = []
        connection = self.connect()
        for start in range(0, len(texts), 200):
            utterances = [
                {"id": str(number), "text": text, "private": False}
                for number, text in enumerate(texts[start : start + 200])
            ]
            body = json.dumps({"lang": language, "utterances": utterances})
            headers = {
                "Authorization": f"Bearer {self.key}",
                "Content-Type": "application/json",
            }
            connection.request("POST", "/narration/scripts", body, headers)
            answer = json.loads(connection.getresponse().read())
            urls += [clip["url"] for clip in answer["clips"]]
        connection.close()
        return urls

    def get(self, url: str) -> bytes:
        """Fetch a clip to its end."""
        connection = self.connect()
        connection.request("GET", url)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        if response.status != 200:
            raise RuntimeError(f"{url} answered {response.status}")
        return body


def find_free_port() -> int:
    """Return a port of the loopback address that nobody listens on.

    It lies below those that the kernel hands out by itself: one of these may be given to any
    connection of the machine before the server that is to have it has started.
    """
    while True:
        port = random.SystemRandom().randrange(*_OWN_PORTS)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def wait_until_ready(port: int, path: str = "/readyz", seconds: float = 60.0) -> None:
    """Return when the server answers `path` with 200; raises TimeoutError after `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing answers on port {port}")


@contextlib.contextmanager
def running(command: list[str], environment: dict[str, str], log: Path) -> Iterator[int]:
    """Run a server for the length of a block; its output goes to `log`."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, env=os.environ | environment, stdout=output, stderr=output
        )
    try:
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def serving(path: str = "/readyz", **settings: str) -> Iterator[Service]:
    """Run a service with these settings besides a benchmark's own: no rate limits in the way.

    It is ready once `path` answers with 200.
    """
    port = find_free_port()
    with tempfile.TemporaryDirectory() as data:
        environment = {
            "OUTSPOKEN_DATA": data,
            "OUTSPOKEN_PORT": str(port),
            "OUTSPOKEN_SANDBOX_SMTP_PORT": str(find_free_port()),
            "OUTSPOKEN_BOUNCE_PORT": "0",
            "OUTSPOKEN_DEMO_MEMBERS": "0",
            "OUTSPOKEN_PLAYGROUND_PORT": "0",
            "OUTSPOKEN_RATE_CLIPS": UNLIMITED,
            "OUTSPOKEN_RATE_SCRIPTS": UNLIMITED,
            "OUTSPOKEN_RATE_SPEECH": UNLIMITED,
        }
        environment |= {f"OUTSPOKEN_{name.upper()}": value for name, value in settings.items()}
        made = subprocess.run(
            [OUTSPOKEN, "keys", "create"],
            env=os.environ | environment,
            capture_output=True,
            text=True,
            check=True,
        )
        with running([OUTSPOKEN, "serve"], environment, Path(data) / "log") as pid:
            wait_until_ready(port, path)
            yield Service(port, pid, made.stdout.strip())
