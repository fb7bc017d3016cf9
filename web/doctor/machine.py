"""What the machine gives: a folder to write in, room, and the right time."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from secrets import token_hex
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from web.doctor.findings import Finding, Grade, well

_LITTLE_ROOM, _NO_ROOM = 1_000_000_000, 50_000_000  # bytes
_YEARS = range(2026, 2100)  # This program was written in the first of them.
_CLOCKS_APART = 5.0  # seconds
_ZONES = ("Africa/Casablanca", "Asia/Shanghai", "Europe/Helsinki")


def check_data(folder: Path) -> Finding:
    """Try whether a file can be written, read and removed in the data folder."""
    part = "data folder"
    probe = folder / f".doctor-{token_hex(4)}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe.write_bytes(b"written")
        intact = probe.read_bytes() == b"written"
        probe.unlink()
    except OSError as error:
        advice = "Give this user the right to write there, or set OUTSPOKEN_DATA to another folder."
        return Finding(part, Grade.FAILED, f"{folder.absolute()}: {error.strerror}", advice)
    if not intact:
        advice = "Check the disk; set OUTSPOKEN_DATA to a folder on another one."
        return Finding(part, Grade.FAILED, f"{folder.absolute()}: what is read differs", advice)
    return well(part, f"{folder.absolute()} can be written")


def check_disk(folder: Path) -> Finding:
    """Look how much room is left for clips."""
    part = "disk"
    place = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    free = shutil.disk_usage(place).free
    detail = f"{free / 1e9:.1f} GB free"
    advice = "Free some room, or lower OUTSPOKEN_CACHE_MB."
    if free < _NO_ROOM:
        return Finding(part, Grade.FAILED, detail, advice)
    return (
        Finding(part, Grade.WARNED, detail, advice) if free < _LITTLE_ROOM else well(part, detail)
    )


def check_clock(folder: Path, now: float) -> Finding:
    """Compare the time `now` with the calendar, and with the disk's: clips expire by both."""
    part = "clock"
    shown = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(now))
    if time.gmtime(now).tm_year not in _YEARS:
        return Finding(part, Grade.FAILED, shown, "Set the clock, and let NTP keep it.")
    apart = _measure_disk_clock(folder, now)
    if apart is not None and abs(apart) > _CLOCKS_APART:
        detail = f"{shown}; the data folder's clock is {apart:+.0f} s from it"
        return Finding(part, Grade.WARNED, detail, "Let NTP keep both machines' clocks.")
    return well(part, shown)


def _measure_disk_clock(folder: Path, now: float) -> float | None:
    probe = folder / f".doctor-{token_hex(4)}"
    try:
        probe.touch()
        written_at = os.stat(probe).st_mtime
        probe.unlink()
    except OSError:
        return None  # check_data has told.
    return written_at - now


def check_time_zones() -> Finding:
    """Try whether the zones of members' local times are installed."""
    part = "time zones"
    try:
        for zone in _ZONES:
            ZoneInfo(zone)
    except ZoneInfoNotFoundError:
        advice = "Install the system's tzdata, or: pip install tzdata"
        return Finding(part, Grade.WARNED, "not installed", advice)
    return well(part, "installed")
