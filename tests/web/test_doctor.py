import json
import os
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

import locales
from narration.recordings import Recordings
from outreach.stopping import stop_all
from tests.narration.recordings.sounds import GOOD
from web.cli import main
from web.config import load_settings
from web.database import open_database
from web.doctor import Grade, examine
from web.doctor.engines import check_engines
from web.doctor.machine import check_clock, check_data, check_disk
from web.doctor.privacy import check_privacy
from web.doctor.recordings import check_recordings
from web.doctor.sending import check_sending


@pytest.fixture
def settings(tmp_path):
    return load_settings(data=tmp_path / "var", engines=("silence",))


def test_every_part_is_examined(settings):
    parts = [finding.part for finding in examine(settings)]

    assert {"data folder", "disk", "clock", "time zones", "catalogs", "lexicons"} <= set(parts)
    assert "engine silence" in parts
    assert [part for part in parts if part.startswith("voice ")] == [
        f"voice {tag}" for tag in locales.SUPPORTED
    ]


def test_nothing_needed_is_missing_here(settings):
    assert [finding for finding in examine(settings) if finding.grade == Grade.FAILED] == []


def test_what_is_not_well_comes_with_advice(settings):
    unwell = [finding for finding in examine(settings) if finding.grade != Grade.WELL]

    assert unwell
    assert all(finding.advice for finding in unwell)


def test_a_voice_for_emergencies_is_called_so(settings):
    findings = {finding.part: finding for finding in check_engines(settings)}

    assert findings["voice ar"].grade == Grade.WARNED
    assert "emergency only" in findings["voice ar"].detail


def test_an_engine_that_cannot_start_fails_with_what_to_do(tmp_path):
    broken = load_settings(data=tmp_path, engines=("piper",), piper_voices=tmp_path / "none")

    findings = {finding.part: finding for finding in check_engines(broken)}

    assert findings["engine piper"].grade == Grade.FAILED
    assert "OUTSPOKEN_PIPER_VOICES" in findings["engine piper"].advice
    assert findings["voice en"].grade == Grade.FAILED
    assert findings["voice fr"].grade == Grade.WARNED


def test_a_folder_that_cannot_be_written_fails(tmp_path):
    (tmp_path / "file").touch()

    finding = check_data(tmp_path / "file" / "var")

    assert finding.grade == Grade.FAILED
    assert "OUTSPOKEN_DATA" in finding.advice


def test_the_examination_leaves_nothing_in_the_data_folder(tmp_path):
    check_data(tmp_path)
    check_clock(tmp_path, time.time())

    assert list(tmp_path.iterdir()) == []


def test_room_is_measured_before_the_folder_exists(tmp_path):
    assert "GB free" in check_disk(tmp_path / "not" / "yet").detail


@pytest.mark.parametrize("now", [0.0, 5e9])
def test_a_clock_that_was_never_set_fails(tmp_path, now):
    assert check_clock(tmp_path, now).grade == Grade.FAILED


def test_a_clock_that_agrees_with_the_disks_is_well(tmp_path):
    assert check_clock(tmp_path, time.time()).grade == Grade.WELL


def test_a_disk_whose_clock_runs_apart_is_a_warning(tmp_path):
    finding = check_clock(tmp_path, time.time() + 3600)

    assert finding.grade == Grade.WARNED
    assert "-3600 s" in finding.detail


@pytest.mark.parametrize(("data", "code"), [("var", 0), ("file/var", 1)])
def test_the_exit_code_tells_whether_the_service_can_work(monkeypatch, tmp_path, data, code):
    (tmp_path / "file").touch()
    monkeypatch.setenv("OUTSPOKEN_ENGINES", "silence")
    monkeypatch.setenv("OUTSPOKEN_DATA", os.fspath(Path(tmp_path, data)))

    result = CliRunner(mix_stderr=False).invoke(main, ["doctor", "--json"])

    assert result.exit_code == code
    grades = {row["part"]: row["grade"] for row in json.loads(result.stdout)}
    assert grades["data folder"] == ("failed" if code else "ok")


def test_recordings_that_cannot_be_played_are_told_of(settings):
    recordings = Recordings(settings.recordings)
    assert check_recordings(settings.recordings).detail == "none"
    recordings.add("whole", "zgh", "Azul", GOOD["wav"])
    assert check_recordings(settings.recordings).grade == Grade.WELL
    recordings.add("damaged", "zgh", "Azul", GOOD["wav"]).path.write_bytes(b"")

    finding = check_recordings(settings.recordings)

    assert (finding.grade, finding.detail) == (Grade.WARNED, "1 ok, 1 damaged")
    assert "recordings list" in finding.advice


@pytest.mark.parametrize(("folder_mode", "seen"), [(0o755, ["var", "providers.toml"]), (0o700, [])])
def test_what_every_user_can_read_is_warned_of(settings, tmp_path, folder_mode, seen):
    tmp_path.chmod(0o755)
    settings.data.mkdir()
    settings.data.chmod(folder_mode)
    settings.providers.write_text("")
    settings.providers.chmod(0o644)

    finding = check_privacy(settings)

    assert finding.grade == (Grade.WARNED if seen else Grade.WELL)
    assert all(f"/{name}" in finding.advice for name in seen)


CARRIER = """
[[provider]]
name = "mail"
kind = "smtp"
host = "127.0.0.1"
senders = ["pensions@example.org"]
"""


def test_a_trial_is_told_what_its_carriers_need(tmp_path):
    (tmp_path / "providers.toml").write_text(CARRIER)
    findings = list(check_sending(load_settings(data=tmp_path, mode="trial")))

    told = {finding.part: finding.detail for finding in findings}
    assert told["mode"] == "trial: messages reach its guests alone"
    assert told["carriers"] == "mail (email) from pensions@example.org"
    missing = [finding for finding in findings if finding.grade == Grade.FAILED]
    assert [finding.advice.split()[1] for finding in missing] == [
        "OUTSPOKEN_GUESTS",
        "OUTSPOKEN_PUBLIC_URL",
        "OUTSPOKEN_INSTITUTION_NAME",
        "OUTSPOKEN_INSTITUTION_PHONE",
    ]


@pytest.mark.parametrize(("content", "grade"), [("", Grade.WARNED), ("[[provider]]", Grade.FAILED)])
def test_carriers_that_are_none_are_told_of(tmp_path, content, grade):
    (tmp_path / "providers.toml").write_text(content)
    findings = check_sending(load_settings(data=tmp_path, mode="production"))

    [carriers] = [finding for finding in findings if finding.part == "carriers"]
    assert carriers.grade == grade
    assert carriers.advice


def test_that_all_sending_is_stopped_is_told_with_the_reason(settings):
    with closing(open_database(settings)) as database:
        stop_all(database, "ann", datetime.now(UTC), "wrong amounts")

    [sending] = [each for each in check_sending(settings) if each.part == "sending"]

    assert sending.grade == Grade.WARNED
    assert "by ann: wrong amounts" in sending.detail
