import json
import mailbox
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from outreach.database import Database
from outreach.replies import Reply
from outreach.statuses import Status
from tests.outreach.bounces.reports import write_report
from tests.outreach.dispatch.rows import MAILBOX, PHONE
from tests.outreach.returning import build_returning
from web.cli import main


@pytest.fixture
def run(database_url, tmp_path, monkeypatch):
    """Runs a command on a database of the test's own, on both databases in turn."""
    monkeypatch.setenv("OUTSPOKEN_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("OUTSPOKEN_DATABASE_URL", database_url)

    def invoke(*arguments):
        return CliRunner(mix_stderr=False).invoke(main, arguments)

    return invoke


@pytest.fixture
def returning(database_url, tmp_path):
    database = Database(database_url)
    yield build_returning(database, tmp_path / "var")
    database.close()


@pytest.fixture
def written(returning):
    for number, body in enumerate(["Kiitos!\nMilloin?", "STOP"]):
        reply = Reply("twilio", f"SM{number}", "sms", PHONE, "+1", body, datetime.now(UTC))
        returning.replies.take(reply, datetime.now(UTC))


def test_what_waits_for_a_person_is_listed(run, written):
    listed = run("replies", "list")

    assert f"{PHONE}  Kiitos! Milloin?\n" in listed.stdout
    assert "STOP" not in listed.stdout
    assert json.loads(run("replies", "list", "--json").stdout)["body"] == "Kiitos!\nMilloin?"


def test_a_reply_that_was_seen_to_is_listed_no_more(run, written):
    number = str(json.loads(run("replies", "list", "--json").stdout)["id"])

    assert run("replies", "done", number, "--as", "ann").exit_code == 0
    assert run("replies", "list").stdout == ""
    assert "no reply waits under" in run("replies", "done", number, "999").stderr


def test_a_mailbox_of_reports_is_read(run, returning, tmp_path):
    number = returning.add(channel="email", address=MAILBOX)
    box = mailbox.mbox(tmp_path / "box")
    box.add(write_report(number))
    box.flush()

    assert run("bounces", "read", str(tmp_path / "box")).stderr == "1 of our mails came back.\n"
    assert returning.read(number).status == Status.PERMANENT_FAILURE


def test_what_is_no_mailbox_is_named(run, tmp_path):
    assert run("bounces", "read", str(tmp_path / "nothing")).exit_code == 2
