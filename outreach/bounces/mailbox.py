"""Reads reports out of a mailbox on disk: an mbox file, or a Maildir folder."""

from __future__ import annotations

import mailbox
from datetime import datetime
from pathlib import Path
from typing import Any

from outreach.bounces.acting import Bounces
from outreach.errors import ConfigurationError

_FROM = b"From "


def read_mailbox(bounces: Bounces, path: Path, now: datetime) -> int:
    """Act on all mails of a mailbox and take them out of it; return how many were bounces.

    A mail leaves the mailbox only after it was acted on. Raises ConfigurationError for what is no
    mailbox, and DatabaseUnavailableError.
    """
    try:
        box = _open(path)
        # Mail servers add to an mbox meanwhile; each file of a Maildir is whole.
        box.lock()
    except mailbox.ExternalClashError:
        raise ConfigurationError(f"{path} is locked by another program: try again") from None
    except (OSError, mailbox.Error) as error:
        raise ConfigurationError(f"{path} is no mailbox: {_describe(error)}") from None
    try:
        believed = 0
        for key in box.keys():  # noqa: SIM118, a mailbox iterates over its mails
            believed += bounces.take(box.get_bytes(key), now)
            box.discard(key)
        box.flush()
        return believed
    finally:
        box.unlock()
        box.close()


def _open(path: Path) -> mailbox.Mailbox[Any]:
    if path.is_dir():
        if not all((path / name).is_dir() for name in ("cur", "new", "tmp")):
            raise mailbox.FormatError("a Maildir has the folders cur, new and tmp")
        return mailbox.Maildir(path, create=False)
    with path.open("rb") as file:
        if file.read(len(_FROM)) not in (_FROM, b""):
            raise mailbox.FormatError("an mbox file begins with a line From")
    return mailbox.mbox(path, create=False)


def _describe(error: Exception) -> str:
    return error.strerror or "" if isinstance(error, OSError) else str(error)
