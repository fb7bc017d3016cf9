"""`outspoken narrate`: from a text or a page to a file of sound."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest


@pytest.fixture
def environ(tmp_path):
    return {
        "PATH": os.environ["PATH"],
        "OUTSPOKEN_DATA": str(tmp_path / "var"),
        "OUTSPOKEN_ENGINES": "silence",
    }


def start(*arguments, **given):
    command = [sys.executable, "-c", "from web.cli import main; main()", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **given)


def test_a_text_becomes_a_file_in_the_format_of_its_extension(run, tmp_path):
    result = run("narrate", "Bonjour. Au revoir.", "--lang", "fr", "-o", "out.flac", "--json")

    facts = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (tmp_path / "out.flac").read_bytes()[:4] == b"fLaC"
    assert (facts["sentences"], facts["engine"], facts["cache_hit"]) == (2, "silence", False)
    assert facts["duration"] > 0


def test_the_same_text_comes_from_the_store_the_second_time(run, tmp_path):
    first = run("narrate", "Bonjour.", "--lang", "fr", "-o", "1.mp3", "--json")
    second = run("narrate", "Bonjour.", "--lang", "fr", "-o", "2.mp3", "--json")

    assert json.loads(first.stdout) == {**json.loads(second.stdout), "cache_hit": False}
    assert json.loads(second.stdout)["cache_hit"] is True
    assert (tmp_path / "1.mp3").read_bytes() == (tmp_path / "2.mp3").read_bytes()


def test_private_text_leaves_nothing_in_the_store(run, tmp_path):
    result = run("narrate", "Bonjour.", "--lang", "fr", "-o", "1.mp3", "--private")

    assert result.exit_code == 0
    assert not [path for path in (tmp_path / "var").rglob("*") if path.suffix == ".mp3"]


@pytest.mark.parametrize("arguments", [["Hello."], ["<p>Hello.", "--html"]])
def test_a_text_of_which_nobody_says_the_language_is_read_with_a_warning(run, arguments):
    result = run("narrate", *arguments, "-o", "1.mp3")

    assert result.exit_code == 0
    assert "is read as 'en': choose it with --lang" in result.stderr


@pytest.mark.parametrize("chosen", ["option", "setting", "page"])
def test_a_text_whose_language_was_chosen_is_read_without_a_word(run, monkeypatch, chosen):
    arguments = ["Hello."]
    if chosen == "option":
        arguments += ["--lang", "en"]
    elif chosen == "setting":
        monkeypatch.setenv("OUTSPOKEN_DEFAULT_LANGUAGE", "en")
    else:
        arguments = ["<html lang=fr><p>Bonjour.", "--html"]

    assert run("narrate", *arguments, "-o", "1.mp3").stderr == ""


def test_a_page_is_read_in_its_languages_with_its_times(run, tmp_path):
    page = tmp_path / "page.html"
    page.write_text('<h1>Pension</h1><p lang="fr">Bonjour.</p>', "utf-8")

    result = run("narrate", "page.html", "--lang", "en", "-o", "page.mp3", "--vtt", "page.vtt")

    assert result.exit_code == 0
    cues = (tmp_path / "page.vtt").read_text("utf-8")
    assert cues.startswith("WEBVTT")
    assert "Pension" in cues
    assert "\n1.0\n" in cues


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        (["-", "--html"], b"<p>Bonjour.</p><p>Salut.</p>"),
        (["-"], b"Bonjour.\n\nSalut.\n"),
        (["note.txt"], None),
        (["<p>Bonjour.</p><p>Salut.</p>", "--html"], None),
    ],
)
def test_a_dry_run_prints_each_sentence_and_makes_no_sound(run, tmp_path, arguments, stdin):
    (tmp_path / "note.txt").write_bytes("\ufeffBonjour.\n\nSalut.".encode())

    result = run("narrate", *arguments, "--lang", "fr", "--dry-run", stdin=stdin)

    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [line["text"] for line in lines] == ["Bonjour.", "Salut."]
    assert all(list(line) == ["text", "spoken", "lang"] for line in lines)


def test_a_dry_run_is_utf_8_whatever_the_terminal_says(environ):
    environ |= {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}

    process = start("narrate", "Où ça ?", "--lang", "fr", "--dry-run", env=environ)
    output, _ = process.communicate(timeout=60)

    assert process.returncode == 0
    assert "Où ça ?".encode() in output


@pytest.mark.parametrize(
    "arguments",
    [
        ["Bonjour."],
        ["Bonjour.", "-o", "no/such/folder.mp3"],
        ["Bonjour.", "-o", "-", "--json"],
        ["Bonjour.", "-o", "a.mp3", "--speed", "9"],
        ["Bonjour.", "-o", "a.mp3", "--format", "midi"],
        ["Bonjour.", "-o", "a.mp3", "--voice", "silence:nobody"],
        ["Bonjour.", "-o", "a.mp3", "--lang", "zgh"],
        ["Bonjour.", "-o", "a.mp3", "--say-as", "dance"],
        ["", "-o", "a.mp3"],
        ["missing.html", "-o", "a.mp3"],
        ["binary.txt", "-o", "a.mp3"],
        ["empty.html", "-o", "a.mp3"],
    ],
)
def test_wrong_use_or_input_is_exit_code_2_and_leaves_no_file(run, tmp_path, arguments):
    (tmp_path / "binary.txt").write_bytes(b"\xff\xfe\x00\xd8")
    (tmp_path / "empty.html").write_text("<script>1</script>")

    result = run("narrate", "--lang", "fr", *arguments)

    assert result.exit_code == 2
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "binary.txt",
        "empty.html",
    ]


def test_an_existing_output_keeps_its_content_when_narration_fails(run, tmp_path):
    (tmp_path / "out.mp3").write_bytes(b"earlier")

    run("narrate", "Bonjour.", "--lang", "zgh", "-o", "out.mp3")

    assert (tmp_path / "out.mp3").read_bytes() == b"earlier"


def test_sound_goes_to_standard_output_and_a_closed_pipe_is_quiet(environ):
    process = start("narrate", "Bonjour. " * 200, "--lang", "fr", "-o", "-", env=environ)

    assert process.stdout.read(2)[:1] == b"\xff"
    process.stdout.close()

    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait(60)


def test_an_interrupted_narration_leaves_no_file(environ, tmp_path):
    environ["OUTSPOKEN_ENGINES"] = "pyttsx3"
    text = "A sentence that takes a while to say, and then another one of them. " * 4000
    target = Path(tmp_path, "out.mp3")
    process = start("narrate", "-", "-o", str(target), env=environ, stdin=subprocess.PIPE)
    process.stdin.write(text.encode())
    process.stdin.close()
    while not Path(tmp_path, "var", "clips").exists() and process.poll() is None:
        time.sleep(0.05)

    process.send_signal(signal.SIGINT)

    assert process.wait(60) == 130
    assert b"Traceback" not in process.stderr.read()
    assert [path.name for path in tmp_path.iterdir()] == ["var"]


def test_an_ending_that_is_no_format_is_wrong_use(run, tmp_path):
    answer = run("narrate", "Hello", "-o", str(tmp_path / "hello.xyz"))

    assert answer.exit_code == 2
    assert "--format" in answer.stderr
