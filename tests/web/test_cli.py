import json

import numpy as np
import pytest

from narration.audio import wav_file
from narration.pcm import Pcm
from web.auth import KeyRing


@pytest.fixture
def tone(tmp_path):
    """A sound file that can stand for a recording."""
    times = np.arange(2 * 16_000) / 16_000
    samples = (8000 * np.sin(2 * np.pi * 220 * times)).astype("<i2").tobytes()
    path = tmp_path / "tone.wav"
    path.write_bytes(wav_file(Pcm(samples, 16_000)))
    return path


def test_a_created_key_stands_alone_on_standard_output_and_is_valid(run, tmp_path):
    result = run("keys", "create", "--name", "kiosk")

    key = result.stdout.removesuffix("\n")
    assert result.exit_code == 0
    assert key.startswith("osk_")
    assert KeyRing(tmp_path / "var" / "keys.sqlite3").find(key).name == "kiosk"


def test_keys_are_listed_without_themselves_and_revoked_by_id(run):
    key = run("keys", "create", "--name", "kiösk").stdout.strip()
    (record,) = json.loads(run("keys", "list", "--json").stdout)

    revoked = run("keys", "revoke", record["id"])

    assert record["name"] == "kiösk"
    assert revoked.exit_code == 0
    assert "revoked" in run("keys", "list").stdout
    assert key not in run("keys", "list").stdout


def test_revoking_an_unknown_key_is_wrong_use(run):
    result = run("keys", "revoke", "0000")

    assert result.exit_code == 2
    assert "0000" in result.stderr


def test_config_tells_value_origin_and_help_of_every_setting(run, monkeypatch):
    monkeypatch.setenv("PORT", "9000")
    monkeypatch.setenv("OUTSPOKEN_METRICS_TOKEN", "a-secret-of-the-operator")

    text = run("config").stdout
    rows = {row["variable"]: row for row in json.loads(run("config", "--json").stdout)}

    assert (rows["PORT"]["value"], rows["PORT"]["origin"]) == (9000, "environment")
    assert rows["OUTSPOKEN_HOST"]["origin"] == "default"
    assert rows["OUTSPOKEN_SECRET_KEY"]["origin"].startswith("made and kept in")
    assert all(row["help"] for row in rows.values())
    assert "a-secret" not in text + json.dumps(rows)
    assert "PORT = 9000  (environment)" in text
    for variable, value in {"GUESTS": "none", "VOICES": "none", "PUBLIC_URL": "unset"}.items():
        assert f"OUTSPOKEN_{variable} = {value}  (default)" in text


@pytest.mark.parametrize("command", ["config", "doctor", "voices", "serve", "keys list"])
def test_a_wrong_setting_is_one_line_and_wrong_use(run, monkeypatch, command):
    monkeypatch.setenv("PORT", "eight")

    result = run(*command.split())

    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert "PORT='eight'" in result.stderr


def test_a_misspelt_setting_is_a_warning(run, monkeypatch):
    monkeypatch.setenv("OUTSPOKEN_PROT", "9000")

    result = run("config")

    assert result.exit_code == 0
    assert "OUTSPOKEN_PORT?" in result.stderr


def test_help_documents_the_exit_codes(run):
    assert "130 interrupted" in " ".join(run("narrate", "--help").stdout.split())


def test_voices_are_listed_for_a_language(run):
    voices = json.loads(run("voices", "--lang", "fr", "--json").stdout)

    assert voices
    assert {voice["language"].partition("-")[0] for voice in voices} == {"fr"}
    assert voices[0]["id"] in run("voices", "--lang", "fr").stdout


def test_a_language_without_a_voice_is_told_of_on_standard_error(run):
    answer = run("voices", "--lang", "zgh")

    assert (answer.exit_code, answer.stdout) == (0, "")
    assert "No voice speaks 'zgh'; recordings can." in answer.stderr


def test_a_recording_is_added_and_listed(run, tone):
    added = run("recordings", "add", "welcome", "--lang", "zgh", "--text", "Azul", str(tone))

    (listed,) = json.loads(run("recordings", "list", "--json").stdout)

    assert added.exit_code == 0
    assert (listed["key"], listed["language"], listed["state"]) == ("welcome", "zgh", "ok")


def test_a_recording_of_several_paragraphs_is_played(run, tone):
    text = "Azul.\n\nTanmirt."
    run("recordings", "add", "welcome", "--lang", "zgh", "--text", text, str(tone))

    spoken = run("narrate", text, "--lang", "zgh", "--key", "welcome", "-o", "1.mp3", "--json")

    assert json.loads(spoken.stdout)["engine"] == "recording"


def test_an_import_reports_what_cannot_be_used(run, tmp_path):
    folder = tmp_path / "dropped" / "fr"
    folder.mkdir(parents=True)
    (folder / "hello.wav").write_bytes(b"not a sound")
    (folder / "hello.txt").write_text("Bonjour", "utf-8")

    result = run("recordings", "import", str(folder.parent))

    assert result.exit_code == 1
    assert "hello.wav" in result.stderr
