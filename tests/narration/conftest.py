"""A clock that stands still until a test moves it."""

from __future__ import annotations

import pytest


class Clock:
    """Seconds since the epoch, as a function: set `now` to move on."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()
