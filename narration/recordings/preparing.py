"""From what somebody recorded to what can stand beside a synthetic voice."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from narration.audio import (
    TARGET_LUFS,
    apply_gain,
    decode,
    measure_clipping,
    measure_loudness,
    trim_silence,
)
from narration.errors import RecordingError
from narration.pcm import Pcm

_LOUDNESS_SECONDS = 3.0
_MOST_CLIPPING = 0.005


@dataclass(frozen=True, slots=True)
class Limits:
    """How short and how long a recording may be, in seconds without the silence around it."""

    shortest: float = 0.2
    longest: float = 300.0


def prepare(source: Path | bytes, limits: Limits) -> tuple[Pcm, float]:
    """Return a recording decoded, trimmed and levelled, and the gain that took, in dB.

    Raises RecordingError, with what to do, when it is broken, empty, silent, too short or long,
    or distorted by clipping (more than one sample in 200 at full scale).
    """
    raw = decode(source, limits.longest)
    if measure_clipping(raw) > _MOST_CLIPPING:
        raise RecordingError(
            "The recording is distorted; record it again, further away or with less gain."
        )
    spoken = trim_silence(raw)
    if not spoken.samples:
        raise RecordingError("The recording is silent; check the microphone and record it again.")
    if spoken.seconds < limits.shortest:
        raise RecordingError(
            f"The recording is shorter than {limits.shortest:g} seconds; record it again."
        )
    gain_db = TARGET_LUFS - _loudness(spoken)
    return apply_gain(spoken, gain_db), gain_db


def _loudness(spoken: Pcm) -> float:
    """Return the loudness in LUFS; a short recording is repeated until the meter can judge it."""
    core = trim_silence(spoken, margin=0)
    times = math.ceil(_LOUDNESS_SECONDS / core.seconds)
    loudness = measure_loudness(Pcm(core.samples * times, core.rate))
    if loudness == -math.inf:
        raise RecordingError("The recording is too quiet; record it again, closer by.")
    return loudness
