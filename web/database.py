"""Opens the database of the settings: for the service and for the command line."""

from __future__ import annotations

import logging

from outreach import migrations
from outreach.database import Database
from outreach.institution import Institution
from web.config import ConfigurationError, Settings

# Where logs are not set up, on the command line, a warning stands alone on stderr.
_log = logging.getLogger(__name__)


def connect(settings: Settings) -> Database:
    """Return the database of the settings, whatever its tables are. Raises ConfigurationError."""
    url = settings.database_url
    try:
        if url is not None:
            return Database(url.get_secret_value())
        return Database(f"sqlite:///{(settings.data / 'outreach.sqlite3').absolute()}")
    except ValueError as error:
        raise ConfigurationError(
            f"OUTSPOKEN_DATABASE_URL cannot be used; allowed: {error}"
        ) from None


def open_database(settings: Settings) -> Database:
    """Return the database of the settings, ready for work; an empty one gets its tables.

    That is told, for who works in another folder than they think sees nobody's data.
    Raises ConfigurationError, DatabaseUnavailableError, and SchemaError where it has the tables
    of another version: those are upgraded by hand, after a backup.
    """
    database = connect(settings)
    if migrations.is_empty(database):
        migrations.upgrade(database)
        _log.warning("A new database was made in %s.", _describe_place(settings))
    migrations.require_current(database)
    return database


def _describe_place(settings: Settings) -> str:
    if settings.database_url is not None:  # It may hold a password.
        return "the place that OUTSPOKEN_DATABASE_URL names"
    return f"{settings.data.absolute()} (OUTSPOKEN_DATA names the folder)"


def get_institution(settings: Settings) -> Institution:
    """Return what holds for members who say nothing else."""
    return Institution(
        settings.default_language, settings.country, settings.region, settings.time_zone
    )
