"""Run every benchmark and print ``BENCH <name> <ratio>`` lines; ``# …`` lines explain them."""

from __future__ import annotations

import os
import sys

from benchmarks import cached, first_byte, memory, throughput, widget
from benchmarks.service import serving

CORES = 2
"""All processes of a benchmark share as many, so that its ratios mean the same on any machine."""

_MODULES = {
    "first_byte": first_byte,
    "cached": cached,
    "throughput": throughput,
    "memory": memory,
    "widget": widget,
}


def main(wanted: list[str]) -> None:
    """Run the named benchmarks, or all, each against a service of its own."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    for name in wanted or _MODULES:
        with serving() as service:
            for ratio, value in _MODULES[name].measure(service).items():
                print(f"BENCH {ratio} {value:.3f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
