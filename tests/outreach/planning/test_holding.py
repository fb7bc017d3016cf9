"""What keeps a run from being planned."""

from datetime import timedelta

import pytest

from outreach.tables import campaign_runs
from tests.outreach.campaigns.drafts import NOW, prepare, start
from tests.outreach.planning.runs import read
from tests.outreach.planning.test_ticking import DAILY, tick
from tests.outreach.segments.people import add_member


def add_members(connection, first, last):
    for number in range(first, last):
        add_member(connection, f"A-{number}", phone="+358401234567", name="Aino")


@pytest.mark.parametrize(
    ("usual", "size", "state"),
    [
        (8, 16, "planned"),
        (8, 17, "held"),
        # So few are never too many: twice nothing is nothing.
        (3, 10, "planned"),
        (3, 11, "held"),
    ],
)
def test_a_run_of_more_than_twice_its_usual_size_is_held(database, usual, size, state):
    with database.write() as connection:
        prepare(connection)
        add_members(connection, 0, usual)
        start(connection, schedule=DAILY)
    tick(database)
    with database.write() as connection:
        add_members(connection, usual, size)
    tick(database, NOW + timedelta(days=1))

    assert [run.state for run in read(database, campaign_runs)] == ["planned", state]
