from contextlib import closing

import pytest
from click.testing import CliRunner

from outreach.planning import expand, find_runs
from tests.outreach.campaigns.drafts import NOW, PREMISES, prepare
from tests.outreach.segments.people import add_member
from web.cli import main
from web.config import load_settings
from web.database import open_database

CAMPAIGN = """
name = "Spring"
template = "payment"
audience = { segment = "all" }
steps = [{ channel = "sms" }, { channel = "person" }]
schedule = { kind = "now" }
cap = 10
values = { due = "2026-06-01", institution = "Fund" }
"""


@pytest.fixture
def database(database_url, tmp_path, monkeypatch):
    monkeypatch.setenv("OUTSPOKEN_DATA", str(tmp_path))
    monkeypatch.setenv("OUTSPOKEN_DATABASE_URL", database_url)
    with closing(open_database(load_settings(data=tmp_path))) as database:
        with database.write() as connection:
            prepare(connection)
            add_member(connection, "A-1", phone="+358401234567", name="Aino")
            add_member(connection, "A-2", name="=Bo", needs_voice=True)
        yield database


@pytest.fixture
def run(database, tmp_path):
    """Runs a command in a data folder with two members and a campaign's file."""
    file = tmp_path / "spring.toml"
    file.write_text(CAMPAIGN)

    def invoke(*arguments, ok=True):
        given = [str(file) if each == "FILE" else each for each in arguments]
        result = CliRunner(mix_stderr=False).invoke(main, given)
        assert (result.exit_code == 0) is ok, result.stderr
        return result

    return invoke


@pytest.fixture
def begun(run, database):
    """The campaign, approved and planned."""
    run("campaigns", "create", "FILE", "--as", "ann")
    run("campaigns", "submit", "Spring", "--as", "ann")
    run("campaigns", "approve", "Spring", "--as", "bob")
    for run_id in find_runs(database, NOW.replace(year=2100)):
        expand(database, run_id, NOW, PREMISES)
