"""Who else on the machine can read what is kept of members, and what opens the carriers."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from web.config import Settings
from web.doctor.findings import Finding, Grade, well


def check_privacy(settings: Settings) -> Finding:
    """Look whether other users of the machine can read the data folder or the carriers' file."""
    part = "privacy"
    open_to_all = list(_find_open(settings))
    if not open_to_all:
        return well(part, "other users of this machine read neither data nor carriers' passwords")
    detail = f"every user of this machine can read {' and '.join(map(str, open_to_all))}"
    commands = "; ".join(f"chmod {_close(path)} {path}" for path in open_to_all)
    return Finding(part, Grade.WARNED, detail, f"Run: {commands}")


def _find_open(settings: Settings) -> Iterator[Path]:
    for path in (settings.data.absolute(), settings.providers.absolute()):
        # A closed folder keeps what lies in it.
        if _lets_others(path, stat.S_IROTH) and _lets_others(path.parent, stat.S_IXOTH):
            yield path


def _lets_others(path: Path, right: int) -> bool:
    try:
        return bool(path.stat().st_mode & right)
    except OSError:
        return False


def _close(path: Path) -> str:
    return "700" if path.is_dir() else "600"
