"""How loud sound is, and making it louder, quieter or shorter."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from av.filter import Graph

from narration.audio.frames import pull_all, to_frame
from narration.pcm import Pcm

TARGET_LUFS = -20.0
"""Loudness of every voice and recording, in LUFS."""

FULL_SCALE = 32_768
_KNEE = 0.8  # Of full scale: what lies above is bent, not cut.
_SILENCE_DBFS = -50.0


def _floats(pcm: Pcm) -> npt.NDArray[np.float64]:
    """Return samples in the range -1 to 1."""
    return np.frombuffer(pcm.samples, "<i2").astype(np.float64) / FULL_SCALE


def apply_gain(pcm: Pcm, gain_db: float) -> Pcm:
    """Return the sound `gain_db` louder, with a soft knee (tanh) from 0.8 of full scale on."""
    if gain_db == 0 or not pcm.samples:
        return pcm
    louder = _make_curve(gain_db)[np.frombuffer(pcm.samples, "<u2")]
    return Pcm(louder.tobytes(), pcm.rate)


@lru_cache(maxsize=64)
def _make_curve(gain_db: float) -> npt.NDArray[np.int16]:
    """Return what becomes of each of the 65,536 samples there are: a voice's gain never changes."""
    every = np.arange(2 * FULL_SCALE, dtype=np.uint16).view(np.int16) / FULL_SCALE
    louder = every * 10 ** (gain_db / 20)
    size = np.abs(louder)
    room = 1 - _KNEE
    bent = _KNEE + room * np.tanh(np.maximum(size - _KNEE, 0) / room)
    shaped = np.copysign(np.where(size > _KNEE, bent, size), louder)
    curve: npt.NDArray[np.int16] = np.rint(shaped * (FULL_SCALE - 1)).astype("<i2")
    return curve


def measure_loudness(pcm: Pcm) -> float:
    """Return the integrated loudness in LUFS (EBU R 128), -inf for silence or under 0.4 s.

    Its gate works on blocks of 0.4 s: below about 3 s the figure says little.
    """
    if pcm.seconds < 0.4:
        return -math.inf
    graph = Graph()
    source = graph.add_abuffer(sample_rate=pcm.rate, format="s16", layout="mono")
    meter = graph.add("ebur128", metadata="1", framelog="quiet")
    graph.link_nodes(source, meter, graph.add("abuffersink")).configure()
    graph.push(to_frame(pcm))
    graph.push(None)
    figures = [frame.metadata.get("lavfi.r128.I") for frame in pull_all(graph)]
    known = [float(figure) for figure in figures if figure is not None]
    # The meter's gate is absolute at -70 LUFS, its way of saying that it heard nothing.
    return known[-1] if known and known[-1] > -70 else -math.inf


def measure_rms(pcm: Pcm) -> float:
    """Return the root mean square in dBFS (0 is a full-scale square wave), -inf for silence."""
    if not pcm.samples:
        return -math.inf
    power = float(np.mean(np.square(_floats(pcm))))
    return 10 * math.log10(power) if power else -math.inf


def measure_clipping(pcm: Pcm) -> float:
    """Return which share of the samples, 0 to 1, stands at the end of the scale."""
    if not pcm.samples:
        return 0.0
    size = np.abs(np.frombuffer(pcm.samples, "<i2").astype(np.int32))
    return float(np.mean(size >= FULL_SCALE - 2))


def trim_silence(pcm: Pcm, threshold_dbfs: float = _SILENCE_DBFS, margin: float = 0.05) -> Pcm:
    """Return the sound without the silence around it, but for `margin` seconds on each side.

    Silence is every window of 10 ms whose root mean square lies below the threshold; silence
    throughout gives an empty sound.
    """
    window = max(1, pcm.rate // 100)
    samples = np.frombuffer(pcm.samples, "<i2").astype(np.float32) / FULL_SCALE
    padded = np.pad(samples, (0, -len(samples) % window)).reshape(-1, window)
    power = np.einsum("ij,ij->i", padded, padded) / window
    loud = np.flatnonzero(power > 10 ** (threshold_dbfs / 10))
    if not len(loud):
        return Pcm(b"", pcm.rate)
    kept = round(margin * pcm.rate)
    start = max(0, int(loud[0]) * window - kept)
    end = min(len(samples), (int(loud[-1]) + 1) * window + kept)
    return Pcm(pcm.samples[2 * start : 2 * end], pcm.rate)
