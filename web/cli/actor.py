"""Who does what a command does: recorded with it, until people have accounts."""

from __future__ import annotations

import getpass

import click


def _find_login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # A container may run as a number without a name.
        return "operator"


actor_option = click.option(
    "--as", "actor", default=_find_login, show_default="your login name", help="Who does this."
)
"""Gives a command the parameter `actor`."""
