"""Recordings as people make them: every format, and something with the ups and downs of speech."""

from __future__ import annotations

from io import BytesIO

import av
import numpy as np

from narration.audio import Encoder, get_format, wav_file
from narration.pcm import Pcm

TEXT = "ⴰⵣⵓⵍ, your pension is 1,200 dirhams."


def speech(seconds=2.0, level=0.1, rate=16_000):
    """Something with the ups and downs of speech, silence around it included."""
    moments = np.arange(round(seconds * rate)) / rate
    envelope = 0.6 + 0.4 * np.sin(2 * np.pi * 4 * moments)
    samples = (level * 32_767 * envelope * np.sin(2 * np.pi * 300 * moments)).astype("<i2")
    around = Pcm.silence(0.5, rate).samples
    return Pcm(around + samples.tobytes() + around, rate)


def encode(name, pcm):
    encoder = Encoder(get_format(name))
    return b"".join([*encoder.encode(pcm), *encoder.finish()])


def in_container(container, codec, pcm):
    """Encode as browsers and telephones do, into a file with an index."""
    file = BytesIO()
    with av.open(file, "w", format=container) as output:
        stream = output.add_stream(codec, rate=48_000, layout="mono")
        samples = np.frombuffer(pcm.samples, "<i2").reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(samples, "s16", "mono")
        frame.sample_rate = pcm.rate
        output.mux([*stream.encode(frame), *stream.encode(None)])
    return file.getvalue()


GOOD = {
    "wav": wav_file(speech()),
    "mp3": encode("mp3", speech()),
    "opus": encode("opus", speech()),
    "flac": encode("flac", speech()),
    "webm": in_container("webm", "libopus", speech()),
    "m4a": in_container("ipod", "aac", speech()),
}
