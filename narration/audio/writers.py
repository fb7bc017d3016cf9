"""What turns sound at a format's rate into the bytes of a clip."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, cast

import av
import lameenc
from av import AudioStream

from narration.audio.formats import Format
from narration.audio.frames import to_frame
from narration.audio.wav import wav_header
from narration.pcm import Pcm


class Writer(Protocol):
    """Takes sound at the format's rate, and gives the bytes that are ready for the wire."""

    def write(self, pcm: Pcm) -> bytes:
        """Return what is ready after this sound; often it lags behind, and may be empty."""

    def finish(self) -> bytes:
        """Return what was held back; the writer is then used up."""


def open_writer(target: Format) -> Writer:
    """Return the writer of a format's codec."""
    return _WRITERS.get(target.codec, _CodecWriter)(target)


class _SampleWriter:
    """Sends the samples themselves, after a WAV header where the format has one."""

    def __init__(self, target: Format) -> None:
        self._header = wav_header(target.rate) if target.header else b""

    def write(self, pcm: Pcm) -> bytes:
        header, self._header = self._header, b""
        return header + pcm.samples

    def finish(self) -> bytes:
        header, self._header = self._header, b""
        return header


class _LameWriter:
    """Encodes mp3, a whole slice a call: PyAV's LAME takes thrice the time, frame by frame."""

    def __init__(self, target: Format) -> None:
        self._encoder = lameenc.Encoder()
        self._encoder.silence()
        self._encoder.set_channels(1)
        self._encoder.set_in_sample_rate(target.rate)
        self._encoder.set_out_sample_rate(target.rate)
        self._encoder.set_bit_rate(target.bit_rate // 1000)
        self._encoder.set_quality(int(target.codec_options["quality"]))
        # It refuses to finish what never began.
        self._encoder.encode(b"")

    def write(self, pcm: Pcm) -> bytes:
        return bytes(self._encoder.encode(pcm.samples))

    def finish(self) -> bytes:
        return bytes(self._encoder.flush())


class _Sink:
    """What FFmpeg writes into: without `seek`, so that it never waits to patch a header."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, data: bytes) -> int:
        self._written += data
        return len(data)

    def take(self) -> bytes:
        taken = bytes(self._written)
        self._written.clear()
        return taken


class _CodecWriter:
    """Encodes and wraps with FFmpeg; each packet is passed on at once."""

    def __init__(self, target: Format) -> None:
        self._sink = _Sink()
        self._position = 0
        self._container = av.open(
            self._sink,
            "w",
            format=target.container,
            container_options={"flush_packets": "1", **target.container_options},
        )
        stream = self._container.add_stream(
            target.codec, rate=target.rate, options=dict(target.codec_options)
        )
        self._stream = cast(AudioStream, stream)
        self._stream.layout = "mono"
        if target.bit_rate:
            self._stream.bit_rate = target.bit_rate
        # Threads within a frame cost more than they give at this size.
        self._stream.codec_context.thread_count = 1

    def write(self, pcm: Pcm) -> bytes:
        frame = to_frame(pcm, self._position)
        self._position += frame.samples
        self._container.mux(self._stream.encode(frame))
        return self._sink.take()

    def finish(self) -> bytes:
        self._container.mux(self._stream.encode(None))
        self._container.close()
        return self._sink.take()


_WRITERS: Mapping[str, Callable[[Format], Writer]] = {"": _SampleWriter, "lame": _LameWriter}
