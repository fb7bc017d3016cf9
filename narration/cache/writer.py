"""Writing one clip to the disk, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from narration.cache.files import PART, Entry, storing
from narration.errors import StorageError


class Writer:
    """Writes one clip beside its final place; nobody sees it before `commit`.

    Left without `commit`, as a context manager, it leaves nothing behind. Every method raises
    StorageError when the disk is full or cannot be written; the clip is then gone.
    """

    def __init__(self, folder: Path, commit: Callable[[Path, int], Entry]) -> None:
        self._commit = commit
        self._size = 0
        with storing():
            descriptor, path = tempfile.mkstemp(PART, ".", folder)
        self._path = Path(path)
        self._file: BinaryIO = os.fdopen(descriptor, "wb", buffering=1 << 16)

    def write(self, data: bytes) -> None:
        """Append bytes."""
        with self._undone_on_error():
            self._file.write(data)
        self._size += len(data)

    def commit(self) -> Entry:
        """Put the complete clip in its place, whole or not at all."""
        with self._undone_on_error():
            self._file.close()
            if self._path.stat().st_size != self._size:
                raise OSError("short file")
            return self._commit(self._path, self._size)

    def abort(self) -> None:
        """Throw away what was written. Does nothing after `commit`."""
        with contextlib.suppress(OSError):
            self._file.close()
        self._path.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _undone_on_error(self) -> Iterator[None]:
        try:
            with storing():
                yield
        except StorageError:
            self.abort()
            raise

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.abort()
