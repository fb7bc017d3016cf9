"""The baseline of `benchmarks.throughput`: pyttsx3 in one warm process, and nothing around it."""

from __future__ import annotations

import contextlib
import ctypes
import io
import os
import sys
import tempfile
import time
import wave
from pathlib import Path
from typing import Any

import espeakng_loader

from benchmarks.texts import make_sentence
from benchmarks.throughput import CLIPS
from narration.audio import Encoder, get_format
from narration.pcm import Pcm

_WORDS_PER_MINUTE = 140


def main(turn: int) -> None:
    """Speak and encode as many sentences as the service does, and print clips a second."""
    engine = _start()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "clip.wav"
        _speak(engine, "Warm.", target)
        numbers = range(80_000 + turn * CLIPS, 80_000 + (turn + 1) * CLIPS)
        started = time.perf_counter()
        for number in numbers:
            _encode(_speak(engine, make_sentence(number), target))
        print(CLIPS / (time.perf_counter() - started))


def _start() -> Any:
    ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    import pyttsx3  # noqa: PLC0415  (the library has to be in the process first)

    engine = pyttsx3.init("espeak")
    engine.setProperty("voice", "gmw/en")
    engine.setProperty("rate", _WORDS_PER_MINUTE)
    return engine


def _speak(engine: Any, text: str, target: Path) -> Pcm:
    with contextlib.redirect_stdout(io.StringIO()):
        engine.save_to_file(text, str(target))
        engine.runAndWait()
    with wave.open(str(target)) as sound:
        return Pcm(sound.readframes(sound.getnframes()), sound.getframerate())


def _encode(pcm: Pcm) -> bytes:
    encoder = Encoder(get_format("mp3"))
    return b"".join([*encoder.encode(pcm), *encoder.finish()])


if __name__ == "__main__":
    main(int(sys.argv[1]))
