"""What an examination finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How a part is: `FAILED` where the service cannot do its work without it."""

    WELL = "ok"
    WARNED = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One part, how it is, and what to do where it is not well."""

    part: str
    grade: Grade
    detail: str
    advice: str = ""


def well(part: str, detail: str) -> Finding:
    """Return the finding of a part that works."""
    return Finding(part, Grade.WELL, detail)
