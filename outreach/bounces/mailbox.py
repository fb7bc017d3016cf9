"""Reads reports out of a mailbox on disk: an mbox file, or a Maildir folder."""

from __future__ import annotations

import mailbox
from datetime import datetime
from pathlib import Path

from outreach.bounces.acting import Bounces
from outreach.errors import ConfigurationError


def read_mailbox(bounces: Bounces, path: Path, now: datetime) -> int:
    """Act on all mails of a mailbox and take them out of it; return how many were bounces.

    A mail leaves the mailbox only after it was acted on. Raises ConfigurationError for what is no
    mailbox, and DatabaseUnavailableError.
    """
    try:
        box: mailbox.Mailbox[mailbox.Message] = _open(path)
    except (OSError, mailbox.Error) as error:
        raise ConfigurationError(f"{path} is no mailbox: {type(error).__name__}") from None
    try:
        # Mail servers add to an mbox meanwhile; each file of a Maildir is whole.
        box.lock()
        believed = 0
        for key in box.keys():  # noqa: SIM118, a mailbox iterates over its mails
            believed += bounces.take(box.get_bytes(key), now)
            box.discard(key)
        box.flush()
        return believed
    finally:
        box.unlock()
        box.close()


def _open(path: Path) -> mailbox.Mailbox[mailbox.Message]:
    if path.is_dir():
        return mailbox.Maildir(path, create=False)
    return mailbox.mbox(path, create=False)
