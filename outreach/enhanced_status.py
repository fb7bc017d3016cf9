"""Enhanced status codes of mail (RFC 3463): what a reply or a report says more exactly."""

from __future__ import annotations

import re

_STATUS = re.compile(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}(?![0-9.])", re.ASCII)
_GONE = re.compile(r"5\.(1\.[1236]|1\.10|2\.1)", re.ASCII)


def find_status(text: str) -> str:
    """Return the status that a text begins with, empty where it begins with none."""
    found = _STATUS.match(text.strip())
    return found[0] if found else ""


def is_gone(status: str) -> bool:
    """Tell whether a status says that the mailbox itself does not exist, or takes nothing."""
    return _GONE.fullmatch(status) is not None
