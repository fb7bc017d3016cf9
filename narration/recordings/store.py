"""The folder of recordings: ``<language>/<key>.wav`` with what is known of it in ``<key>.json``."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from narration.audio import decode, read_container, wav_file
from narration.errors import RecordingError, StorageError
from narration.pcm import Pcm
from narration.recordings.preparing import Limits, prepare

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*", re.ASCII)


class State(StrEnum):
    """What can be said of a stored recording."""

    OK = "ok"
    STALE = "stale"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Status:
    """One line of the report on recordings."""

    key: str
    language: str
    state: State


@dataclass(frozen=True, slots=True)
class Recording:
    """Somebody who says one text, ready to be played.

    `text_sha256` is the hash of the text it says, `digest` that of its own file, of `size` bytes,
    and `source_digest` that of what was handed in, whose container FFmpeg calls `source_format`.
    `seconds` is its duration, `gain_db` what brought it to the common loudness, `added_at` an
    ISO 8601 time.
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
        """Return its sound. Raises RecordingError when the file is not what was stored."""
        data = _read(self.path)
        if data is None or _sha256(data) != self.digest:
            raise RecordingError("The recording has been changed or lost; add it again.")
        return decode(data, self.seconds + 1)


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
            digest=_sha256(stored),
            source_digest=_sha256(data),
            source_format=read_container(data),
            seconds=round(pcm.seconds, 3),
            gain_db=round(gain_db, 2),
            added_at=self._now().isoformat(timespec="seconds"),
        )
        self._store(recording, stored)
        return recording

    def find(self, key: str, language: str, text: str) -> Recording | None:
        """Return the recording of `text` in a language, or else in its base (``fr-MA``, ``fr``).

        A recording of that key that says another text is noted as stale, until it is asked for
        with its own text again.
        """
        if not _KEY.fullmatch(key):
            return None
        for recording in filter(None, (self.get(key, tag) for tag in _lookup(language))):
            stale = recording.text_sha256 != hash_text(text)
            _note(recording, stale)
            if not stale:
                return recording
        return None

    def get(self, key: str, language: str) -> Recording | None:
        """Return what is stored for a key in exactly this language, whatever it says.

        None where there is nothing, or nothing that can be played.
        """
        path = self.root / language.lower() / f"{key}.wav"
        known = _read(path.with_name(f"{key}.json"))
        try:
            facts = json.loads(known) if known else None
            recording = Recording(path=path, **facts) if facts else None
            intact = recording is not None and path.stat().st_size == recording.size
        except (ValueError, TypeError, OSError):
            return None
        return recording if intact else None

    def status(self) -> list[Status]:
        """Return the state of every recording, by language and key. Reads every file."""
        return [self._status(path) for path in sorted(self.root.glob("*/*.json"))]

    def _status(self, path: Path) -> Status:
        key, language = path.name.removesuffix(".json"), path.parent.name
        recording = self.get(key, language)
        state = State.STALE if _stale_mark(path).exists() else State.OK
        sound = _read(recording.path) if recording else None
        if recording is None or sound is None or _sha256(sound) != recording.digest:
            state = State.BROKEN
        return Status(key, language, state)

    def _store(self, recording: Recording, sound: bytes) -> None:
        facts = asdict(recording)
        del facts["path"]
        try:
            recording.path.parent.mkdir(parents=True, exist_ok=True)
            _replace(recording.path, sound)
            sidecar = recording.path.with_name(f"{recording.key}.json")
            _replace(sidecar, json.dumps(facts, indent=2).encode())
            _stale_mark(recording.path).unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(f"Recordings cannot be stored: {error.strerror}.") from error


def hash_text(text: str) -> str:
    """Return the hash that binds a recording to its text: SHA-256, in hex."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return _sha256(plain.encode("utf-8", "surrogatepass"))


def check_key(key: str) -> str:
    """Return `key`. Raises RecordingError when it cannot be the name of a file."""
    if not _KEY.fullmatch(key):
        raise RecordingError("A key is made of letters, digits, points, hyphens and underscores.")
    return key


def check_language(language: str) -> str:
    """Return a language tag in lower case. Raises RecordingError when it is none."""
    if not _LANGUAGE.fullmatch(language.lower()):
        raise RecordingError("The language is not a language tag, such as zgh or fr-MA.")
    return language.lower()


def _lookup(language: str) -> Iterator[str]:
    """Yield a language tag and those it is a part of, the closest first (RFC 4647, 3.4)."""
    tag = language.lower()
    while _LANGUAGE.fullmatch(tag):
        yield tag
        tag = tag.rpartition("-")[0]


def _note(recording: Recording, stale: bool) -> None:
    """Leave a mark for `status`, in whichever process that is asked for."""
    mark = _stale_mark(recording.path)
    if mark.exists() != stale:
        with suppress(OSError):
            if stale:
                mark.touch()
            else:
                mark.unlink()


def _stale_mark(recording: Path) -> Path:
    return recording.with_suffix(".stale")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


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
