import json
from contextlib import closing

import pytest
from click.testing import CliRunner

from tests.outreach.segments.people import add_member
from web.cli import main
from web.config import load_settings
from web.database import open_database

FINNISH = {"language": "fi"}


@pytest.fixture
def run(database_url, tmp_path, monkeypatch):
    """Runs a command on a database with two members."""
    monkeypatch.setenv("OUTSPOKEN_DATA", str(tmp_path))
    monkeypatch.setenv("OUTSPOKEN_DATABASE_URL", database_url)
    opened = closing(open_database(load_settings(data=tmp_path)))
    with opened as database, database.write() as connection:
        add_member(connection, "A-1", attributes={"occupation": "student"})
        add_member(connection, "A-2", language="ta")

    def invoke(*arguments, rule=None):
        given = json.dumps(rule) if rule is not None else None
        return CliRunner(mix_stderr=False).invoke(main, ["segments", *arguments], input=given)

    return invoke


def test_a_segment_is_saved_shown_and_counted(run):
    assert run("save", "finnish", "-", rule=FINNISH).stdout == "1\n"
    assert json.loads(run("show", "finnish").stdout) == FINNISH
    assert run("list").stdout.split() == ["1", "finnish"]
    assert run("count", "finnish").stdout == "1\n"
    assert run("sample", "finnish").stdout == "A-1\n"


def test_a_rule_is_tried_before_it_is_kept(run):
    assert run("count", "--rule", "-", rule={"stage": "student"}).stdout == "1\n"
    assert run("sample", "--rule", "-", "--size", "1", rule={"everyone": True}).stdout.strip()
    assert run("list").stdout == ""


def test_a_word_that_no_member_has_is_pointed_out(run):
    result = run("count", "--rule", "-", rule={"event": "brith"})

    assert result.stdout == "0\n"
    assert result.stderr == "Note: no member has brith; is it spelt right?\n"


def test_an_empty_rule_is_nobody(run):
    assert run("save", "nobody", "-", rule={}).stdout == "0\n"
    assert run("sample", "nobody").stdout == ""


@pytest.mark.parametrize(
    ("arguments", "rule", "problem"),
    [
        (("count",), None, "name a segment"),
        (("count", "x"), None, "no segment 'x'"),
        (("save", "x", "missing.json"), None, "does not exist"),
        (("save", "x", "-"), [], "a rule has one of the keys"),
        (("save", "x", "-"), {"stage": "dragon"}, "no stage 'dragon'"),
        (("count", "--rule", "-"), {"campaign": "x", "outcome": "sent"}, "no campaign 'x'"),
    ],
)
def test_wrong_use_says_what_to_do(run, arguments, rule, problem):
    result = run(*arguments, rule=rule)

    assert result.exit_code == 2
    assert problem in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("content", ["", "{", "[" * 100_000])
def test_what_is_no_json_is_refused(run, tmp_path, content):
    path = tmp_path / "rule.json"
    path.write_text(content)

    result = run("save", "x", str(path))

    assert result.exit_code == 2
    assert "holds no JSON" in result.stderr
