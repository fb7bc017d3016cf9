from __future__ import annotations

import subprocess
import sys

import pytest

from narration.engines import DEFAULT_CHAIN, ENGINES, EngineSettings, create_engine


@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_in_the_table_can_be_made(name: str) -> None:
    engine = create_engine(name, EngineSettings(workers=1, preload=False))
    assert (engine.name, bool(engine.version)) == (name, True)
    engine.close()


def test_an_engine_that_is_not_in_the_table_is_an_error() -> None:
    with pytest.raises(KeyError, match="festival"):
        create_engine("festival", EngineSettings())


def test_only_gtts_is_online() -> None:
    settings = EngineSettings(workers=1, preload=False)
    assert [name for name in ENGINES if create_engine(name, settings).online] == ["gtts"]


def test_what_is_used_by_default_stays_on_the_premises() -> None:
    assert DEFAULT_CHAIN == ("pyttsx3",)


def test_the_service_never_loads_the_engines_libraries() -> None:
    script = (
        "import sys; from narration.engines import *;"
        "s = EngineSettings(workers=1, preload=False);"
        "[create_engine(name, s) for name in ENGINES];"
        "print(*{m.partition('.')[0] for m in sys.modules})"
    )
    command = [sys.executable, "-c", script]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert not {"pyttsx3", "espeakng_loader", "piper", "onnxruntime"} & set(loaded)
