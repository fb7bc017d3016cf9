"""``outspoken serve``."""

from __future__ import annotations

import click

from web.cli.settings import read_settings
from web.serve import serve


@click.command("serve")
def command() -> None:
    """Serve until Ctrl-C or SIGTERM. `outspoken config` lists what can be set."""
    serve(read_settings())
