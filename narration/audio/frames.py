"""Sound through FFmpeg's filters: changing rate and tempo."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import cast

import numpy as np
from av import AudioFrame
from av.filter import Graph

from narration.errors import InvalidSpeedError
from narration.pcm import Pcm

MIN_SPEED, MAX_SPEED = 0.25, 4.0
_FLUSH_SECONDS = 0.5


def to_frame(pcm: Pcm, position: int = 0) -> AudioFrame:
    """Return samples as a frame; `position` is their place in the sound, in samples."""
    frame = AudioFrame.from_ndarray(np.frombuffer(pcm.samples, "<i2").reshape(1, -1), "s16", "mono")
    frame.sample_rate = pcm.rate
    frame.time_base = Fraction(1, pcm.rate)
    frame.pts = position
    return frame


def from_frame(frame: AudioFrame) -> Pcm:
    """Return a mono 16-bit frame as samples."""
    return Pcm(frame.to_ndarray().tobytes(), frame.sample_rate)


def pull_all(graph: Graph) -> Iterator[AudioFrame]:
    """Take every frame that is ready at the end of a graph."""
    while True:
        try:
            frame = graph.pull()
        except (BlockingIOError, EOFError):
            return
        yield cast(AudioFrame, frame)


def check_speed(speed: float) -> float:
    """Return `speed` as a float. Raises InvalidSpeedError unless it is a number from 0.25 to 4."""
    number = isinstance(speed, int | float) and not isinstance(speed, bool)
    if not number or not MIN_SPEED <= speed <= MAX_SPEED:
        raise InvalidSpeedError(f"The speed must be a number from {MIN_SPEED} to {MAX_SPEED:g}.")
    return float(speed)


def tempo_stages(speed: float) -> list[float]:
    """Return factors of 0.5 to 2 whose product is `speed`, as few as possible.

    One ``atempo`` reaches no lower than 0.5, and above 2 it leaves samples out.
    """
    if speed == 1:
        return []
    count = math.ceil(abs(math.log2(speed)))
    return [speed ** (1 / count)] * count


class Converter:
    """Brings sound of any rate to one rate and tempo, without a change of pitch.

    Sound of one rate runs through one graph, so that sentences join without a click; another
    rate ends that graph and starts its own.
    """

    def __init__(self, rate: int, speed: float = 1.0) -> None:
        self._rate = rate
        self._speed = check_speed(speed)
        self._stages = tempo_stages(self._speed)
        self._graph: Graph | None = None
        self._source_rate = 0
        self._taken = 0
        self._given = 0

    def convert(self, pcm: Pcm) -> Iterator[Pcm]:
        """Feed sound in, and yield what is ready at the other end."""
        if pcm.rate != self._source_rate:
            yield from self.finish()
            self._start(pcm.rate)
        # An empty frame makes libavfilter run out of memory.
        if not pcm.samples:
            return
        if self._graph is None:
            yield pcm
            return
        self._push(pcm)
        yield from self._pull()

    def finish(self) -> Iterator[Pcm]:
        """Yield what the filters still held back; they start afresh afterwards.

        At its end ``atempo`` drops what does not fill a window, the last sound of a word
        perhaps. Silence pushes that out, and is cut off again.
        """
        if self._graph is not None and self._taken:
            due = round(self._taken / self._source_rate / self._speed * self._rate)
            self._push(Pcm.silence(_FLUSH_SECONDS, self._source_rate))
            self._graph.push(None)
            rest = b"".join(pcm.samples for pcm in self._pull(due))
            if rest:
                yield Pcm(rest, self._rate)
        self._graph, self._source_rate = None, 0

    def _push(self, pcm: Pcm) -> None:
        if self._graph is not None:
            self._graph.push(to_frame(pcm, self._taken))
            self._taken += len(pcm.samples) // 2

    def _pull(self, due: int | None = None) -> Iterator[Pcm]:
        """Yield what is ready, up to `due` samples since the graph was started."""
        for frame in pull_all(self._graph) if self._graph is not None else ():
            pcm = from_frame(frame)
            wanted = pcm.samples if due is None else pcm.samples[: 2 * max(0, due - self._given)]
            self._given += len(wanted) // 2
            yield Pcm(wanted, pcm.rate)

    def _start(self, source_rate: int) -> None:
        self._source_rate, self._taken, self._given = source_rate, 0, 0
        if source_rate == self._rate and not self._stages:
            return
        graph = Graph()
        nodes = [
            graph.add_abuffer(
                sample_rate=source_rate,
                format="s16",
                layout="mono",
                time_base=Fraction(1, source_rate),
            ),
            graph.add("aresample", str(self._rate)),
            *(graph.add("atempo", f"{stage:.6f}") for stage in self._stages),
            graph.add("aformat", "sample_fmts=s16:channel_layouts=mono"),
            graph.add("abuffersink"),
        ]
        graph.link_nodes(*nodes).configure()
        self._graph = graph
