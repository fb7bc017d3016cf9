"""What the service holds after many clips, against after few."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import psutil

from benchmarks.service import Service
from benchmarks.texts import make_sentence

FEW, MANY = 100, 2000
_CLIENTS = 4


def measure(service: Service) -> dict[str, float]:
    """Return the ratio of the proportional set size of the whole process tree."""
    urls = service.register([make_sentence(40_000 + number) for number in range(MANY)])
    before = set(_tree(service.pid))
    with ThreadPoolExecutor(_CLIENTS) as clients:
        list(clients.map(service.get, urls[:FEW]))
        few = _measure_tree(service.pid)
        list(clients.map(service.get, urls[FEW:]))
        many = _measure_tree(service.pid)
    if set(_tree(service.pid)) != before:
        raise RuntimeError("a process was replaced while memory was measured")
    print(f"# memory: {few / 1e6:.1f} MB after {FEW} clips, {many / 1e6:.1f} MB after {MANY}")
    return {"narration.memory": many / few}


def _tree(pid: int) -> list[int]:
    root = psutil.Process(pid)
    return [root.pid, *(child.pid for child in root.children(recursive=True))]


def _measure_tree(pid: int) -> int:
    return sum(psutil.Process(each).memory_full_info().pss for each in _tree(pid))
