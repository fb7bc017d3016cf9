"""A service whose data folder a test can look into, and do harm to."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from benchmarks.service import OUTSPOKEN, find_free_port, running, wait_until_ready


@dataclass(frozen=True, slots=True)
class Office:
    """A running service: its data folder, port, main process, and the header with its key."""

    data: Path
    port: int
    pid: int
    headers: dict[str, str]

    def ask(self, method: str, path: str, **given: Any) -> requests.Response:
        given = {"headers": self.headers} | given
        return requests.request(method, f"http://127.0.0.1:{self.port}{path}", timeout=60, **given)

    def register(self, text: str, language: str = "en", **fields: Any) -> dict[str, Any]:
        """Hand one public text in and return what is said of its clip."""
        utterance = {"id": "1", "text": text, "private": False} | fields
        body = {"lang": language, "utterances": [utterance]}
        clips = self.ask("POST", "/narration/scripts", json=body).json()["clips"]
        clip: dict[str, Any] = clips[0]
        return clip

    def speak(self, text: str, **fields: Any) -> requests.Response:
        """Ask the speech API for a text."""
        body = {"model": "any", "voice": "alloy", "lang": "en", "input": text} | fields
        return self.ask("POST", "/v1/audio/speech", json=body)

    def kept(self) -> list[Path]:
        """Return the files of public clips."""
        return list((self.data / "clips" / "public").glob("*.audio.*"))


@contextmanager
def open_office(data: Path, **settings: str) -> Iterator[Office]:
    """Run a service with these settings, until the block ends."""
    port = find_free_port()
    environment = {
        "OUTSPOKEN_DATA": str(data),
        "OUTSPOKEN_PORT": str(port),
        "OUTSPOKEN_SANDBOX_SMTP_PORT": str(find_free_port()),
        "OUTSPOKEN_BOUNCE_PORT": "0",
        "OUTSPOKEN_PLAYGROUND_PORT": "0",
        "OUTSPOKEN_WORKERS": "1",
    }
    environment |= {f"OUTSPOKEN_{name.upper()}": value for name, value in settings.items()}
    made = subprocess.run(
        [OUTSPOKEN, "keys", "create"],
        env=os.environ | environment,
        check=True,
        capture_output=True,
        text=True,
    )
    headers = {"Authorization": f"Bearer {made.stdout.strip()}"}
    with running([OUTSPOKEN, "serve"], environment, Path(os.devnull)) as pid:
        wait_until_ready(port)
        yield Office(data, port, pid, headers)
