"""How soon a new clip can be heard, against the run of eSpeak NG's own command."""

from __future__ import annotations

import io
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median

import av
import numpy as np

from benchmarks.service import Service
from benchmarks.texts import make_sentence, make_text

ROUNDS = 30
_AUDIBLE_SECONDS = 0.05
_AUDIBLE_RMS = 10 ** (-50 / 20)
_WINDOW_SECONDS = 0.01


def measure(service: Service) -> dict[str, float]:
    """Return both ratios; the runs of what is compared alternate, so that noise hits both."""
    # As many digits as in the texts: the first sentences of both are as long.
    sentences = [make_sentence(500_000 + 100 * number) for number in range(ROUNDS)]
    texts = [make_text(7000 + number, 3400) for number in range(ROUNDS)]
    short_urls, long_urls = service.register(sentences), service.register(texts)
    command, short, long = [], [], []
    for text, short_url, long_url in zip(sentences, short_urls, long_urls, strict=True):
        command.append(_time_command(text))
        short.append(_time_until_audible(service, short_url))
        long.append(_time_until_audible(service, long_url))
    print(
        f"# first audible byte, medians: command {median(command) * 1000:.1f} ms,"
        f" one sentence {median(short) * 1000:.1f} ms, 3,400 characters"
        f" {median(long) * 1000:.1f} ms"
    )
    return {
        "narration.cold_first_byte": median(short) / median(command),
        "narration.stream_first_byte": median(long) / median(short),
    }


def _time_command(text: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out.wav"
        started = time.perf_counter()
        subprocess.run(["espeak-ng", "-v", "en", "-w", target, text], check=True)
        return time.perf_counter() - started


def _time_until_audible(service: Service, url: str) -> float:
    connection = service.connect()
    started = time.perf_counter()
    connection.request("GET", url)
    response = connection.getresponse()
    arrivals: list[tuple[float, bytes]] = []
    while packet := response.read1(65536):
        arrivals.append((time.perf_counter() - started, packet))
    connection.close()
    return _find_audible(arrivals)


def _find_audible(arrivals: list[tuple[float, bytes]]) -> float:
    received = b""
    for seconds, packet in arrivals:
        received += packet
        if _count_audible_seconds(received) >= _AUDIBLE_SECONDS:
            return seconds
    raise RuntimeError("the clip was never audible")


def _count_audible_seconds(mp3: bytes) -> float:
    try:
        with av.open(io.BytesIO(mp3), format="mp3") as container:
            frames = [frame.to_ndarray().ravel() for frame in container.decode(audio=0)]
            rate = container.streams.audio[0].rate
    except av.FFmpegError:
        return 0.0
    if not frames:
        return 0.0
    window = int(rate * _WINDOW_SECONDS)
    samples = np.concatenate(frames).astype(np.float64)
    samples = samples[: len(samples) // window * window].reshape(-1, window)
    loud = np.sqrt((samples**2).mean(axis=1)) > _AUDIBLE_RMS
    return float(loud.sum()) * _WINDOW_SECONDS
