"""Piper: neural voices on the premises, from model files in a folder; the extra ``piper``."""

from __future__ import annotations

import hashlib
import json
import threading
import unicodedata
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import langcodes

import locales
from narration.audio.levels import measure_loudness
from narration.engines import EngineSettings, piper_process, samples
from narration.errors import EmptyInputError, EngineUnavailableError, InputTooLongError
from narration.pcm import Pcm
from narration.pool import PoolLimits, WorkerPool
from narration.voices import Voice

MAX_CHARACTERS = 2_000
"""The longest sentence in its spoken form: memory grows with its length."""

_TARGET_LOUDNESS = -20.0  # LUFS.
_SLOWEST = 2.0  # Beyond twice its own pace or half of it a voice is no longer clear.


class PiperEngine:
    """Speaks in worker processes, which alone load Piper: it is GPL and its models are large."""

    name = "piper"
    online = False

    def __init__(self, settings: EngineSettings) -> None:
        """Start the worker processes, without waiting for them.

        Raises EngineUnavailableError where the extra is not installed.
        """
        try:
            self.version = f"piper {version('piper-tts')}"
        except PackageNotFoundError:
            raise EngineUnavailableError(
                "Piper is not installed: pip install 'outspoken[piper]'"
            ) from None
        self._folder = settings.piper_voices
        limits = PoolLimits(settings.workers, settings.queue, settings.time_limit)
        self._pool = WorkerPool(piper_process.warm_up, limits, preload=settings.preload)
        self._voices: dict[str, Voice] = {}
        self._lengths: dict[str, float] = {}
        self._lock = threading.Lock()

    def voices(self) -> tuple[Voice, ...]:
        """Return a voice for each model in the folder, measured on the first call.

        The first of a language, by file name, is ``piper:en-us``, the next
        ``piper:en-us-<file name>``. Raises EngineUnavailableError where there is none, or one
        that cannot be loaded.
        """
        with self._lock:
            if not self._voices:
                for model in self._find_models():
                    voice = self._measure(model)
                    self._voices[voice.id] = voice
            return tuple(self._voices.values())

    def _find_models(self) -> list[Path]:
        models = sorted(self._folder.glob("*.onnx")) if self._folder else []
        if not models:
            raise EngineUnavailableError(
                f"Piper has no voice: put its .onnx and .onnx.json files into {self._folder}"
            )
        return models

    def _measure(self, model: Path) -> Voice:
        """Return the voice of a model, brought to the default pace and the common loudness."""
        language = _read_language(model)
        sample = locales.find_supported(language)
        text = samples.SENTENCES[sample] if sample else samples.COUNTING
        spoken = self._speak(model, text, 1.0, steady=True)
        length = 1.0
        if sample:
            wanted = samples.SECONDS[sample]
            guess = _bound(wanted / spoken.seconds)
            again = self._speak(model, text, guess, steady=True)
            length = round(_stretch((1.0, spoken), (guess, again), wanted), 2)
            spoken = again
        self._lengths[str(model)] = length
        with model.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Voice(
            id=self._name(model, language),
            engine=self.name,
            language=language,
            name=model.stem,
            native=str(model),
            gain_db=round(_TARGET_LOUDNESS - measure_loudness(spoken), 1),
            version=f"{digest[:16]}, length {length}",
        )

    def _name(self, model: Path, language: str) -> str:
        plain = f"{self.name}:{language.lower()}"
        return f"{plain}-{model.stem.lower()}" if plain in self._voices else plain

    def phoneme(self, ipa: str) -> str:
        """Return the notation of Piper 1.3 and later, which takes code points one by one."""
        return f"[[{unicodedata.normalize('NFD', ipa)}]]"

    def synthesize(self, text: str, voice: Voice) -> Pcm:
        """Speak one sentence of at most MAX_CHARACTERS; see Engine."""
        clean = text.replace("\0", " ").encode("utf-8", "replace").decode()
        if not clean.strip():
            raise EmptyInputError("there is nothing to say")
        if len(clean) > MAX_CHARACTERS:
            raise InputTooLongError(f"a sentence has at most {MAX_CHARACTERS} characters")
        length = self._lengths.get(voice.native, 1.0)
        return self._speak(Path(voice.native), clean, length, steady=False)

    def _speak(self, model: Path, text: str, length: float, *, steady: bool) -> Pcm:
        return Pcm(*self._pool.run(piper_process.speak, str(model), text, length, steady))

    def close(self) -> None:
        """End the worker processes."""
        self._pool.close()


def _bound(length: float) -> float:
    return min(max(length, 1 / _SLOWEST), _SLOWEST)


def _stretch(first: tuple[float, Pcm], second: tuple[float, Pcm], wanted: float) -> float:
    """Return the length scale that makes `wanted` seconds, on the line through two renderings.

    The line does not pass through zero: a model rounds the length of each sound up.
    """
    (length, one), (other, two) = first, second
    if one.seconds == two.seconds:
        return length
    slope = (other - length) / (two.seconds - one.seconds)
    return _bound(other + (wanted - two.seconds) * slope)


def _read_language(model: Path) -> str:
    """Return the BCP 47 tag that a model's own description gives: ``en-US``."""
    try:
        described = json.loads(Path(f"{model}.json").read_bytes())
        code = described.get("language", {}).get("code") or described["espeak"]["voice"]
        return langcodes.Language.get(str(code).replace("_", "-"), normalize=False).to_tag()
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise EngineUnavailableError(
            f"{model.name}.json does not describe the voice: {type(error).__name__}"
        ) from None
