"""What is left out of a wheel is missed only where it is installed: so it is installed."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment in which nothing is installed but the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("outspoken-*.whl")
    venv.create(folder / "venv", with_pip=True)
    pip = [folder / "venv/bin/python", "-m", "pip", "install", "-q", str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    return folder


def run(installed: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "OUTSPOKEN_DATA": str(installed / "var")}
    environment.pop("PYTHONPATH", None)
    return subprocess.run(
        [installed / "venv/bin/outspoken", *command],
        cwd=installed,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_doctor_finds_everything_in_the_wheel(installed: Path) -> None:
    result = run(installed, "doctor")
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_wheel_makes_its_database(installed: Path) -> None:
    for command in ("upgrade", "check"):
        result = run(installed, "db", command)
        assert result.returncode == 0, result.stderr


def test_the_wheel_speaks(installed: Path) -> None:
    target = installed / "out.mp3"
    result = run(installed, "narrate", "Bonjour à tous.", "--lang", "fr", "-o", str(target))
    assert result.returncode == 0, result.stderr
    assert target.stat().st_size > 2000
