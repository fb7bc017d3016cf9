"""How a clip lies on the disk: its size is part of its file's name."""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from narration.errors import StorageError

_NAME = r"[A-Za-z0-9_-]{1,128}(?:\.[a-z0-9]{1,8})?"
_FILE = re.compile(rf"(?P<name>{_NAME})\.(?P<size>\d{{1,15}})\.(?P<kind>lasting|brief)", re.ASCII)

PART = ".part"
"""What the name of a file that is still being written ends in."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished clip: its file, its size in bytes, and whether it is kept until evicted.

    What is not `lasting` (private clips, and those made by a fallback engine) soon expires. The
    file may be evicted at any time: who opens it has to expect FileNotFoundError.
    """

    path: Path
    size: int
    lasting: bool


@dataclass(slots=True)
class Record:
    """An entry, when it was made and when it was last used, in seconds since the epoch."""

    entry: Entry
    made_at: float
    used_at: float


def check_name(name: str) -> str:
    """Return `name`. Raises ValueError when it could lead out of the folder."""
    if not re.fullmatch(_NAME, name, re.ASCII):
        raise ValueError("Not a name for a clip.")
    return name


def file_name(name: str, size: int, lasting: bool) -> str:
    """Return what the file of a clip of `size` bytes is called."""
    return f"{name}.{size}.{'lasting' if lasting else 'brief'}"


def is_intact(entry: Entry) -> bool:
    """Tell whether the file is there, and as long as it was when it was stored."""
    try:
        return entry.path.stat().st_size == entry.size
    except OSError:
        return False


def scan(folder: Path) -> dict[str, Record]:
    """Return every intact clip in a folder by its name, and remove the others.

    Of two files for one name, as two processes may leave them, the later stays.
    """
    found: dict[str, Record] = {}
    for path in folder.iterdir():
        match = _FILE.fullmatch(path.name)
        record = _read_record(path, int(match["size"]), match["kind"]) if match else None
        if not match or not record:
            continue
        other = found.setdefault(match["name"], record)
        earlier, later = sorted((other, record), key=lambda one: one.made_at)
        found[match["name"]] = later
        if earlier is not later:
            earlier.entry.path.unlink(missing_ok=True)
    return found


def _read_record(path: Path, size: int, kind: str) -> Record | None:
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    if stat.st_size != size:
        path.unlink(missing_ok=True)
        return None
    return Record(Entry(path, size, kind == "lasting"), stat.st_mtime, stat.st_atime)


def write_part(folder: Path, data: bytes) -> Path:
    """Write a clip beside its final place, under a name that nobody looks for. Raises OSError."""
    descriptor, name = tempfile.mkstemp(PART, ".", folder)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


@contextlib.contextmanager
def storing() -> Iterator[None]:
    """Turn an OSError into a StorageError."""
    try:
        yield
    except OSError as error:
        raise StorageError(f"The cache cannot be written: {error.strerror or error}.") from error
