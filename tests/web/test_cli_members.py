import csv
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from web.cli import main

MEMBERS = "Matricule;Nom;Portable;Date de naissance\nM1;Zoé;06 12 34 56 78;1950-12-31\n"


@pytest.fixture
def run(database_url, tmp_path, monkeypatch):
    """Runs a command on a database of the test's own, on both databases in turn."""
    monkeypatch.setenv("OUTSPOKEN_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("OUTSPOKEN_DATABASE_URL", database_url)
    monkeypatch.setenv("OUTSPOKEN_COUNTRY", "FR")
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments, stdin=None):
        return CliRunner(mix_stderr=False).invoke(main, arguments, input=stdin)

    return invoke


@pytest.fixture
def members(run, tmp_path):
    """A file of members, imported."""
    path = tmp_path / "members.csv"
    path.write_text(MEMBERS)
    assert run("members", "import", "members.csv", "--as", "ann").exit_code == 0
    return path


def test_what_was_imported_is_shown(run, members):
    shown = json.loads(run("members", "show", "M1", "--json").stdout)

    assert shown["name"] == "Zoé"
    assert shown["phone"] == "+33612345678"
    assert shown["time_zone"] == "Europe/Paris"
    assert "1950-12-31" in run("members", "show", "M1").stdout


def test_refused_rows_are_listed_in_a_file_that_executes_nothing(run, tmp_path):
    (tmp_path / "bad.csv").write_text("ref,phone\nM1,=1+1\nM2,\n")

    result = run("members", "import", "bad.csv")

    assert result.exit_code == 1
    assert "2 rows: 1 new, 0 changed, 0 as before, 1 refused" in result.stdout
    assert "=1+1" not in result.stderr
    report = tmp_path / "bad-problems.csv"
    with report.open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row == {
        "line": "2",
        "reference": "M1",
        "column": "phone",
        "problem": "is no phone number",
        "cell": "'=1+1",
    }
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_the_list_of_refused_rows_goes_once_none_is(run, tmp_path):
    report, other = tmp_path / "m-problems.csv", tmp_path / "other.csv"
    other.write_text("kept\n")
    (tmp_path / "m.csv").write_text("ref,phone\nM1,12\n")
    assert run("members", "import", "m.csv").exit_code == 1
    assert report.exists()

    (tmp_path / "m.csv").write_text("ref,phone\nM1,\n")
    assert run("members", "import", "m.csv").exit_code == 0
    assert run("members", "import", "m.csv", "--report", "other.csv").exit_code == 0
    assert (report.exists(), other.exists()) == (False, True)


def test_a_rehearsal_says_that_nothing_was_written(run, tmp_path):
    (tmp_path / "members.csv").write_text(MEMBERS)

    result = run("members", "import", "members.csv", "--dry-run")

    assert result.exit_code == 0
    assert "1 new" in result.stdout
    assert "Nothing was written." in result.stderr
    assert run("members", "show", "M1").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--map", "nothing"), "COLUMN=FIELD"),
        (("--map", "Nom=foo"), "'foo' is no field"),
        (("--encoding", "klingon"), "no encoding"),
        (("--dates", "ymd"), "dmy"),
    ],
)
def test_wrong_options_are_wrong_use(run, members, arguments, problem):
    result = run("members", "import", str(members), *arguments)

    assert result.exit_code == 2
    assert problem in result.stderr


def test_members_are_exported_and_imported_again(run, members):
    assert run("members", "export", "out.xlsx").exit_code == 0

    assert "1 as before" in run("members", "import", "out.xlsx").stdout


def test_all_that_is_kept_of_one_member_is_exported_to_a_private_file(run, members, tmp_path):
    assert run("members", "export", "m1.json", "--reference", "M1", "--as", "ann").exit_code == 0

    kept = json.loads((tmp_path / "m1.json").read_text())
    assert (kept["name"], kept["messages"], kept["consent"]) == ("Zoé", [], [])
    assert stat.S_IMODE((tmp_path / "m1.json").stat().st_mode) == 0o600
    assert run("members", "export", "m9.json", "--reference", "M9").exit_code == 2


def test_erasing_asks_first_and_is_for_good(run, members):
    kept = run("members", "erase", "M1", stdin="n\n")
    assert kept.exit_code == 1
    assert run("members", "show", "M1").exit_code == 0

    assert run("members", "erase", "M1", "--yes").exit_code == 0
    assert run("members", "show", "M1").exit_code == 2
    assert "erased" in run("suppressions", "check", "0612345678").stdout
    assert run("members", "import", str(members)).exit_code == 1

    assert run("members", "readmit", "M1").exit_code == 0
    assert run("members", "import", str(members)).exit_code == 0
    assert run("members", "readmit", "M1").exit_code == 1


def test_whom_nobody_knows_is_neither_shown_nor_erased(run):
    for arguments in (("show", "M9"), ("erase", "M9", "--yes")):
        result = run("members", *arguments)

        assert result.exit_code == 2
        assert "No member" in result.stderr


def test_an_address_is_suppressed_checked_and_lifted(run):
    assert run("suppressions", "add", "Jo@Example.org", "--purpose", "promotion").exit_code == 0
    assert "promotion" in run("suppressions", "check", "jo@example.org").stdout

    assert "1 suppressions" in run("suppressions", "lift", "jo@example.org").stderr
    assert run("suppressions", "check", "jo@example.org").stdout == ""
    assert run("suppressions", "check", "nobody").exit_code == 2


def test_all_suppressions_are_listed_with_masked_addresses(run, members):
    for address, purpose in (("0612345678", "promotion"), ("nobody@example.org", "service")):
        assert run("suppressions", "add", address, "--purpose", purpose).exit_code == 0

    listed = run("suppressions", "list", "--reason", "staff")

    latest, first = listed.stdout.splitlines()
    assert ("nobody who is a member" in latest, "••• 678" in first) == (True, True)
    assert "promotion" in first
    assert "612345678" not in listed.stdout
    assert listed.stderr == "2 suppressions are in force.\n"
    assert run("suppressions", "list", "--reason", "stop").stdout == ""


def test_events_and_cases_are_imported_and_shown(run, members, tmp_path):
    (tmp_path / "events.csv").write_text("member,event,date\nM1,birth,2020-02-29\n")
    (tmp_path / "cases.csv").write_text("case,member,kind,status\nC1,M1,pension,received\n")
    (tmp_path / "words.csv").write_text("status,language,text\nreceived,fr,Reçu\n")

    assert run("events", "import", "events.csv").exit_code == 0
    assert run("cases", "import", "cases.csv").exit_code == 0
    assert run("cases", "wordings", "words.csv").exit_code == 0

    shown = json.loads(run("members", "show", "M1", "--json").stdout)
    assert shown["life_events"] == [{"type": "birth", "happened_on": "2020-02-29"}]
    assert [each["status"] for each in shown["cases"]] == ["received"]


def test_a_database_is_upgraded_and_checked(run):
    assert run("db", "upgrade").exit_code == 0
    assert run("db", "check").exit_code == 0


def test_a_new_database_is_told_once(tmp_path):
    command = [Path(sys.executable).with_name("outspoken"), "suppressions", "list"]
    environment = os.environ | {"OUTSPOKEN_DATA": str(tmp_path / "var")}
    told = [
        subprocess.run(command, env=environment, capture_output=True, check=True) for _ in range(2)
    ]

    first, second = (each.stderr.decode().splitlines() for each in told)
    assert first[0].startswith(f"A new database was made in {tmp_path / 'var'}")
    assert first[1:] == second == ["0 suppressions are in force."]


def test_an_empty_sqlite_file_gets_its_tables_by_itself(run, tmp_path, monkeypatch):
    monkeypatch.setenv("OUTSPOKEN_DATABASE_URL", f"sqlite:///{tmp_path / 'new.sqlite3'}")

    assert run("db", "check").exit_code == 1
    assert run("members", "show", "M1").exit_code == 2
    assert run("db", "check").exit_code == 0


def test_a_database_out_of_reach_is_told_without_its_password(run, monkeypatch):
    monkeypatch.setenv("OUTSPOKEN_DATABASE_URL", "postgresql://u:secret@127.0.0.1:1/name")

    result = run("members", "show", "M1")

    assert result.exit_code == 1
    assert "cannot be reached" in result.stderr
    assert "secret" not in result.stderr
