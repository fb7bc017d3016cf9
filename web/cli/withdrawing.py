"""What follows where something is saved that campaigns were approved with."""

from __future__ import annotations

from datetime import datetime

import click
import sqlalchemy as sa

from outreach.campaigns import withdraw_changed
from web.campaigns import make_premises
from web.config import Settings


def withdraw_campaigns(
    connection: sa.Connection, settings: Settings, actor: str, now: datetime
) -> None:
    """Return campaigns to the draft whose template or segment was saved anew, and say which."""
    for campaign in withdraw_changed(connection, make_premises(settings), actor, now):
        click.echo(
            f"{campaign.name} was {campaign.state}, and is a draft again: what has not left is"
            f' taken back. Submit it again: outspoken campaigns submit "{campaign.name}"',
            err=True,
        )
