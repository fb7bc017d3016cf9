from __future__ import annotations

import pytest

import locales
from narration.engines import DEFAULT_CHAIN, EngineSettings
from narration.engines.samples import SECONDS, SENTENCES
from narration.engines.silence import SilenceEngine
from narration.errors import EmptyInputError
from narration.voices import Catalogue


@pytest.fixture
def engine() -> SilenceEngine:
    return SilenceEngine(EngineSettings())


@pytest.mark.parametrize("language", ["en", "fr", "es", "sv", "zh-Hans"])
def test_silence_lasts_as_long_as_speech(engine: SilenceEngine, language: str) -> None:
    voice = Catalogue([engine]).candidates(language)[0]
    seconds = engine.synthesize(SENTENCES[language], voice).seconds
    assert seconds == pytest.approx(SECONDS[language], rel=0.1)


def test_silence_has_no_sound(engine: SilenceEngine) -> None:
    assert not any(engine.synthesize("One word", engine.voices()[0]).samples)


def test_every_supported_language_is_kept_silent(engine: SilenceEngine) -> None:
    assert {voice.language for voice in engine.voices()} == set(locales.SUPPORTED)


def test_nothing_to_say_is_refused(engine: SilenceEngine) -> None:
    with pytest.raises(EmptyInputError):
        engine.synthesize(" ", engine.voices()[0])


def test_silence_is_never_chosen_by_default() -> None:
    assert "silence" not in DEFAULT_CHAIN
