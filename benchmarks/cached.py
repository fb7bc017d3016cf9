"""Finished clips a second, against a bare Flask ``send_file`` of the same file."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from a2wsgi import WSGIMiddleware
from flask import Flask, send_file

from benchmarks.service import Service, find_free_port, running, wait_until_ready
from benchmarks.texts import make_text

ROUNDS = 5
_CLIP_CHARACTERS = 185  # About 15 s of speech, which is 60 kB.
_SECONDS = 3


def make_bare(path: str, threads: int) -> WSGIMiddleware:
    """Return the least that Flask can do: one route that sends one file."""
    app = Flask(__name__)

    @app.get("/clip.mp3")
    def _send() -> object:
        return send_file(path, mimetype="audio/mpeg")

    return WSGIMiddleware(app, workers=threads)


def measure(service: Service) -> dict[str, float]:
    """Return the ratio of requests a second; rounds of both alternate."""
    url = service.register([make_text(9000, _CLIP_CHARACTERS)])[0]
    clip = service.get(url)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clip.mp3"
        path.write_bytes(clip)
        port = find_free_port()
        command = [sys.executable, "-m", "benchmarks.bare", str(path), str(port)]
        with running(command, {}, Path(folder) / "log"):
            wait_until_ready(port, "/clip.mp3")
            pairs = [(_load(service.port, url), _load(port, "/clip.mp3")) for _ in range(ROUNDS)]
    ours, bare = (median(rates) for rates in zip(*pairs, strict=True))
    print(f"# cached clip of {len(clip)} bytes: {ours:.0f}/s; bare send_file: {bare:.0f}/s")
    return {"narration.cached": ours / bare}


def _load(port: int, path: str) -> float:
    address = f"http://127.0.0.1:{port}{path}"
    command = ["wrk", "-t1", "-c8", f"-d{_SECONDS}s", address]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in printed or "Socket errors" in printed:
        raise RuntimeError(printed)
    found = re.search(r"Requests/sec:\s+([\d.]+)", printed)
    if found is None:
        raise RuntimeError(printed)
    return float(found[1])
