"""Sound: formats, encoding as it is made, decoding, levels and pauses."""

from __future__ import annotations

from narration.audio.decoding import decode, read_container
from narration.audio.encoding import Encoder
from narration.audio.formats import FORMATS, RATE, Format, get_format
from narration.audio.frames import MAX_SPEED, MIN_SPEED, Converter, check_speed
from narration.audio.levels import (
    TARGET_LUFS,
    apply_gain,
    measure_clipping,
    measure_loudness,
    measure_rms,
    trim_silence,
)
from narration.audio.wav import patch_wav, wav_file, wav_header

SENTENCE_PAUSE = 0.3
"""Seconds of silence between two sentences of a block, at normal speed."""

BLOCK_PAUSE = 0.6
"""Seconds of silence between two blocks, at normal speed."""

__all__ = [
    "BLOCK_PAUSE",
    "FORMATS",
    "MAX_SPEED",
    "MIN_SPEED",
    "RATE",
    "SENTENCE_PAUSE",
    "TARGET_LUFS",
    "Converter",
    "Encoder",
    "Format",
    "apply_gain",
    "check_speed",
    "decode",
    "get_format",
    "measure_clipping",
    "measure_loudness",
    "measure_rms",
    "patch_wav",
    "read_container",
    "trim_silence",
    "wav_file",
    "wav_header",
]
