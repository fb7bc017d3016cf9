"""What many tests share: a real service on loopback, and a narrator with a real engine."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from fpdf import FPDF

from benchmarks.postgres import Cluster, running_cluster
from benchmarks.service import Service, serving
from narration.narrator import Narrator
from outreach import migrations
from outreach.database import Database
from web.build import build_narrator
from web.config import load_settings

# Services of tests make up no members: their messages would be under way in every test.
os.environ.setdefault("OUTSPOKEN_DEMO_MEMBERS", "0")


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


@pytest.fixture(scope="session")
def print_pdf(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., bytes]:
    """Prints a page to a PDF, which Chromium tags unless it is told not to."""
    browser = ["/usr/bin/chromium", "--headless", "--no-sandbox", "--disable-gpu"]

    @cache
    def print_page(html: str, *options: str) -> bytes:
        folder: Path = tmp_path_factory.mktemp("pdf")
        page, target = folder / "page.html", folder / "page.pdf"
        page.write_text(html, "utf-8")
        options = (*options, "--no-pdf-header-footer", f"--user-data-dir={folder}/profile")
        command = [*browser, *options, f"--print-to-pdf={target}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True)
        return target.read_bytes()

    return print_page


@pytest.fixture(scope="session")
def write_pdf() -> Callable[..., bytes]:
    """Writes a PDF without tags, locked where a password is given."""

    def write(text: str = "Your rights", password: str | None = None, pages: int = 1) -> bytes:
        pdf = FPDF()
        pdf.set_font("helvetica", size=12)
        for _ in range(pages):
            pdf.add_page()
            pdf.cell(text=text)
        if password is not None:
            pdf.set_encryption("owner", password)
        return bytes(pdf.output())

    return write
