"""A journal of what members asked for, in a file outside the database.

A database that is restored from a backup has forgotten every STOP and unsubscription since then.
They also stand here, one JSON object a line, and are read back: see `outreach.recalling`. Lines are
added and never changed; addresses and references stand in them as hashes alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog

from outreach.errors import JournalError

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class SuppressionLine:
    """A suppression that came into force, or was `lifted`; see `outreach.suppressions.Scope`."""

    at: datetime
    address_hash: str
    channel: str
    sender: str
    purpose: str
    reason: str
    source: str
    lifted: bool = False


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A member's yes or no; `reference_hash` tells whether the row is still that member's."""

    at: datetime
    member_id: int
    reference_hash: str
    channel: str
    purpose: str
    granted: bool
    source: str


Line = SuppressionLine | DecisionLine
_KINDS: dict[str, type[SuppressionLine] | type[DecisionLine]] = {
    "suppression": SuppressionLine,
    "decision": DecisionLine,
}


class Journal:
    """The file at `path`; several processes may add to it."""

    def __init__(self, path: Path) -> None:
        """Raises JournalError where it cannot be kept."""
        self._path = path
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._end_torn_line()
        except OSError as error:
            raise JournalError(f"{path} cannot be kept: {error.strerror}") from error

    def append(self, *lines: Line) -> None:
        """Add lines; they survive a power cut. Raises JournalError."""
        content = "".join(f"{json.dumps(_describe(line))}\n" for line in lines)
        try:
            self._write(content.encode())
        except OSError as error:
            raise JournalError(f"{self._path} cannot be written: {error.strerror}") from error

    def read(self) -> Iterator[Line]:
        """Yield all lines, the first one first. Raises JournalError."""
        with suppress(FileNotFoundError):
            try:
                with self._path.open("rb") as file:
                    for number, line in enumerate(file, 1):
                        if (parsed := _parse(line, number)) is not None:
                            yield parsed
            except FileNotFoundError:
                raise
            except OSError as error:
                raise JournalError(f"{self._path} cannot be read: {error.strerror}") from error

    def _write(self, content: bytes) -> None:
        # O_APPEND and one write: lines of several processes do not mix.
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, content)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _end_torn_line(self) -> None:
        """End a line that a power cut left unfinished, so that the next one is whole."""
        try:
            with self._path.open("rb") as file:
                file.seek(-1, os.SEEK_END)
                torn = file.read(1) != b"\n"
        except OSError:  # There is no file, or nothing in it.
            return
        if torn:
            self._write(b"\n")


def _describe(line: Line) -> dict[str, Any]:
    kind = next(name for name, made in _KINDS.items() if isinstance(line, made))
    return {"kind": kind, **asdict(line), "at": line.at.isoformat()}


def _parse(content: bytes, number: int) -> Line | None:
    """Return a line; None for one that is torn or not ours, which is told of in the log."""
    if not content.strip():
        return None
    try:
        read = json.loads(content)
        kind = _KINDS[read.pop("kind")]
        return kind(**{**read, "at": datetime.fromisoformat(read["at"])})
    except (ValueError, KeyError, TypeError, AttributeError):
        _log.warning("journal_line_skipped", line=number)
        return None
