"""The settings as every command reads them: misspelt variables are warned of."""

from __future__ import annotations

import click

from web.config import Settings, find_unknown_variables, load_settings

ONE_WORKER = {"workers": 1}
"""What a command that speaks one sentence after another changes about the settings."""


def read_settings() -> Settings:
    """Return the settings of the environment. Raises ConfigurationError."""
    for warning in find_unknown_variables():
        click.echo(f"Warning: {warning}", err=True)
    return load_settings()
