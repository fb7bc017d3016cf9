"""Runs that are planned, with defaults."""

import sqlalchemy as sa

from outreach.planning import expand
from outreach.tables import campaign_runs, messages
from tests.outreach.campaigns.drafts import NOW, PREMISES


def add_run(connection, campaign, occurrence="", at=NOW):
    facts = {"campaign_id": campaign.id, "occurrence": occurrence, "due_at": at, "created_at": at}
    insert = sa.insert(campaign_runs).values(facts).returning(campaign_runs.c.id)
    return connection.execute(insert).scalar_one()


def plan(database, campaign, occurrence="", at=NOW, **given):
    """Make a run of a campaign and plan it."""
    with database.write() as connection:
        run_id = add_run(connection, campaign, occurrence, at)
    expand(database, run_id, at, PREMISES, **given)
    return run_id


def read(database, table=messages):
    with database.read() as connection:
        return connection.execute(sa.select(table).order_by(table.c.id)).all()
