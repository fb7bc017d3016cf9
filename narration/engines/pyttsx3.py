"""pyttsx3 over eSpeak NG, the default engine: offline, about a hundred languages, 11 ms a sentence.

The tables below were measured on eSpeak NG 1.52 through pyttsx3 2.99, on the sentences in
samples.py (19 to 33 s of speech a language); a test measures the loudness again.
"""

from __future__ import annotations

import re
import threading
from importlib.metadata import version

import langcodes

from narration.engines import EngineSettings, espeak_process
from narration.errors import EmptyInputError, InputTooLongError
from narration.pcm import Pcm
from narration.pool import PoolLimits, WorkerPool
from narration.voices import Quality, Voice

MAX_CHARACTERS = 2_000
"""The longest sentence in its spoken form: time and memory grow with the square of the length."""

_RATES = {"en": 113, "fr": 126, "es": 135, "sv": 137, "cmn": 140}
_USUAL_RATE = 120
# What eSpeak NG calls words a minute, by language. Sentences of an administration, pauses
# included, then have 141 words a minute in en-GB, 138 in en-US, 140 in fr, es and sv, 131 in
# es-419 and 188 characters in cmn. The other languages have longer words and keep the pace of the
# syllables: 101 words in ms, 95 in id, 84 in fi, 76 in ta, 72 in fully vowelled ar.

_LOUDNESS = {
    "ar": -19.8,
    "cmn": -18.7,
    "en-gb": -19.5,
    "en-us": -20.3,
    "es": -21.0,
    "es-419": -20.7,
    "fi": -19.6,
    "fr-be": -22.1,
    "fr-ch": -22.1,
    "fr-fr": -22.1,
    "id": -20.2,
    "ms": -20.1,
    "sv": -20.3,
    "ta": -19.7,
}  # Integrated loudness in LUFS (EBU R 128) at the rates above.
_USUAL_LOUDNESS = -20.2  # The median, for the voices that nobody measured.
_TARGET_LOUDNESS = -20.0

_RECOMMENDED = frozenset({"en", "fr", "es", "fi", "sv"})
# A voice is recommended where eSpeak NG knows how the language's spelling sounds and how it reads
# what an administration writes is tested here. It guesses Arabic's short vowels; its Mandarin,
# Tamil, Indonesian and Malay are hard to follow; the others were not heard by anybody here.

_VOWEL_AND_SHADDA = re.compile("([\u064b-\u0650])(\u0651)")

_WITHOUT_DICTIONARY = frozenset({"fo", "kaa"})
# The wheel leaves their dictionaries out: they sound, but say something else.

_REGIONS = {"es": "es-ES", "pt": "pt-PT"}  # What eSpeak NG says of them in their names alone.


class Pyttsx3Engine:
    """Speaks in worker processes, which alone load eSpeak NG: it is GPL, and crashes and hangs."""

    name = "pyttsx3"
    online = False

    def __init__(self, settings: EngineSettings) -> None:
        """Start the worker processes, without waiting for them."""
        self.version = f"pyttsx3 {version('pyttsx3')}, eSpeak NG of {version('espeakng-loader')}"
        limits = PoolLimits(settings.workers, settings.queue, settings.time_limit)
        self._pool = WorkerPool(espeak_process.warm_up, limits, preload=settings.preload)
        self._voices: tuple[Voice, ...] = ()
        self._lock = threading.Lock()

    def voices(self) -> tuple[Voice, ...]:
        """Return one voice for each language tag, as a worker found them on the first call.

        Raises EngineUnavailableError where eSpeak NG cannot be loaded.
        """
        with self._lock:
            if not self._voices:
                found = {
                    voice.language: _describe(voice)
                    for voice in reversed(self._pool.run(espeak_process.list_voices))
                    if langcodes.tag_is_valid(voice.language)
                    and voice.language not in _WITHOUT_DICTIONARY
                }
                self._voices = tuple(sorted(found.values(), key=lambda voice: voice.id))
            return self._voices

    def phoneme(self, ipa: str) -> None:
        """Return None: eSpeak NG takes its own phoneme names, not IPA."""

    def synthesize(self, text: str, voice: Voice) -> Pcm:
        """Speak one sentence of at most MAX_CHARACTERS; see Engine."""
        clean = text.replace("\0", " ").encode("utf-8", "replace").decode()
        # Unicode's canonical order puts a vowel before the shadda; eSpeak NG then drops the vowel.
        clean = _VOWEL_AND_SHADDA.sub(r"\2\1", clean)
        if not clean.strip():
            raise EmptyInputError("there is nothing to say")
        if len(clean) > MAX_CHARACTERS:
            raise InputTooLongError(f"a sentence has at most {MAX_CHARACTERS} characters")
        samples = self._pool.run(espeak_process.speak, clean, voice.native, _get_rate(voice))
        return Pcm(samples, espeak_process.RATE)

    def close(self) -> None:
        """End the worker processes."""
        self._pool.close()


def _get_rate(voice: Voice) -> int:
    return _RATES.get(voice.language.split("-")[0], _USUAL_RATE)


def _describe(voice: espeak_process.EspeakVoice) -> Voice:
    tag = voice.language.lower()
    language = langcodes.Language.get(voice.language, normalize=False)
    subtag = language.language or ""
    return Voice(
        id=f"pyttsx3:{tag}",
        engine="pyttsx3",
        language=_REGIONS.get(tag, language.to_tag()),
        name=voice.name,
        native=voice.identifier,
        gain_db=round(_TARGET_LOUDNESS - _LOUDNESS.get(tag, _USUAL_LOUDNESS), 1),
        quality=Quality.RECOMMENDED if subtag in _RECOMMENDED else Quality.EMERGENCY_ONLY,
        version=f"rate {_RATES.get(subtag, _USUAL_RATE)}",
    )
