"""``outspoken worker``."""

from __future__ import annotations

import os
import signal
import sys

import click

from outreach.worker import Worker
from web import logs
from web.cli.settings import read_settings
from web.outreach import build_worker, warn_of_silence

_STOP_SECONDS = 4.0
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@click.command("worker")
def command() -> None:
    """Send messages until Ctrl-C or SIGTERM, without serving pages.

    `outspoken serve` has a worker in it. More of them, on any machine, share the work: they need
    one database (PostgreSQL for several machines) and the same OUTSPOKEN_SECRET_KEY.
    """
    settings = read_settings()
    logs.configure(settings)
    worker = build_worker(settings)
    # Threads begin with what is blocked here; one that comes too early for `sigwait` is kept.
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    worker.start()
    silence = warn_of_silence(settings)
    click.echo(silence or f"The worker runs; it sends as {settings.mode}.", err=True)
    signal.sigwait(_SIGNALS)
    _end(worker)


def _end(worker: Worker) -> None:
    """End the process, whatever its threads still wait for."""
    if not worker.close(_STOP_SECONDS):
        # Python would wait at its end for threads that wait for the database or for a name server.
        click.echo("The worker leaves what is under way to the next sweep.", err=True)
        sys.stderr.flush()
        os._exit(0)
