"""Encoding sound into a clip while it is still being made."""

from __future__ import annotations

from collections.abc import Iterator

from narration.audio.formats import Format
from narration.audio.frames import Converter, check_speed
from narration.audio.levels import apply_gain
from narration.audio.writers import open_writer
from narration.pcm import Pcm

_FIRST_SLICE, _LAST_SLICE = 0.1, 6.4  # Seconds of sound.
_GROWTH = 4


class Encoder:
    """Encodes one clip. Used by one thread at a time.

    Sound may come at any rate, and at another from one sentence to the next; it leaves at the
    format's rate and at `speed` (0.25 to 4), with its pitch unchanged. Raises InvalidSpeedError.
    """

    def __init__(self, target: Format, speed: float = 1.0) -> None:
        self._speed = check_speed(speed)
        self._gain_db = target.gain_db
        self._converter = Converter(target.rate, self._speed)
        self._writer = open_writer(target)
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
            start, self._slice = end, min(_GROWTH * self._slice, _LAST_SLICE)
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
