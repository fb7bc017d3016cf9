"""Run every benchmark and print ``BENCH <name> <ratio>`` lines; ``# …`` lines explain them."""

from __future__ import annotations

import os
import sys

from benchmarks import (
    cached,
    first_byte,
    memory,
    outreach_email,
    outreach_import,
    outreach_plan,
    outreach_segment,
    outreach_sms,
    throughput,
    widget,
)
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
_ALONE = {
    "outreach_import": outreach_import,
    "outreach_plan": outreach_plan,
    "outreach_segment": outreach_segment,
    "outreach_sms": outreach_sms,
    "outreach_email": outreach_email,
}
"""Those that need no service."""


def main(wanted: list[str]) -> None:
    """Run the named benchmarks, or all; those of the service each have one of their own."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    for name in wanted or [*_MODULES, *_ALONE]:
        for ratio, value in _measure(name).items():
            print(f"BENCH {ratio} {value:.3f}", flush=True)


def _measure(name: str) -> dict[str, float]:
    if name in _ALONE:
        return _ALONE[name].measure()
    with serving() as service:
        return _MODULES[name].measure(service)


if __name__ == "__main__":
    main(sys.argv[1:])
