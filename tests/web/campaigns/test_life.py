from datetime import UTC, datetime, timedelta

import pytest

from outreach.planning import expand, find_runs
from tests.outreach.campaigns.drafts import PREMISES
from tests.outreach.segments.people import add_member
from tests.web.campaigns.conftest import CAMPAIGN


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


@pytest.mark.parametrize("deed", ["show", "submit", "approve", "pause", "resume", "cancel"])
def test_a_campaign_that_there_is_not_is_named(run, deed):
    refused = run("campaigns", deed, "Autumn", ok=False)
    assert "no campaign 'Autumn'" in refused.stderr
