"""New clips a second through the service, against one warm pyttsx3 process that also encodes."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median

from benchmarks.service import Service
from benchmarks.texts import make_sentence

CLIPS = 240
ROUNDS = 5
_CLIENTS = 6
_TOLERANCE = 0.1


@dataclass(frozen=True, slots=True)
class Run:
    """One round: clips a second, and the mean size of a clip in bytes."""

    rate: float
    size: float


def measure(service: Service) -> dict[str, float]:
    """Return the median ratio of clips a second; rounds of both alternate.

    Raises RuntimeError where the clips of both differ in size, and so in length: at a constant
    bit rate that would be another amount of work.
    """
    pairs = [(_through_service(service, turn), _alone(turn)) for turn in range(ROUNDS)]
    if any(abs(ours.size / alone.size - 1) > _TOLERANCE for ours, alone in pairs):
        raise RuntimeError("the service and the process alone do not make the same clips")
    rates, alone_rates = zip(*((ours.rate, alone.rate) for ours, alone in pairs), strict=True)
    print(
        f"# new clips: {median(rates):.1f}/s through the service;"
        f" {median(alone_rates):.1f}/s in one process alone"
    )
    return {"narration.throughput": median(ours.rate / alone.rate for ours, alone in pairs)}


def _through_service(service: Service, turn: int) -> Run:
    numbers = range(20_000 + turn * CLIPS, 20_000 + (turn + 1) * CLIPS)
    urls = service.register([make_sentence(number) for number in numbers])
    with ThreadPoolExecutor(_CLIENTS) as clients:
        started = time.perf_counter()
        sizes = [len(clip) for clip in clients.map(service.get, urls)]
        return Run(CLIPS / (time.perf_counter() - started), sum(sizes) / CLIPS)


def _alone(turn: int) -> Run:
    command = [sys.executable, "-m", "benchmarks.alone", str(turn)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate, size = printed.split()[-2:]
    return Run(float(rate), float(size))
