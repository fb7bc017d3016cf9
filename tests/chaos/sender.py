"""A worker whose spans are short, so that what it leaves behind is settled within seconds."""

from __future__ import annotations

import signal
from dataclasses import replace
from datetime import timedelta
from typing import Any

from outreach.dispatch import Timing
from outreach.task_queue import open_queue
from outreach.tasks import Tasks
from outreach.worker import Worker
from web import logs
from web.config import load_settings
from web.config.secret_key import get_secret_key
from web.database import open_database
from web.outreach import build_delivery

TIMING = Timing(
    lease=timedelta(seconds=5),
    margin=timedelta(seconds=2),
    latest=timedelta(seconds=1),
    settled_after=timedelta(seconds=4),
    sweep=timedelta(seconds=2),
)


def run(settings: dict[str, Any], per_second: float) -> None:
    """Send until killed."""
    read = load_settings(**settings, log_level="error")
    logs.configure(read)
    database = open_database(read)
    delivery = build_delivery(read, database)
    slowed = [entry.model_copy(update={"per_second": per_second}) for entry in delivery.entries]
    delivery = replace(delivery, timing=TIMING, entries=slowed)
    queue = open_queue(database, get_secret_key(read))
    Worker(Tasks(queue, delivery, sweep_seconds=1)).start()
    signal.pause()
