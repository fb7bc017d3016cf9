"""A journal of what members asked for, in a file outside the database.

A database that is restored from a backup has forgotten every STOP, unsubscription and erasure since
then. They also stand here, one JSON object a line, and are read back: see `outreach.recalling`.
Lines are added and never changed; addresses and references stand in them as hashes alone.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog

from outreach.errors import JournalError

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class SuppressionLine:
    """A suppression that came into force, or was `lifted`; see `outreach.suppressions.Scope`.

    An erasure is one of a reference, with the row of the member who had it.
    """

    at: datetime
    address_hash: str
    channel: str
    sender: str
    purpose: str
    reason: str
    source: str
    lifted: bool = False
    member_id: int | None = None


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
        except OSError as error:
            raise JournalError(f"{path} cannot be kept: {error.strerror}") from error

    def append(self, *lines: Line) -> None:
        """Add lines; they survive a power cut. Raises JournalError."""
        # The first break ends a line that a power cut, or a full disk, left unfinished.
        content = "".join(f"\n{json.dumps(_describe(line))}" for line in lines) + "\n"
        try:
            self._write(content.encode())
        except OSError as error:
            raise JournalError(f"{self._path} cannot be written: {error.strerror}") from error

    def read(self) -> Iterator[Line]:
        """Yield all lines, the first one first. Raises JournalError."""
        try:
            with self._path.open("rb") as file:
                for number, line in enumerate(file, 1):
                    if (parsed := _parse(line, number)) is not None:
                        yield parsed
        except FileNotFoundError:
            return
        except OSError as error:
            raise JournalError(f"{self._path} cannot be read: {error.strerror}") from error

    def _write(self, content: bytes) -> None:
        # O_APPEND and one write: lines of several processes do not mix.
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            if os.write(descriptor, content) < len(content):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


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
