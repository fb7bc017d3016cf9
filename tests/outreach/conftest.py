import pytest

from tests.outreach.returning import Returning, build_returning


@pytest.fixture
def returning(database, tmp_path) -> Returning:
    """What acts on what comes back."""
    return build_returning(database, tmp_path)
