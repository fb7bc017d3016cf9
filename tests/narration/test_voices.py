from __future__ import annotations

from collections.abc import Iterator

import pytest

from narration.engines import EngineSettings, create_engine
from narration.engines.silence import SilenceEngine
from narration.errors import UnknownVoiceError
from narration.voices import Catalogue


@pytest.fixture(scope="module")
def catalogue() -> Iterator[Catalogue]:
    engine = create_engine("pyttsx3", EngineSettings(workers=1))
    yield Catalogue([engine, SilenceEngine(EngineSettings())])
    engine.close()


@pytest.mark.parametrize(
    ("language", "voice"),
    [
        ("en", "en-gb"),
        ("en-GB", "en-gb"),
        ("en-US", "en-us"),
        ("en_US", "en-us"),
        ("en-AU", "en-gb"),
        ("en-KE", "en-gb"),
        ("en-GB-scotland", "en-gb-scotland"),
        ("fr", "fr-fr"),
        ("fr-FR", "fr-fr"),
        ("fr-MA", "fr-fr"),
        ("fr-CA", "fr-fr"),
        ("FR-be", "fr-be"),
        ("fr-CH", "fr-ch"),
        ("ar", "ar"),
        ("ar-MA", "ar"),
        ("ar-SA", "ar"),
        ("arb", "ar"),
        ("es", "es"),
        ("es-ES", "es"),
        ("es-MX", "es-419"),
        ("es-AR", "es-419"),
        ("zh", "cmn"),
        ("zh-CN", "cmn"),
        ("zh-Hans", "cmn"),
        ("zh-Hant-TW", "cmn"),
        ("cmn", "cmn"),
        ("cmn-Latn-pinyin", "cmn-latn-pinyin"),
        ("yue", "yue"),
        ("zh-yue", "yue"),
        ("fi-FI", "fi"),
        ("sv-FI", "sv"),
        ("id-ID", "id"),
        ("in", "id"),
        ("ms-MY", "ms"),
        ("zsm", "ms"),
        ("ta-LK", "ta"),
        ("pt-AO", "pt"),
        ("pt-BR", "pt-br"),
        ("no", "nb"),
        ("nb-NO", "nb"),
        ("sr-Latn", "sr"),
        ("vi", "vi"),
        ("sw-KE", "sw"),
    ],
)
def test_a_language_is_spoken_by_its_nearest_voice(
    catalogue: Catalogue, language: str, voice: str
) -> None:
    assert catalogue.candidates(language)[0].id == f"pyttsx3:{voice}"


@pytest.mark.parametrize(
    "language",
    [
        *("zgh", "tzm", "ha", "yo", "zu", "so", "rw", "ary", "nn", "ms-Arab"),
        *("und", "mul", "xx", "zxx", "", "not a language", "e", "x" * 1000),
    ],
)
def test_a_language_without_a_voice_is_never_spoken_by_another(
    catalogue: Catalogue, language: str
) -> None:
    assert catalogue.candidates(language) == ()


@pytest.mark.parametrize(
    ("voice", "language"), [("id", "ms"), ("ms", "id"), ("cmn", "yue"), ("nb", "sv"), ("es", "pt")]
)
def test_neighbours_never_stand_for_one_another(
    catalogue: Catalogue, voice: str, language: str
) -> None:
    assert not catalogue.speaks(catalogue.get(f"pyttsx3:{voice}"), language)


def test_candidates_are_the_best_of_each_engine_in_chain_order(catalogue: Catalogue) -> None:
    found = catalogue.candidates("fr-MA")
    assert [voice.id for voice in found] == ["pyttsx3:fr-fr", "silence:fr"]


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("en", "pyttsx3:en-us"),
        ("en-GB", "pyttsx3:en-us"),
        ("fr", "pyttsx3:fr-fr"),
        ("fr-CA", "pyttsx3:fr-be"),
        ("zh-CN", "silence:zh-hans"),
    ],
)
def test_the_operators_voice_comes_first(
    pyttsx3_voices: Catalogue, language: str, first: str
) -> None:
    assert pyttsx3_voices.candidates(language)[0].id == first


@pytest.fixture(scope="module")
def pyttsx3_voices() -> Iterator[Catalogue]:
    engine = create_engine("pyttsx3", EngineSettings(workers=1))
    chosen = {"en": "pyttsx3:en-us", "fr-CA": "pyttsx3:fr-be", "zh-Hans": "silence:zh-hans"}
    yield Catalogue([engine, SilenceEngine(EngineSettings())], chosen)
    engine.close()


def test_the_operators_voice_does_not_end_the_chain(pyttsx3_voices: Catalogue) -> None:
    found = pyttsx3_voices.candidates("zh")
    assert [voice.engine for voice in found] == ["silence", "pyttsx3"]


@pytest.mark.parametrize("preferred", [{"en": "silence:nobody"}, {"en": "silence:fr"}])
def test_a_wrong_choice_of_the_operator_is_refused(preferred: dict[str, str]) -> None:
    with pytest.raises(UnknownVoiceError, match="silence:"):
        Catalogue([SilenceEngine(EngineSettings())], preferred)


@pytest.mark.parametrize("voice_id", ["pyttsx3:tlh", "nobody:fr", "pyttsx3", "pyttsx3:", "", "::"])
def test_an_unknown_voice_is_an_error(catalogue: Catalogue, voice_id: str) -> None:
    with pytest.raises(UnknownVoiceError):
        catalogue.get(voice_id)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("pyttsx3:fr", "pyttsx3:fr-fr"),
        ("pyttsx3:fr-MA", "pyttsx3:fr-fr"),
        ("pyttsx3:zh-Hans", "pyttsx3:cmn"),
        ("pyttsx3:zh-CN", "pyttsx3:cmn"),
    ],
)
def test_a_voice_is_found_by_any_tag_that_it_speaks(
    catalogue: Catalogue, asked: str, found: str
) -> None:
    assert catalogue.get(asked).id == found


def test_voices_are_listed_by_language_and_engine(catalogue: Catalogue) -> None:
    assert {voice.id for voice in catalogue.list("fr", "pyttsx3")} == {
        "pyttsx3:fr-fr",
        "pyttsx3:fr-be",
        "pyttsx3:fr-ch",
    }
    assert [voice.id for voice in catalogue.list("fr-CA", "silence")] == ["silence:fr"]
    assert len(catalogue.list()) == len(catalogue.list(engine="pyttsx3")) + 10
