"""Voices: who can say what, and the best one for a language tag."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Quality(StrEnum):
    """How well a voice serves listeners who cannot fall back on reading."""

    RECOMMENDED = "recommended"
    EMERGENCY_ONLY = "emergency only"


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks.

    `id` is ``<engine>:<lowercase language tag>`` (``pyttsx3:fr-fr``), `native` is the engine's
    own name for it (``roa/fr``), `gain_db` the fixed gain that brings its measured loudness to
    the common target, `version` whatever else changes its sound (a model's digest).
    """

    id: str
    engine: str
    language: str
    name: str
    native: str
    gender: str | None = None
    gain_db: float = 0.0
    quality: Quality = Quality.RECOMMENDED
    version: str = ""
