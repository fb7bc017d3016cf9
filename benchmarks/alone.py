"""The baseline of `benchmarks.throughput`: pyttsx3 in one warm process, and nothing around it."""

from __future__ import annotations

import contextlib
import io
import sys
import time

from benchmarks.texts import make_sentence
from benchmarks.throughput import CLIPS
from narration.audio import Encoder, get_format
from narration.engines import espeak_process
from narration.pcm import Pcm

_VOICE = "gmw/en"
_RATE = 113  # eSpeak NG's words a minute in the product's own voice: a clip lasts as long.


def main(turn: int) -> None:
    """Speak and encode as many sentences as the service does; print clips a second and a size."""
    espeak_process.warm_up()
    numbers = range(80_000 + turn * CLIPS, 80_000 + (turn + 1) * CLIPS)
    started = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):  # pyttsx3 prints what it saved.
        sizes = [len(_encode(_speak(make_sentence(number)))) for number in numbers]
    print(CLIPS / (time.perf_counter() - started), sum(sizes) / CLIPS)


def _speak(text: str) -> Pcm:
    return Pcm(espeak_process.speak(text, _VOICE, _RATE), espeak_process.RATE)


def _encode(pcm: Pcm) -> bytes:
    encoder = Encoder(get_format("mp3"))
    return b"".join([*encoder.encode(pcm), *encoder.finish()])


if __name__ == "__main__":
    main(int(sys.argv[1]))
