"""Decoding recordings that people hand in: untrusted files of many kinds."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import av
from av import AudioFrame, AudioResampler, FFmpegError
from av.container import InputContainer

from narration.audio.formats import RATE
from narration.audio.frames import from_frame
from narration.errors import RecordingError
from narration.pcm import Pcm

# Playlists and the like are left out: they would have FFmpeg open other files and addresses.
_READABLE = "wav,mp3,ogg,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,flac,aac"
_UNREADABLE = "The recording cannot be decoded; save it as wav, mp3, opus, webm, m4a or flac."


def decode(source: Path | bytes, limit_seconds: float) -> Pcm:
    """Return the first audio track of a wav, mp3, ogg, opus, webm, m4a or flac as 24 kHz sound.

    Raises RecordingError when it is broken, empty or without sound, or as soon as more than
    `limit_seconds` have been decoded, however long it goes on.
    """
    decoded = bytearray()
    try:
        with _open_file(source) as file, _open_container(file) as container:
            for frame in _frames(container):
                decoded += from_frame(frame).samples
                if len(decoded) > 2 * RATE * limit_seconds:
                    raise RecordingError(
                        f"The recording is longer than {limit_seconds:g} seconds; cut it in parts."
                    )
    # A file that changes its rate or layout on the way is refused by the resampler.
    except (FFmpegError, ValueError):
        raise RecordingError(_UNREADABLE) from None
    if not decoded:
        raise RecordingError("The recording has no sound in it; record it again.")
    return Pcm(bytes(decoded), RATE)


def read_container(source: Path | bytes) -> str:
    """Return FFmpeg's name for the kind of file a recording is. Raises RecordingError."""
    try:
        with _open_file(source) as file, _open_container(file) as container:
            return container.format.name
    except (FFmpegError, ValueError):
        raise RecordingError(_UNREADABLE) from None


def _open_file(source: Path | bytes) -> BinaryIO:
    if isinstance(source, bytes):
        return BytesIO(source)
    try:
        return source.open("rb")
    except OSError:
        raise RecordingError("The recording cannot be read; check its name and rights.") from None


def _open_container(file: BinaryIO) -> InputContainer:
    options = {"format_whitelist": _READABLE}
    return av.open(file, "r", container_options=options, metadata_errors="replace")


def _frames(container: InputContainer) -> Iterator[AudioFrame]:
    if not container.streams.audio:
        raise RecordingError("The recording has no audio track; record it again.")
    resampler = AudioResampler("s16", "mono", RATE)
    for frame in container.decode(container.streams.audio[0]):
        if frame.samples:
            frame.pts = None
            yield from resampler.resample(frame)
    yield from resampler.resample(None)
