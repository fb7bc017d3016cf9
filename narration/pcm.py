"""Raw sound as it passes between the stages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pcm:
    """Mono 16-bit signed little-endian samples at `rate` Hz."""

    samples: bytes
    rate: int

    @property
    def seconds(self) -> float:
        """Duration in seconds."""
        return len(self.samples) / 2 / self.rate

    @classmethod
    def silence(cls, seconds: float, rate: int) -> Pcm:
        """Return `seconds` of digital silence."""
        return cls(bytes(2 * round(seconds * rate)), rate)
