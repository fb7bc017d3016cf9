"""``outspoken worker``."""

from __future__ import annotations

import signal
import threading

import click

from web import logs
from web.cli.settings import read_settings
from web.outreach import build_worker

_STOP_SECONDS = 4.0


@click.command("worker")
def command() -> None:
    """Send messages until Ctrl-C or SIGTERM, without serving pages.

    `outspoken serve` has a worker in it. More of them, on any machine, share the work: they need
    one database (PostgreSQL for several machines) and the same OUTSPOKEN_SECRET_KEY.
    """
    settings = read_settings()
    logs.configure(settings)
    worker = build_worker(settings)
    stopped = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stopped.set())
    worker.start()
    click.echo(f"The worker runs; it sends as {settings.mode}.", err=True)
    stopped.wait()
    worker.close(_STOP_SECONDS)
