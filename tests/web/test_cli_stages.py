from contextlib import closing

import pytest
from click.testing import CliRunner

from tests.outreach.segments.people import add_member
from web.cli import main
from web.config import load_settings
from web.database import open_database


@pytest.fixture
def run(database_url, tmp_path, monkeypatch):
    """Runs a command on a database with one member."""
    monkeypatch.setenv("OUTSPOKEN_DATA", str(tmp_path))
    monkeypatch.setenv("OUTSPOKEN_DATABASE_URL", database_url)
    opened = closing(open_database(load_settings(data=tmp_path)))
    with opened as database, database.write() as connection:
        add_member(connection, "A-1", attributes={"occupation": "student"})

    def invoke(*arguments):
        return CliRunner(mix_stderr=False).invoke(main, ["stages", *arguments])

    return invoke


def test_a_member_is_explained(run):
    lines = run("explain", "A-1", "--as-of", "2019-05-04").stdout.splitlines()

    assert lines[0] == "in      student"
    assert "        any of: yes" in lines
    assert "not in  pensioner" in lines


def test_the_starter_set_is_printed_to_be_changed(run, tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(run("starter").stdout.replace('"Student"', '"Learner"'))

    assert run("list", "--file", str(path)).stdout.splitlines()[0].split()[-1] == "Learner"


def test_stages_are_counted(run, tmp_path):
    path = tmp_path / "own.toml"
    path.write_text('[all]\ntitle = "Everyone"\nrule = {everyone = true}\n')

    assert run("list").stdout.splitlines()[0].split() == ["student", "1", "Student"]
    assert run("list", "--file", str(path)).stdout.split() == ["all", "1", "Everyone"]


@pytest.mark.parametrize("arguments", [("explain", "A-2"), ("list", "--file", "missing.toml")])
def test_wrong_use_says_what_to_do(run, arguments):
    result = run(*arguments)

    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
