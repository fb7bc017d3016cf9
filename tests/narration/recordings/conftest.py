from datetime import UTC, datetime

import pytest

from narration.recordings import Recordings


@pytest.fixture
def recordings(tmp_path):
    return Recordings(tmp_path / "recordings", now=lambda: datetime(2030, 1, 2, tzinfo=UTC))
