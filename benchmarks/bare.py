"""The bare server that `benchmarks.cached` compares with: the service's own server settings."""

from __future__ import annotations

import sys

from granian import Granian
from granian.constants import Interfaces

from benchmarks.cached import make_bare
from web.config import load_settings


def make_app() -> object:
    """Return the application; granian calls this in its worker process."""
    return make_bare(sys.argv[1], load_settings().threads)


if __name__ == "__main__":
    Granian(
        "benchmarks.bare:make_app",
        factory=True,
        port=int(sys.argv[2]),
        interface=Interfaces.ASGI,
        workers=1,
        websockets=False,
        workers_kill_timeout=3,
    ).serve()
