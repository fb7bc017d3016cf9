"""Messages from the rows to a carrier and back, as a worker sends them."""

from __future__ import annotations

import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from benchmarks.outreach_rows import add_due
from outreach import migrations
from outreach.channels.email import Letterhead
from outreach.database import Database
from outreach.dispatch import Delivery, deliver
from outreach.providers.configuration import parse_providers
from outreach.worker import share_interpreter


def time_delivery(
    provider: dict[str, Any], letterhead: Letterhead, count: int, callback: str = ""
) -> float:
    """Return the seconds that `count` messages take from claim to record.

    `provider` is an entry of a providers file without its rate. Raises RuntimeError where not
    all were sent.
    """
    provider = provider | {"per_second": 100_000}
    entries = parse_providers({"provider": [provider]}, "benchmark")
    channel = entries[0].channel
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Database(f"sqlite:///{folder}/outreach.sqlite3")) as database,
    ):
        migrations.upgrade(database)
        add_due(database, channel, count)
        delivery = Delivery(database, entries, letterhead, callback, lambda: datetime.now(UTC))
        share_interpreter()  # As a worker does.
        started = time.perf_counter()
        if deliver(delivery, channel, seconds=600) != count:
            raise RuntimeError("not all messages were sent")
        return time.perf_counter() - started
