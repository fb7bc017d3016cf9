"""What many tests share: a real service on loopback, and a narrator with a real engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.service import Service, serving
from narration.narrator import Narrator
from web.build import build_narrator
from web.config import load_settings


@pytest.fixture(scope="session")
def service() -> Iterator[Service]:
    """A service as an operator runs it, with its default engine."""
    with serving(private_minutes="5") as running:
        yield running


@pytest.fixture(scope="session")
def narrator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Narrator]:
    """A narrator with pyttsx3 and one worker process."""
    data: Path = tmp_path_factory.mktemp("data")
    made = build_narrator(load_settings(data=data, workers=1))
    yield made
    made.close()
