"""`outspoken serve`: the service under granian, one worker process with threads.

One process keeps rate limits and metrics whole on a machine; speech is made in child processes.
"""

from __future__ import annotations

from granian import Granian
from granian.constants import Interfaces

from web.config import Settings
from web.logs import get_granian_logging

_STOP_SECONDS = 3


def serve(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM; the port is free a few seconds later at most."""
    Granian(
        "web.asgi:app",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=1,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=_STOP_SECONDS,
        log_dictconfig=dict(get_granian_logging()),
    ).serve()
