import csv
import json
import os
import pty
import subprocess
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from benchmarks.service import OUTSPOKEN
from outreach.institution import Contact
from outreach.listening import Listening
from outreach.planning import expand, find_runs
from tests.outreach.campaigns.drafts import NOW, PREMISES, prepare
from tests.outreach.segments.people import add_member
from web.cli import main
from web.config import load_settings
from web.database import open_database

WATCH = ("campaigns", "show", "Spring", "--watch")
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


def test_a_campaign_goes_from_file_to_approval(run, begun):
    shown = run("campaigns", "show", "Spring").stdout

    assert "Spring: sending, version 2" in shown
    assert "submitted by ann, 2 members" in shown
    assert "approved by bob" in shown
    assert "for people" in shown
    assert run("campaigns", "list").stdout.split()[:4] == ["sending", "0", "of", "1"]


def test_who_approves_sees_what_will_happen(run, database):
    with database.write() as connection:
        add_member(connection, "A-3", phone="+358401234567", name="Li", language="zh-Hant")
        add_member(connection, "A-4", phone="+358401234567", name="")
    run("campaigns", "create", "FILE", "--as", "ann")
    run("campaigns", "submit", "Spring", "--as", "ann")
    shown = run("campaigns", "show", "Spring").stdout.splitlines()

    assert "by sms, then person" in shown
    assert "if it were sent now: 2 by person, 1 by sms" in shown
    assert "would be left out: missing-value 1" in shown
    assert "no wording for: zh-Hant 1 (translate it, or declare a fallback)" in shown


def test_a_draft_says_what_it_lacks(run, tmp_path):
    (tmp_path / "spring.toml").write_text(CAMPAIGN.replace('"payment"', '"payments"'))
    run("campaigns", "create", "FILE")

    assert "cannot be submitted yet: " in run("campaigns", "show", "Spring").stdout


def test_the_example_is_a_campaign(run, tmp_path):
    (tmp_path / "spring.toml").write_text(run("campaigns", "example").stdout)

    made = run("campaigns", "create", "FILE").stderr
    assert made == "Pensions in December is a draft, version 1\n"


def test_the_live_display_says_how_far_it_is(run, begun):
    run("campaigns", "cancel", "Spring")
    screen, terminal = pty.openpty()
    shown = subprocess.run([OUTSPOKEN, *WATCH], stdout=terminal, check=False, timeout=60)
    os.close(terminal)

    assert shown.returncode == 0
    with open(screen, "rb", buffering=0) as file:
        drawn = file.read(10_000).decode()
    assert "cancelled" in drawn
    assert "0 of 1" in drawn


def test_into_a_pipe_each_change_is_a_line_until_the_end(run, begun):
    with subprocess.Popen([OUTSPOKEN, *WATCH], stdout=subprocess.PIPE, text=True) as watching:
        first = watching.stdout.readline()
        run("campaigns", "cancel", "Spring")
        rest = watching.stdout.readlines()

    none = "underway 0, sent 0, delivered 0, failed 0, cancelled 0"
    assert first == f"Spring: sending; waiting 1, {none}\n"
    assert rest == [f"Spring: cancelled; waiting 1, {none}\n"]
    assert watching.returncode == 0


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('channel = "sms"', 'channel = "voice"', "calls cannot be made yet: take the step voice"),
        ('segment = "all"', 'segment = "al"', "there is no segment 'al'"),
        ('segment = "all"', 'stage = "al"', "there is no stage 'al'"),
    ],
)
def test_what_can_never_be_sent_is_refused_at_once(run, tmp_path, before, after, problem):
    (tmp_path / "spring.toml").write_text(CAMPAIGN.replace(before, after))

    assert problem in run("campaigns", "create", "FILE", ok=False).stderr
    assert run("campaigns", "list").stdout == ""


def test_who_approves_sees_the_wordings_and_the_values(run):
    run("campaigns", "create", "FILE")
    shown = run("campaigns", "show", "Spring").stdout.splitlines()

    assert "with due = 2026-06-01, institution = Fund" in shown
    assert "payment says, in version 1:" in shown
    assert "    {institution}: Hei {name}, maksamme {due, date}." in shown


def test_a_trial_counts_its_guests_alone(run, monkeypatch):
    monkeypatch.setenv("OUTSPOKEN_MODE", "trial")
    monkeypatch.setenv("OUTSPOKEN_GUESTS", "+358401234568")
    run("campaigns", "create", "FILE")

    assert "would be left out: not-a-guest 1" in run("campaigns", "show", "Spring").stdout


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (
            '{ kind = "relative", source = "born_on", turning = 60, at = "10:00" }',
            "of those whose date is due within 30 days: nobody is reached",
        ),
        ('{ kind = "case" }', "if it happened to its whole audience now: 1 by person, 1 by sms"),
        ('{ kind = "case" }', "not looked at: the values of 1 members"),
        ('{ kind = "now" }\nfrequency = { count = 1, days = 7 }', "not counted: who has had"),
    ],
)
def test_it_is_said_what_the_count_before_the_approval_is_of(run, tmp_path, schedule, words):
    (tmp_path / "spring.toml").write_text(CAMPAIGN.replace('{ kind = "now" }', schedule))
    run("campaigns", "create", "FILE")

    assert words in run("campaigns", "show", "Spring").stdout


def test_numbers_are_of_messages_to_so_many_members(run, begun):
    shown = run("campaigns", "show", "Spring").stdout
    assert "messages, to 2 members:" in shown


def test_the_definition_can_be_read_back(run, begun):
    shown = json.loads(run("campaigns", "show", "Spring", "--definition").stdout)
    assert (shown["template"], shown["template_version"]) == ("payment", 1)


def test_whoever_saves_another_rule_or_wording_hears_which_campaigns_are_drafts(
    run, begun, tmp_path
):
    again = (
        "is a draft again: what has not left is taken back. Submit it again: outspoken campaigns"
    )
    (tmp_path / "all.json").write_text('{"language": "fi"}')
    saved = run("segments", "save", "all", str(tmp_path / "all.json"), "--as", "eve")
    assert saved.stderr == f'Spring was sending, and {again} submit "Spring"\n'
    assert "approved by bob, which holds no more" in run("campaigns", "show", "Spring").stdout
    run("campaigns", "submit", "Spring", "--as", "ann")
    run("templates", "export", str(tmp_path / "fi.po"), "--lang", "fi")
    po = (tmp_path / "fi.po").read_text("utf-8")
    (tmp_path / "fi.po").write_text(po.replace("maksamme", "lähetämme"), "utf-8")

    imported = run("templates", "import", str(tmp_path / "fi.po")).stderr
    assert f"Spring was submitted, and {again}" in imported
    assert run("campaigns", "show", "Spring").stdout.startswith("Spring: draft")
    run("campaigns", "submit", "Spring", "--as", "ann")
    assert f"and {again}" in run("templates", "save", "payment", "--sensitive").stderr


def test_pause_resume_and_cancel_say_where_it_stands(run, begun):
    assert run("campaigns", "pause", "Spring").stderr == "Spring is paused\n"
    assert run("campaigns", "resume", "Spring").stderr == "Spring is sending\n"
    assert run("campaigns", "cancel", "Spring").stderr == "Spring is cancelled\n"


def test_a_rejected_campaign_shows_the_remark(run):
    run("campaigns", "create", "FILE")
    run("campaigns", "submit", "Spring")
    run("campaigns", "reject", "Spring", "say when")

    assert "returned: say when" in run("campaigns", "show", "Spring").stdout
    assert "waits" not in run("campaigns", "list").stdout


def test_a_run_that_waits_says_what_to_do(run, database, tmp_path):
    daily = '{ kind = "recurring", rule = "FREQ=DAILY", starts_on = "2026-05-01", at = "10:00" }'
    text = CAMPAIGN.replace('{ kind = "now" }', daily).replace("cap = 10", "cap = 1")
    (tmp_path / "spring.toml").write_text(text)
    run("campaigns", "create", "FILE", "--as", "ann")
    run("campaigns", "submit", "Spring", "--as", "ann")
    run("campaigns", "approve", "Spring", "--as", "bob")
    now = datetime.now(UTC) + timedelta(days=1)
    for run_id in find_runs(database, now):
        expand(database, run_id, now, PREMISES)

    shown = run("campaigns", "show", "Spring").stdout
    assert "waits for a person, to resume or cancel it: a run would go to 2 members" in shown
    assert "waits for a person" in run("campaigns", "list").stdout


def test_who_submitted_it_does_not_approve_it(run):
    run("campaigns", "create", "FILE", "--as", "ann")
    run("campaigns", "submit", "Spring", "--as", "ann")
    refused = run("campaigns", "approve", "Spring", "--as", "ann", ok=False)

    assert refused.exit_code == 2
    assert "someone else has to approve it" in refused.stderr


@pytest.mark.parametrize("content", ["", "cap = [", "cap = 1\n", 'steps = "sms"', "\udcff"])
def test_a_file_that_is_no_campaign_is_refused(run, tmp_path, content):
    (tmp_path / "spring.toml").write_bytes(content.encode(errors="surrogateescape"))
    refused = run("campaigns", "create", "FILE", ok=False)

    assert refused.exit_code == 2
    assert refused.stderr.startswith("Error:")


@pytest.mark.parametrize("deed", ["show", "submit", "approve", "pause", "resume", "cancel"])
def test_a_campaign_that_there_is_not_is_named(run, deed):
    refused = run("campaigns", deed, "Autumn", ok=False)
    assert "no campaign 'Autumn'" in refused.stderr


def test_work_for_people_is_listed_exported_and_closed(run, begun, tmp_path):
    assert "voice" in run("work", "list").stdout
    run("work", "export", str(tmp_path / "work.csv"), "--campaign", "Spring")
    lines = (tmp_path / "work.csv").read_text("utf-8-sig").splitlines()
    assert lines[1].startswith("1,A-2,'=Bo,'=Bo,A-2,,fi,voice,no-address,Spring,")

    run("work", "close", "1", "letter sent", "--as", "eve")
    assert run("work", "list").stdout == ""
    assert run("work", "list", "--closed").stdout.endswith("  eve  letter sent\n")
    assert "no open item 1" in run("work", "close", "1", "again", ok=False).stderr


def test_a_letter_carries_a_link_that_reads_it_out(run, begun, database, tmp_path):
    run("work", "export", str(tmp_path / "work.csv"))
    with (tmp_path / "work.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    listening = Listening(database, Contact("Fund", "", "en"))
    link = listening.find_code(row["listen_code"], datetime.now(UTC))

    assert listening.find(row["listen_link"].rpartition("/")[2], datetime.now(UTC)) == link
    assert "Hei =Bo, maksamme" in listening.tell(link, None).text
    assert (tmp_path / row["listen_qr"]).read_bytes().startswith(b"\x89PNG")


def test_whom_a_person_reaches_counts_neither_as_failed_nor_as_left_out(run, begun):
    shown = run("campaigns", "show", "Spring").stdout

    assert "run once: planned, 2 planned, 0 left out" in shown
    assert "failed              0" in shown
    assert "by-person" not in shown


def test_a_folder_that_is_a_file_is_named(run, begun, tmp_path):
    (tmp_path / "work-qr").touch()
    refused = run("work", "export", str(tmp_path / "work.csv"), ok=False)

    assert "work-qr cannot be written" in refused.stderr
