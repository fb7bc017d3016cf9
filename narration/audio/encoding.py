"""Encoding sound into a clip while it is still being made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, cast

import av
from av import AudioStream

from narration.audio.formats import Format
from narration.audio.frames import Converter, check_speed, to_frame
from narration.audio.levels import apply_gain
from narration.audio.wav import wav_header
from narration.pcm import Pcm

_FIRST_SLICE, _LAST_SLICE = 0.1, 1.6  # Seconds of sound.


class _Writer(Protocol):
    """Takes sound at the format's rate, and gives the bytes that are ready for the wire."""

    def write(self, pcm: Pcm) -> bytes: ...

    def finish(self) -> bytes: ...


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


class Encoder:
    """Encodes one clip. Used by one thread at a time.

    Sound may come at any rate, and at another from one sentence to the next; it leaves at the
    format's rate and at `speed` (0.25 to 4), with its pitch unchanged. Raises InvalidSpeedError.
    """

    def __init__(self, target: Format, speed: float = 1.0) -> None:
        self._speed = check_speed(speed)
        self._gain_db = target.gain_db
        self._converter = Converter(target.rate, self._speed)
        self._writer: _Writer = _CodecWriter(target) if target.codec else _SampleWriter(target)
        self._slice = _FIRST_SLICE
        self._fed = 0.0

    @property
    def seconds(self) -> float:
        """Where in the clip the sound that is fed next begins, in seconds of the clip."""
        return self._fed / self._speed

    def encode(self, pcm: Pcm) -> Iterator[bytes]:
        """Feed sound in, and yield encoded bytes as soon as they are ready.

        Slices begin at 0.1 s, so that the first bytes leave at once, and grow from there.
        """
        start = 0
        while start < len(pcm.samples):
            end = start + 2 * max(1, round(self._slice * pcm.rate))
            part = Pcm(pcm.samples[start:end], pcm.rate)
            start, self._slice = end, min(2 * self._slice, _LAST_SLICE)
            self._fed += part.seconds
            yield from self._write(self._converter.convert(part))

    def finish(self) -> Iterator[bytes]:
        """Yield what the filters and the codec still held back; the encoder is then used up."""
        yield from self._write(self._converter.finish())
        last = self._writer.finish()
        if last:
            yield last

    def _write(self, ready: Iterator[Pcm]) -> Iterator[bytes]:
        for pcm in ready:
            encoded = self._writer.write(apply_gain(pcm, self._gain_db))
            if encoded:
                yield encoded
