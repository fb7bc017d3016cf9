"""The folder of clips and the index over it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
import weakref
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from narration.cache.files import (
    PART,
    Entry,
    Record,
    check_name,
    file_name,
    is_intact,
    scan,
    storing,
    write_part,
)

_TOUCH_SECONDS = 60.0

_Key = tuple[bool, str]
"""Whether a clip is private, and its name."""


class Cache:
    """Clips in a folder of at most `limit_bytes`, the least recently used evicted first.

    Public and private clips lie in folders of their own, readable by their owner alone. A file
    carries its size in its name, and is never served with another. Entries that are not lasting
    expire `brief_seconds` after they were made. Safe for threads, and for processes that share
    the folder: the first of them removes what a crash left behind and every private clip.

    Raises StorageError when the folder cannot be made.
    """

    def __init__(
        self,
        root: Path,
        limit_bytes: int,
        brief_seconds: float,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._folders = {False: root / "public", True: root / "private"}
        self._limit = limit_bytes
        self._brief_seconds = brief_seconds
        self._clock = clock
        self._lock = Lock()
        self._records: OrderedDict[_Key, Record] = OrderedDict()
        self._bytes = 0
        with storing():
            for folder in self._folders.values():
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                folder.chmod(0o700)
            self._sharing = os.open(root / ".lock", os.O_CREAT | os.O_RDWR, 0o600)
            self._leave = weakref.finalize(self, os.close, self._sharing)
            self._clean_up()
            self.sweep()

    @property
    def size(self) -> int:
        """Bytes of all clips."""
        return self._bytes

    def __len__(self) -> int:
        return len(self._records)

    def find(self, name: str, private: bool) -> Entry | None:
        """Return the clip called `name`, and count it as used."""
        key = (private, check_name(name))
        with self._lock:
            record = self._records.get(key)
            if record is None:
                return None
            if self._expired(record) or not is_intact(record.entry):
                self._remove(key)
                return None
            self._touch(key, record)
            return record.entry

    def put(self, name: str, data: bytes, private: bool, lasting: bool) -> Entry:
        """Store a clip, whole or not at all. Raises StorageError, as on a full disk."""
        if private and lasting:
            raise ValueError("A private clip never lasts.")
        key = (private, check_name(name))
        with storing():
            part = write_part(self._folders[private], data)
            try:
                return self._place(key, part, len(data), lasting)
            except OSError:
                part.unlink(missing_ok=True)
                raise

    def sweep(self) -> None:
        """Remove what has expired, and take up what other processes stored or removed."""
        began_at = self._clock()
        # Nobody waits for the disk: what is stored while it is read is not in `found`.
        found = self._scan()
        with self._lock:
            gone = [key for key in self._records if key not in found]
            for key in gone:
                if self._records[key].made_at < began_at:
                    self._forget(key)
            for key, record in sorted(found.items(), key=lambda item: item[1].used_at):
                if key not in self._records:
                    self._remember(key, record)
            for key in [key for key, record in self._records.items() if self._expired(record)]:
                self._remove(key)
            self._evict()

    def close(self) -> None:
        """Stop sharing the folder, so that the next to open it may clean up."""
        self._leave()

    def _place(self, key: _Key, part: Path, size: int, lasting: bool) -> Entry:
        if size > self._limit:
            raise OSError("larger than the whole cache")
        now = self._clock()
        path = part.with_name(file_name(key[1], size, lasting))
        entry = Entry(path, size, lasting)
        os.utime(part, (now, now))
        with self._lock:
            part.replace(path)
            earlier = self._records.get(key)
            if earlier and earlier.entry.path != path:
                earlier.entry.path.unlink(missing_ok=True)
            self._forget(key)
            self._remember(key, Record(entry, now, now))
            self._evict()
        return entry

    def _clean_up(self) -> None:
        """Remove partial and private files, unless another process is using them.

        Everyone holds the lock shared as long as it lives, so that whoever gets it alone is alone.
        """
        try:
            fcntl.flock(self._sharing, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pass
        else:
            for path in self._folders[False].glob(f".*{PART}"):
                path.unlink(missing_ok=True)
            for path in self._folders[True].iterdir():
                path.unlink(missing_ok=True)
        fcntl.flock(self._sharing, fcntl.LOCK_SH)

    def _scan(self) -> dict[_Key, Record]:
        return {
            (private, name): record
            for private, folder in self._folders.items()
            for name, record in scan(folder).items()
        }

    def _expired(self, record: Record) -> bool:
        age = self._clock() - record.made_at
        return not record.entry.lasting and not 0 <= age < self._brief_seconds

    def _touch(self, key: _Key, record: Record) -> None:
        """Count as used: in memory at once, on disk (for the next start) once a minute."""
        self._records.move_to_end(key)
        now = self._clock()
        if now - record.used_at > _TOUCH_SECONDS:
            record.used_at = now
            with contextlib.suppress(OSError):
                os.utime(record.entry.path, (now, record.made_at))

    def _remember(self, key: _Key, record: Record) -> None:
        self._records[key] = record
        self._bytes += record.entry.size

    def _forget(self, key: _Key) -> None:
        record = self._records.pop(key, None)
        if record:
            self._bytes -= record.entry.size

    def _remove(self, key: _Key) -> None:
        with contextlib.suppress(OSError):
            self._records[key].entry.path.unlink()
        self._forget(key)

    def _evict(self) -> None:
        while self._bytes > self._limit:
            self._remove(next(iter(self._records)))
