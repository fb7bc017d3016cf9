"""The command line: ``outspoken``, one module a command, each imported when it is called."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import click

from narration.errors import InputError, NarrationError
from outreach.errors import ConfigurationError as OutreachConfigurationError
from outreach.errors import InvalidError, OutreachError
from web.config import ConfigurationError

_COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "bounces": "web.cli.bounces",
        "cases": "web.cli.cases",
        "campaigns": "web.cli.campaigns",
        "check": "web.cli.check",
        "config": "web.cli.config",
        "db": "web.cli.db",
        "doctor": "web.cli.doctor",
        "events": "web.cli.events",
        "keys": "web.cli.keys",
        "members": "web.cli.members",
        "narrate": "web.cli.narrate",
        "recordings": "web.cli.recordings",
        "replies": "web.cli.replies",
        "segments": "web.cli.segments",
        "resume-all": "web.cli.resume_all",
        "serve": "web.cli.serve",
        "sites": "web.cli.sites",
        "stages": "web.cli.stages",
        "suppressions": "web.cli.suppressions",
        "stop-all": "web.cli.stop_all",
        "templates": "web.cli.templates",
        "voices": "web.cli.voices",
        "work": "web.cli.work",
        "worker": "web.cli.worker",
    }
)
"""Where each command lies, as `command` in its module."""

FAILED, MISUSED, INTERRUPTED = 1, 2, 130


class Commands(click.Group):
    """The commands of the table; what they raise becomes one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None where there is none of that name."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(_COMMANDS[cmd_name]).command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.exceptions.Exit(INTERRUPTED) from None
        except (
            ConfigurationError,
            OutreachConfigurationError,
            InputError,
            InvalidError,
        ) as error:
            raise _end(error, MISUSED) from None
        except (NarrationError, OutreachError) as error:
            raise _end(error, FAILED) from None


def _end(error: Exception, exit_code: int) -> click.ClickException:
    ended = click.ClickException(str(error))
    ended.exit_code = exit_code
    return ended


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 failed, 2 wrong use or input, 130 interrupted.",
)
@click.version_option(package_name="outspoken")
def main() -> None:
    """Speech for people who cannot read: the service, and narration from the terminal."""
