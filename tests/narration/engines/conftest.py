from __future__ import annotations

from collections.abc import Iterator

import pytest

from narration.engines import EngineSettings
from narration.engines.pyttsx3 import Pyttsx3Engine
from narration.voices import Catalogue


@pytest.fixture(scope="session")
def speaker() -> Iterator[Pyttsx3Engine]:
    """The default engine, with two processes."""
    engine = Pyttsx3Engine(EngineSettings(workers=2))
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def catalogue(speaker: Pyttsx3Engine) -> Catalogue:
    """Its voices."""
    return Catalogue([speaker])
