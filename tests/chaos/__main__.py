"""The long storm, on both databases: ``python -m tests.chaos [MESSAGES]``."""

from __future__ import annotations

import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import click

from benchmarks.postgres import running_cluster
from outreach import migrations
from outreach.database import Database
from tests.chaos.storm import Aftermath, Storm, weather
from web.sandbox.behaviour import Behaviour

MESSAGES = 5000
_MAILS_SHARE = 10
_LYING = Behaviour(
    refused_share=0.02,
    dropped_share=0.04,
    callback_seconds=5.0,
    repeated_share=0.3,
    disordered=True,
)


def main(count: int = MESSAGES) -> int:
    """Print what became of the messages on each database; return 1 if any is lost or came twice."""
    storm = Storm(count, count // _MAILS_SHARE, 150, 1.0, _LYING)
    failed = False
    with running_cluster() as cluster:
        for name in ("SQLite", "PostgreSQL"):
            with tempfile.TemporaryDirectory(prefix="outspoken-chaos-") as folder:
                url = f"sqlite:///{folder}/rows.sqlite3" if name == "SQLite" else cluster.create()
                with closing(Database(url)) as database:
                    migrations.upgrade(database)
                started = time.monotonic()
                after = weather(storm, url, Path(folder))
                seconds = time.monotonic() - started
                click.echo(_describe(name, storm, after, seconds))
            failed |= bool(after.lost or after.twice or after.mails_lost or after.mails_twice)
    return int(failed)


def _describe(name: str, storm: Storm, after: Aftermath, seconds: float) -> str:
    found = ", ".join(f"{count} {what}" for what, count in sorted(after.found.items()))
    return (
        f"{name}: {storm.texts} text messages and {storm.mails} mails in {seconds:.0f} s, "
        f"{after.kills} kills\n"
        f"  the carrier's books: {after.lost} lost, {after.twice} twice; "
        f"mails: {after.mails_lost} lost, {after.mails_twice} twice, {after.unknown} unknown\n"
        f"  attempts that did not end at once: {found}\n"
        f"  states: {dict(after.states)}"
    )


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
