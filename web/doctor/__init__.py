"""What works on this machine, and what to do about what does not."""

from __future__ import annotations

import time
from collections.abc import Iterator

from web.config import Settings
from web.doctor.engines import check_engines
from web.doctor.files import check_catalogs, check_front_end
from web.doctor.findings import Finding, Grade
from web.doctor.machine import check_clock, check_data, check_disk, check_time_zones
from web.doctor.privacy import check_privacy
from web.doctor.recordings import check_recordings
from web.doctor.sending import check_sending

__all__ = ["Finding", "Grade", "examine"]


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield what is found, part by part: the quick ones first, then the engines' trial."""
    yield check_data(settings.data)
    yield check_privacy(settings)
    yield check_disk(settings.data)
    yield check_clock(settings.data, time.time())
    yield check_time_zones()
    yield from check_catalogs()
    yield check_front_end()
    yield check_recordings(settings.recordings)
    yield from check_sending(settings)
    yield from check_engines(settings)
