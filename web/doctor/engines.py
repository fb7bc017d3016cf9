"""Whether the chosen engines speak, and with which voice each language is heard."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing

import locales
from narration.errors import NarrationError
from narration.narrator import Narrator
from narration.planning import Utterance
from narration.voices import Quality, Voice
from web.build import build_narrator
from web.config import Settings
from web.doctor.findings import Finding, Grade, well

_ADVICE = {
    "pyttsx3": "Reinstall the package: eSpeak NG comes in its dependency espeakng-loader.",
    "gtts": "Check the connection to OUTSPOKEN_GTTS_URL, or take gtts out of OUTSPOKEN_ENGINES.",
    "piper": "Install outspoken[piper], and put voices (.onnx and .onnx.json) into"
    " OUTSPOKEN_PIPER_VOICES.",
}
_OTHER = "Correct OUTSPOKEN_ENGINES: `outspoken config` shows it."


def check_engines(settings: Settings) -> Iterator[Finding]:
    """Start each engine alone, let it say a word, and look which languages it speaks."""
    voices: dict[str, Voice] = {}
    for name in settings.engines:
        alone = {"engines": (name,), "voices": {}, "workers": 1}
        part = f"engine {name}"
        try:
            with closing(build_narrator(settings.model_copy(update=alone))) as narrator:
                yield well(part, _try_word(narrator, settings.default_language))
                for tag, voice in _find_voices(narrator).items():
                    voices.setdefault(tag, voice)
        except NarrationError as error:
            detail = f"{type(error).__name__}: {error}"
            yield Finding(part, Grade.FAILED, detail, _ADVICE.get(name, _OTHER))
    yield from _check_chosen(settings, voices)
    for tag in locales.SUPPORTED:
        yield _judge_voice(tag, voices.get(tag), needed=tag == settings.default_language)


def _check_chosen(settings: Settings, voices: dict[str, Voice]) -> Iterator[Finding]:
    """Take the operator's voices into account, and tell of one that does not exist."""
    if not settings.voices:
        return
    try:
        with closing(build_narrator(settings.model_copy(update={"workers": 1}))) as narrator:
            voices.update(_find_voices(narrator))
        yield well("chosen voices", ", ".join(settings.voices.values()))
    except NarrationError as error:
        advice = "Correct OUTSPOKEN_VOICES: `outspoken voices` lists those there are."
        yield Finding("chosen voices", Grade.FAILED, str(error), advice)


def _try_word(narrator: Narrator, language: str) -> str:
    voices = narrator.catalogue.list(language, None) or narrator.catalogue.list(None, None)
    spoken = voices[0].language if voices else language
    started = time.perf_counter()
    rendition = narrator.render(narrator.plan(Utterance("OK", spoken, private=False)), "wav")
    for _packet in rendition:
        pass
    took = time.perf_counter() - started
    return f"{len(narrator.catalogue.list(None, None))} voices; spoke a word in {took:.2f} s"


def _find_voices(narrator: Narrator) -> dict[str, Voice]:
    found = {}
    for tag in locales.SUPPORTED:
        voices = narrator.catalogue.candidates(tag)
        if voices:
            found[tag] = voices[0]
    return found


def _judge_voice(tag: str, voice: Voice | None, *, needed: bool) -> Finding:
    part = f"voice {tag}"
    if voice is None:
        advice = "Add an engine that speaks it to OUTSPOKEN_ENGINES, or record what has to be said."
        grade = Grade.FAILED if needed else Grade.WARNED
        return Finding(part, grade, "nobody speaks it", advice)
    detail = f"{voice.id}, {voice.quality}"
    if voice.quality == Quality.EMERGENCY_ONLY:
        advice = "Understood by some only: choose another in OUTSPOKEN_VOICES, or use recordings."
        return Finding(part, Grade.WARNED, detail, advice)
    return well(part, detail)
