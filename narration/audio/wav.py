"""WAV headers (RIFF WAVE, PCM, mono, 16 bit), for sounds of known and of unknown length."""

from __future__ import annotations

import struct

from narration.pcm import Pcm

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_UNKNOWN = 0xFFFFFFFF
_AROUND_DATA = _HEADER.size - 8  # RIFF's size leaves out its own first eight bytes.


def wav_header(rate: int, data_bytes: int | None = None) -> bytes:
    """Return the header of `data_bytes` bytes of samples at `rate` Hz.

    Without a size, both size fields are 0xFFFFFFFF, which players take as "until the end".
    """
    riff_size = _UNKNOWN if data_bytes is None else data_bytes + _AROUND_DATA
    data_size = _UNKNOWN if data_bytes is None else data_bytes
    return _HEADER.pack(
        b"RIFF", riff_size, b"WAVE", b"fmt ", 16, 1, 1, rate, 2 * rate, 2, 16, b"data", data_size
    )


def wav_file(pcm: Pcm) -> bytes:
    """Return a whole sound as a WAV file with its true sizes."""
    return wav_header(pcm.rate, len(pcm.samples)) + pcm.samples


def patch_wav(data: bytes) -> bytes:
    """Return a complete WAV file that was streamed by Encoder, with its true sizes written in.

    Raises ValueError when `data` does not begin with such a header.
    """
    try:
        fields = _HEADER.unpack_from(data)
    except struct.error:
        raise ValueError("Not a WAV file: it is shorter than its header.") from None
    if (fields[0], fields[2], fields[3], fields[11]) != (b"RIFF", b"WAVE", b"fmt ", b"data"):
        raise ValueError("Not a WAV file as it is written here.")
    return wav_header(fields[7], len(data) - _HEADER.size) + data[_HEADER.size :]
