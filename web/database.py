"""Opens the database of the settings: for the service and for the command line."""

from __future__ import annotations

from outreach import migrations
from outreach.database import Database
from outreach.institution import Institution
from web.config import ConfigurationError, Settings


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

    Raises ConfigurationError, DatabaseUnavailableError, and SchemaError where it has the tables
    of another version: those are upgraded by hand, after a backup.
    """
    database = connect(settings)
    if migrations.is_empty(database):
        migrations.upgrade(database)
    migrations.require_current(database)
    return database


def get_institution(settings: Settings) -> Institution:
    """Return what holds for members who say nothing else."""
    return Institution(
        settings.default_language, settings.country, settings.region, settings.time_zone
    )
