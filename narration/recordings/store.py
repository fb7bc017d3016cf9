"""The folder of recordings: ``<language>/<key>.wav`` with what is known of it in ``<key>.json``."""

from __future__ import annotations

import json
import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from threading import Lock

from narration.audio import decode, read_container, wav_file
from narration.errors import EngineOutputError, RecordingError, StorageError
from narration.pcm import Pcm
from narration.recordings.names import (
    check_key,
    check_language,
    hash_bytes,
    hash_text,
    is_key,
    widen,
)
from narration.recordings.preparing import Limits, prepare

_writing = Lock()
_log = logging.getLogger(__name__)


class State(StrEnum):
    """What can be said of a stored recording."""

    OK = "ok"
    STALE = "stale"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Status:
    """One line of the report on recordings."""

    key: str
    language: str
    state: State


@dataclass(frozen=True, slots=True)
class Recording:
    """Somebody who says one text, ready to be played.

    `path` is its own file, of `size` bytes, and `digest` the hash of that. `text_sha256` is the
    hash of the text it says, `source_digest` that of what was handed in, whose container FFmpeg
    calls `source_format`. `seconds` is its duration, `gain_db` what brought it to the common
    loudness, `added_at` an ISO 8601 time.
    """

    key: str
    language: str
    path: Path
    size: int
    text_sha256: str
    digest: str
    source_digest: str
    source_format: str
    seconds: float
    gain_db: float
    added_at: str

    def load(self) -> Pcm:
        """Return its sound. Raises EngineOutputError where that was changed or removed since."""
        sound = _read(self.path) or b""
        if hash_bytes(sound) != self.digest:
            raise EngineOutputError("The recording was changed, removed or damaged just now.")
        return decode(sound, self.seconds + 1)


class Recordings:
    """Recordings by the key of a text and its language (BCP 47, in any case).

    A recording is played for the text that it says and for no other: it would announce last
    year's amount. White space and the way an accent is encoded do not count as a change.
    """

    def __init__(
        self,
        root: Path,
        limits: Limits | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.root = root
        self._limits = limits or Limits()
        self._now = now

    def add(self, key: str, language: str, text: str, source: Path | bytes) -> Recording:
        """Store a recording of `text`, in place of an earlier one.

        Raises RecordingError, with what to do, when the key, the language or the sound cannot be
        used, and StorageError when the folder cannot be written.
        """
        path = self.root / check_language(language) / f"{check_key(key)}.wav"
        if not text.strip():
            raise RecordingError("Say which text the recording says: it is played for no other.")
        data = source if isinstance(source, bytes) else _read(source)
        if data is None:
            raise RecordingError("The recording cannot be read; check its name and rights.")
        pcm, gain_db = prepare(data, self._limits)
        stored = wav_file(pcm)
        recording = Recording(
            key=key,
            language=path.parent.name,
            path=path,
            size=len(stored),
            text_sha256=hash_text(text),
            digest=hash_bytes(stored),
            source_digest=hash_bytes(data),
            source_format=read_container(data),
            seconds=round(pcm.seconds, 3),
            gain_db=round(gain_db, 2),
            added_at=self._now().isoformat(timespec="seconds"),
        )
        self._store(recording, stored)
        return recording

    def find(self, key: str, language: str, text: str) -> Recording | None:
        """Return the recording of `text` in a language, or else in its base (``fr-MA``, ``fr``).

        One that is damaged is as good as none: the log tells, and `status`.
        """
        said = hash_text(text)
        return next((each for each in self._known(key, language) if each.text_sha256 == said), None)

    def note(self, key: str, language: str, text: str) -> None:
        """Take up that `text` is what the key stands for now: a recording of another is stale.

        For those alone who may decide that, as anybody can ask for any text.
        """
        said = hash_text(text)
        for recording in self._known(key, language):
            mark, stale = _stale_mark(recording.path), recording.text_sha256 != said
            if mark.exists() != stale:
                with suppress(OSError):
                    if stale:
                        mark.touch()
                    else:
                        mark.unlink()
            if not stale:
                return

    def get(self, key: str, language: str) -> Recording | None:
        """Return what is stored for a key in exactly this language, whatever it says.

        None where there is nothing, or nothing that can be played.
        """
        path = self.root / language.lower() / f"{key}.wav"
        known = _read(path.with_name(f"{key}.json"))
        if known is None:
            return None
        try:
            recording = Recording(path=path, **json.loads(known))
        except (ValueError, TypeError):
            return None
        return recording if recording.digest == _find_digest(path) else None

    def remove(self, key: str, language: str) -> bool:
        """Forget a recording; tell whether there was one. Raises RecordingError, StorageError."""
        path = self.root / check_language(language) / f"{check_key(key)}.wav"
        sidecar = path.with_name(f"{key}.json")
        with _writing, _storing():
            known = sidecar.exists()
            for file in (sidecar, path, _stale_mark(path)):
                file.unlink(missing_ok=True)
        return known

    def status(self) -> list[Status]:
        """Return the state of every recording, by language and key. Reads every file."""
        return [self._status(path) for path in sorted(self.root.glob("*/*.json"))]

    def _status(self, path: Path) -> Status:
        key, language = path.name.removesuffix(".json"), path.parent.name
        if self.get(key, language) is None:
            return Status(key, language, State.DAMAGED)
        stale = _stale_mark(path).exists()
        return Status(key, language, State.STALE if stale else State.OK)

    def _known(self, key: str, language: str) -> Iterator[Recording]:
        for tag in widen(language) if is_key(key) else ():
            recording = self.get(key, tag)
            if recording:
                yield recording
            elif (self.root / tag / f"{key}.json").exists():
                _log.warning("recording_damaged", extra={"key": key, "language": tag})

    def _store(self, recording: Recording, sound: bytes) -> None:
        facts = asdict(recording)
        del facts["path"]
        with _writing, _storing():
            recording.path.parent.mkdir(parents=True, exist_ok=True)
            _replace(recording.path, sound)
            sidecar = recording.path.with_name(f"{recording.key}.json")
            _replace(sidecar, json.dumps(facts, indent=2).encode())
            _stale_mark(recording.path).unlink(missing_ok=True)


@contextmanager
def _storing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(f"Recordings cannot be stored: {error.strerror}.") from error


def _stale_mark(recording: Path) -> Path:
    return recording.with_suffix(".stale")


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _find_digest(path: Path) -> str | None:
    """Return the hash of a file, or None if there is none."""
    try:
        stat = path.stat()
        return _hash_file(path, (stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns))
    except OSError:
        return None


@lru_cache(maxsize=4096)
def _hash_file(path: Path, _stamp: tuple[int, ...]) -> str:
    """Return the hash of a file, read once as long as its stamp is the same.

    A page may name recordings of five minutes two hundred times in one script.
    """
    return hash_bytes(path.read_bytes())


def _replace(path: Path, data: bytes) -> None:
    """Put `data` in the place of a file, whole or not at all."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        try:
            file.write(data)
            file.flush()
            # Who runs the service may be somebody else than who adds recordings.
            os.fchmod(file.fileno(), 0o644)
            os.replace(file.name, path)
        except OSError:
            os.unlink(file.name)
            raise
