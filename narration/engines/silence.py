"""Silence of the right length, for tests and rehearsals; used only where an operator names it."""

from __future__ import annotations

import locales
from narration.engines import EngineSettings
from narration.errors import EmptyInputError
from narration.pcm import Pcm
from narration.voices import Quality, Voice

RATE = 22_050
"""Sample rate in Hz, that of most real voices."""

_SECONDS_A_WORD = 60 / 140
_SECONDS_A_CHARACTER = 60 / 190  # In scripts without spaces, such as Chinese.
_UNSPACED = frozenset({"zh", "ja", "th"})


class SilenceEngine:
    """Says nothing, for as long as others would take at 140 words a minute."""

    name = "silence"
    version = "1"
    online = False

    def __init__(self, settings: EngineSettings) -> None:
        """Take the settings as every engine does; none of them concerns silence."""

    def voices(self) -> tuple[Voice, ...]:
        """Return a voice for each supported language."""
        return tuple(
            Voice(
                id=f"{self.name}:{tag.lower()}",
                engine=self.name,
                language=tag,
                name=f"Silence ({tag})",
                native=tag,
                quality=Quality.EMERGENCY_ONLY,
            )
            for tag in locales.SUPPORTED
        )

    def phoneme(self, ipa: str) -> None:
        """Return None: a silent phoneme needs no notation."""

    def synthesize(self, text: str, voice: Voice) -> Pcm:
        """Return as much silence as the sentence takes to say; see Engine."""
        if not text.strip():
            raise EmptyInputError("there is nothing to say")
        if voice.language.split("-")[0] in _UNSPACED:
            return Pcm.silence(len(text) * _SECONDS_A_CHARACTER, RATE)
        return Pcm.silence(len(text.split()) * _SECONDS_A_WORD, RATE)

    def close(self) -> None:
        """Do nothing: silence holds nothing open."""
