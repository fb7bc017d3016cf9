"""A private PostgreSQL server from Debian's package: in a temporary folder, on a socket there."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

_USER = "outspoken"
_SERVER_USER = "postgres"  # The server refuses to run as root.
_OPTIONS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=200"


class Cluster:
    """A running server that makes databases."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def create(self, name: str = "", template: str = "template1") -> str:
        """Make a database and return its URL."""
        name = name or f"outspoken_{next(self._numbers)}"
        with psycopg.connect(self._locate("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self._locate(name)

    def _locate(self, name: str) -> str:
        return f"postgresql://{_USER}@/{name}?host={self._folder}"


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """Yield a server that ends, and is forgotten, with the context."""
    folder = Path(tempfile.mkdtemp(prefix="outspoken-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, _SERVER_USER, _SERVER_USER)
    data = folder / "data"
    try:
        initialize = ("-D", data, "-U", _USER, "--auth=trust", "-E", "UTF8", "--no-sync")
        _run("initdb", *initialize, "--locale=C.UTF-8")
        log, options = folder / "log", f"-k {folder} {_OPTIONS}"
        _run("pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "-t", "60", "start")
        try:
            yield Cluster(folder)
        finally:
            _run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: str, *arguments: str | Path) -> None:
    given: dict[str, Any] = {}
    if os.geteuid() == 0:
        given = {"user": _SERVER_USER, "group": _SERVER_USER, "extra_groups": []}
    command = [str(_find(program)), *map(str, arguments)]
    # A server inherits what it is started with: no pipe of ours may outlive the test run.
    done = subprocess.run(
        command, check=False, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, **given
    )
    if done.returncode:
        raise RuntimeError(f"{program} failed ({done.returncode})")


def _find(program: str) -> Path:
    """Return a program of the newest PostgreSQL here: Debian leaves it out of the path."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda path: int(path.parts[4])
    )
    found = versions[-1] if versions else shutil.which(program)
    if not found:
        raise RuntimeError(f"{program} is missing. On Debian: apt-get install postgresql")
    return Path(found)
