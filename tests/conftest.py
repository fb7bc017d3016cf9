"""What many tests share: a real service on loopback, and a narrator with a real engine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.postgres import Cluster, running_cluster
from benchmarks.service import Service, serving
from narration.narrator import Narrator
from outreach import migrations
from outreach.database import Database
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


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of the tests' own, with a template that has all tables."""
    with running_cluster() as running:
        template = Database(running.create("template_outspoken"))
        migrations.upgrade(template)
        template.close()
        yield running


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that has all tables."""
    path: Path = tmp_path_factory.mktemp("database") / "template.sqlite3"
    template = Database(f"sqlite:///{path}")
    migrations.upgrade(template)
    template.close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database of this test's own, on SQLite and on PostgreSQL in turn."""
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("cluster")
        return cluster.create(template="template_outspoken")
    path = tmp_path / "outreach.sqlite3"
    shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
    return f"sqlite:///{path}"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database of this test's own with all tables and no rows."""
    opened = Database(database_url)
    yield opened
    opened.close()
