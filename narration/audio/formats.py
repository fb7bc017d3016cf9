"""The formats in which clips leave: what each is called, and how it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from narration.errors import UnknownFormatError

RATE = 24_000
"""Sampling rate of every clip for the web, in Hz; what the OpenAI speech shape sends as pcm."""

TELEPHONE_RATE = 8_000
"""Sampling rate of the telephone network, in Hz (G.711)."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a clip is written: mono, `rate` Hz.

    `codec` and `container` are FFmpeg's names, but for ``lame``, whose mp3 needs no container.
    Both are empty where 16-bit samples are sent as they are, after a WAV header if `header` says
    so. `bit_rate` is in bits per second, 0 for
    codecs that have none. `gain_db` is added to what arrives at the engines' common loudness.
    """

    name: str
    media_type: str
    extension: str
    rate: int = RATE
    codec: str = ""
    container: str = ""
    bit_rate: int = 0
    codec_options: Mapping[str, str] = field(default_factory=dict)
    container_options: Mapping[str, str] = field(default_factory=dict)
    header: bool = False
    gain_db: float = 0.0


FORMATS: Mapping[str, Format] = {
    known.name: known
    for known in (
        # LAME's own middle way: from 7 on it is twice as fast, and no longer hides its noise.
        Format(
            "mp3",
            "audio/mpeg",
            "mp3",
            codec="lame",
            bit_rate=32_000,
            codec_options={"quality": "5"},
        ),
        # Ogg pages of one second would hold the first sound back; these are of 100 ms.
        Format(
            "opus",
            "audio/ogg",
            "opus",
            codec="libopus",
            container="ogg",
            bit_rate=24_000,
            codec_options={"application": "voip", "compression_level": "3"},
            container_options={"page_duration": "100000"},
        ),
        # The default coder takes six times as long.
        Format(
            "aac",
            "audio/aac",
            "aac",
            codec="aac",
            container="adts",
            bit_rate=48_000,
            codec_options={"aac_coder": "fast"},
        ),
        Format("flac", "audio/flac", "flac", codec="flac", container="flac"),
        Format("wav", "audio/wav", "wav", header=True),
        Format("pcm", f"audio/L16;rate={RATE}", "pcm"),
        # Speech at -20 LUFS, pauses included, then has about -22 dBFS RMS.
        Format("telephone", "audio/wav", "wav", rate=TELEPHONE_RATE, header=True, gain_db=-1.8),
    )
}
"""Every format by its name."""


def get_format(name: str) -> Format:
    """Return the format called `name`. Raises UnknownFormatError, which names those there are."""
    try:
        return FORMATS[name]
    except (KeyError, TypeError):
        known = ", ".join(FORMATS)
        raise UnknownFormatError(f"The audio format is not one of {known}.") from None
