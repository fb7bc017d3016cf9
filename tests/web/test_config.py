import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from web.config import ConfigurationError, find_unknown_variables, get_variable, load_settings
from web.config.secret_key import get_secret_key


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch):
    for name in ("PORT", "OUTSPOKEN_PORT", "OUTSPOKEN_DATA"):
        monkeypatch.delenv(name, raising=False)


def test_everything_has_a_default():
    settings = load_settings()

    assert (settings.host, settings.port, settings.engines) == ("127.0.0.1", 8000, ("pyttsx3",))
    assert settings.data == Path("var")


def test_folders_lie_in_the_data_folder_unless_they_are_given(monkeypatch):
    monkeypatch.setenv("OUTSPOKEN_DATA", "/srv/outspoken")
    monkeypatch.setenv("OUTSPOKEN_LEXICONS", "/etc/outspoken")

    settings = load_settings()

    assert settings.recordings == Path("/srv/outspoken/recordings")
    assert settings.lexicons == Path("/etc/outspoken")


@pytest.mark.parametrize(
    ("given", "port", "variable"),
    [
        ({"PORT": "9000"}, 9000, "PORT"),
        ({"OUTSPOKEN_PORT": "9001", "PORT": "9000"}, 9001, "OUTSPOKEN_PORT"),
        ({"OUTSPOKEN_PORT": "", "PORT": "9000"}, 9000, "PORT"),
    ],
)
def test_the_port_is_read_from_either_variable(monkeypatch, given, port, variable):
    for name, value in given.items():
        monkeypatch.setenv(name, value)

    assert load_settings().port == port
    assert get_variable("port", given) == variable


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("engines", "piper, pyttsx3", ("piper", "pyttsx3")),
        ("engines", '["gtts"]', ("gtts",)),
        (
            "voices",
            "fr=piper:fr-fr-siwis,ar=pyttsx3:ar",
            {"fr": "piper:fr-fr-siwis", "ar": "pyttsx3:ar"},
        ),
        ("voices", '{"fr": "pyttsx3:fr-fr"}', {"fr": "pyttsx3:fr-fr"}),
        ("default_language", "zh-CN", "zh-Hans"),
        ("log_level", "WARNING", "warning"),
        ("gtts_url", "http://127.0.0.1:9/", "http://127.0.0.1:9"),
        ("rate_clips", "10 per second; 100 per hour", "10 per second; 100 per hour"),
    ],
)
def test_text_becomes_a_typed_value(monkeypatch, field, text, value):
    monkeypatch.setenv(f"OUTSPOKEN_{field.upper()}", text)

    assert getattr(load_settings(), field) == value


@pytest.mark.parametrize(
    ("variable", "value", "allowed"),
    [
        ("PORT", "eight", "a whole number from 1 to 65535"),
        ("OUTSPOKEN_PORT", "70000", "a whole number from 1 to 65535"),
        ("OUTSPOKEN_PORT", "1\n2", "a whole number from 1 to 65535"),
        ("OUTSPOKEN_ENGINE_TIME_LIMIT", "nan", "a number from 0.5 to 120"),
        ("OUTSPOKEN_ENGINES", "pyttsx3,pyttsx3", "each once"),
        ("OUTSPOKEN_ENGINES", "[", "valid JSON"),
        ("OUTSPOKEN_ENGINES", "festival", "pyttsx3, piper"),
        ("OUTSPOKEN_VOICES", "fr", "language=engine:voice"),
        ("OUTSPOKEN_VOICES", "xx-!=pyttsx3:fr", "language=engine:voice"),
        ("OUTSPOKEN_DEFAULT_LANGUAGE", "de", "en fr ar"),
        ("OUTSPOKEN_RATE_SPEECH", "often", "60 per minute"),
        ("OUTSPOKEN_GTTS_URL", "http://speech.example", "https://"),
        ("OUTSPOKEN_LOG_LEVEL", "loud", "debug, info, warning, error"),
        ("OUTSPOKEN_CONCURRENCY", "64", "less than OUTSPOKEN_THREADS=32"),
        ("OUTSPOKEN_SECRET_KEY", "short", "32 characters"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_it_and_what_is_allowed(
    monkeypatch, variable, value, allowed
):
    monkeypatch.setenv(variable, value)

    with pytest.raises(ConfigurationError) as error:
        load_settings()

    line = str(error.value)
    assert line.startswith(variable)
    assert allowed in line
    assert "\n" not in line


def test_a_wrong_secret_is_not_shown(monkeypatch):
    monkeypatch.setenv("OUTSPOKEN_METRICS_TOKEN", "hunter2")

    with pytest.raises(ConfigurationError) as error:
        load_settings()

    assert "hunter2" not in str(error.value)


def test_a_misspelt_variable_is_warned_of_with_the_nearest_name():
    environ = {"OUTSPOKEN_WORKRS": "2", "OUTSPOKEN_PORT": "1", "PATH": "/bin"}

    (line,) = find_unknown_variables(environ)

    assert line.startswith("OUTSPOKEN_WORKRS ")
    assert line.endswith("OUTSPOKEN_WORKERS?")


def test_a_secret_key_is_made_once_and_readable_by_its_owner_alone(tmp_path):
    settings = load_settings(data=tmp_path / "var")

    first = get_secret_key(settings)

    assert get_secret_key(settings) == first
    assert len(first) >= 32
    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600


def test_processes_that_start_together_share_one_secret_key(tmp_path):
    program = (
        "from web.config import load_settings;"
        "from web.config.secret_key import get_secret_key;"
        "print(get_secret_key(load_settings()))"
    )

    def run(_number):
        command = [sys.executable, "-c", program]
        environ = {"OUTSPOKEN_DATA": str(tmp_path / "var")}
        return subprocess.run(command, env=environ, capture_output=True, text=True, check=True)

    with ThreadPoolExecutor(4) as pool:
        keys = {result.stdout for result in pool.map(run, range(4))}

    assert len(keys) == 1
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret_key"]


def test_a_given_secret_key_is_not_kept(tmp_path):
    settings = load_settings(data=tmp_path, secret_key="x" * 40)

    assert get_secret_key(settings) == "x" * 40
    assert list(tmp_path.iterdir()) == []


def test_an_emptied_secret_key_file_stops_the_start(tmp_path):
    (tmp_path / "secret_key").touch()

    with pytest.raises(ConfigurationError, match="remove it"):
        get_secret_key(load_settings(data=tmp_path))


def test_a_folder_that_cannot_be_written_stops_the_start(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(ConfigurationError, match="OUTSPOKEN_SECRET_KEY"):
        get_secret_key(load_settings(data=tmp_path / "file" / "var"))


def test_the_other_ports_move_with_the_services_so_that_two_get_along(tmp_path):
    settings = load_settings(data=tmp_path, port=9000)
    assert (settings.sandbox_smtp_port, settings.bounce_port) == (9025, 9026)
    assert load_settings(data=tmp_path, port=65535).sandbox_smtp_port == 25
