"""Taking up what staff recorded and dropped into a folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from narration.errors import RecordingError, StorageError
from narration.recordings.names import hash_bytes, hash_text
from narration.recordings.store import Recordings

EXTENSIONS = (".wav", ".mp3", ".ogg", ".opus", ".webm", ".m4a", ".flac")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file: added, or left alone as it was known already, or an error."""

    file: Path
    added: bool
    error: str | None = None


def import_folder(recordings: Recordings, folder: Path) -> list[Imported]:
    """Take up ``<language>/<key>.mp3`` (or another kind of sound) with its text in ``<key>.txt``.

    May be run again at any time, and on the folder of `recordings` itself: what has not changed
    since is left alone. A file that cannot be used is reported, and the others still taken.
    """
    return [_import_file(recordings, path) for path in _dropped(recordings, folder)]


def _dropped(recordings: Recordings, folder: Path) -> Iterator[Path]:
    for path in sorted(folder.glob("*/*")):
        if path.suffix.lower() not in EXTENSIONS or path.name.startswith("."):
            continue
        stored = recordings.get(path.stem, path.parent.name)
        # What `add` wrote needs no text beside it; only with one may it have been dropped here.
        if stored and stored.path == path and not path.with_name(f"{path.stem}.txt").exists():
            continue
        yield path


def _import_file(recordings: Recordings, path: Path) -> Imported:
    try:
        return Imported(path, _take_up(recordings, path))
    except (RecordingError, StorageError) as error:
        return Imported(path, False, str(error))


def _take_up(recordings: Recordings, path: Path) -> bool:
    """Add one file unless it is known already; tell whether it was added."""
    try:
        text = path.with_name(f"{path.stem}.txt").read_text("utf-8-sig")
        source = path.read_bytes()
    except FileNotFoundError:
        raise RecordingError(f"Write the text it says into {path.stem}.txt beside it.") from None
    except ValueError:
        raise RecordingError(f"Save {path.stem}.txt as UTF-8.") from None
    except OSError:
        raise RecordingError("The recording cannot be read; check its rights.") from None
    if not text.strip():
        raise RecordingError(f"{path.stem}.txt is empty; write the text it says into it.")
    known = recordings.get(path.stem, path.parent.name)
    digests = {known.digest, known.source_digest} if known else set()
    same_sound = hash_bytes(source) in digests
    if known and same_sound and known.text_sha256 == hash_text(text):
        return False
    recordings.add(path.stem, path.parent.name, text, source)
    return True
