"""Files that the command line writes: whole, or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import click

from narration.errors import StorageError


def check_output(path: Path) -> None:
    """Raise click.BadParameter where nothing can be written at `path`, before work begins."""
    folder = path.absolute().parent
    if path.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
        raise click.BadParameter(f"{str(path)!r} cannot be written: no such folder, or no right")


def write_whole(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Put `content` at `path` at once: readers see the earlier file or this one.

    `mode` says who may read it, within the umask. A device or a pipe is written as it stands.
    Raises StorageError.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        target = path.resolve()  # A link goes on pointing at what it points at.
        draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        try:
            draft.touch(mode, exist_ok=False)
            draft.write_bytes(content)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror}") from error
