"""New clips a second through the service, against one warm pyttsx3 process that also encodes."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from benchmarks.service import Service
from benchmarks.texts import make_sentence

CLIPS = 240
ROUNDS = 3
_CLIENTS = 6


def measure(service: Service) -> dict[str, float]:
    """Return the ratio of clips a second; rounds of both alternate."""
    pairs = [(_through_service(service, turn), _alone(turn)) for turn in range(ROUNDS)]
    ours, alone = (median(rates) for rates in zip(*pairs, strict=True))
    print(f"# new clips: {ours:.1f}/s through the service; {alone:.1f}/s in one process alone")
    return {"narration.throughput": ours / alone}


def _through_service(service: Service, turn: int) -> float:
    numbers = range(20_000 + turn * CLIPS, 20_000 + (turn + 1) * CLIPS)
    urls = service.register([make_sentence(number) for number in numbers])
    with ThreadPoolExecutor(_CLIENTS) as clients:
        started = time.perf_counter()
        list(clients.map(service.get, urls))
        return CLIPS / (time.perf_counter() - started)


def _alone(turn: int) -> float:
    command = [sys.executable, "-m", "benchmarks.alone", str(turn)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return float(printed.split()[-1])
