"""What must not bring the service down: huge texts, an engine that hangs, a full disk."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from tests.web.office import Office, open_office

LONG = "Your pension is paid on the first day of the month. " * 40


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with open_office(tmp_path_factory.mktemp("office"), engine_time_limit="3") as running:
        yield running


def test_a_megabyte_of_text_is_refused_and_others_are_served(office: Office) -> None:
    text = "A megabyte of text. " * 50_000
    script = {"lang": "en", "utterances": [{"id": "1", "text": text}]}
    refused = [office.ask("POST", "/narration/scripts", json=script), office.speak(text)]
    assert [answer.status_code for answer in refused] == [413, 400]
    assert {answer.json()["error"]["code"] for answer in refused} == {"input_too_long"}
    assert office.speak("Short.").status_code == 200


def test_more_than_a_request_may_hold_is_refused(office: Office) -> None:
    body = b'{"lang": "en", "utterances": [{"id": "1", "text": "' + b"a" * 7_000_000 + b'"}]}'
    headers = office.headers | {"Content-Type": "application/json"}
    refused = office.ask("POST", "/narration/scripts", data=body, headers=headers)
    assert (refused.status_code, refused.json()["error"]["code"]) == (413, "input_too_long")


def hang(office: Office) -> int:
    """Stop every speech process, as a library that waits for ever would; tell how many."""
    speaking = [
        process
        for process in psutil.Process(office.pid).children(recursive=True)
        if any("libespeak-ng" in each.path for each in process.memory_maps())
    ]
    for process in speaking:
        process.suspend()
    return len(speaking)


def test_an_engine_that_hangs_is_replaced_and_others_are_served(office: Office) -> None:
    heard = office.register("Heard before.")["url"]
    office.ask("GET", heard)
    assert hang(office) == 1
    with ThreadPoolExecutor(1) as threads:
        held_up = threads.submit(office.speak, "Not heard before.")
        assert office.ask("GET", heard).status_code == 200
        assert not held_up.done()
        assert len(held_up.result().content) > 2000  # Its second try has a process of its own.
    assert len(office.speak("And the next one.").content) > 2000


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Office]:
    """A service that can no longer let any file grow beyond 8 kB, as on a disk that is full."""
    with open_office(tmp_path) as running:
        for process in psutil.Process(running.pid).children():
            process.rlimit(psutil.RLIMIT_FSIZE, (8192, 8192))
        yield running


def test_on_a_full_disk_a_clip_is_heard_but_not_kept(full: Office) -> None:
    for _ in range(2):
        answer = full.speak(LONG, private=False)
        assert answer.status_code == 200 and len(answer.content) > 100_000
    assert full.kept() == []
    assert list((full.data / "clips").rglob("*.part")) == []


def test_on_a_full_disk_private_texts_are_spoken_and_public_ones_refused(full: Office) -> None:
    for number in range(20):
        utterance = {"id": "1", "text": f"{LONG} {number}", "private": False}
        body = {"lang": "en", "utterances": [utterance]}
        answer = full.ask("POST", "/narration/scripts", json=body)
    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "storage_failed"
    assert int(answer.headers["Retry-After"]) >= 1
    private = full.register(LONG, private=True)["url"]
    assert full.ask("GET", private).status_code == 200
    assert "0.0" in full.ask("GET", private.replace(".mp3", ".vtt")).text
    assert full.ask("GET", "/healthz").status_code == 200
