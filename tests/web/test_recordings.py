"""Recordings through the service: handed in, listed, removed, and what is said without them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from benchmarks.service import OUTSPOKEN, find_free_port, running, wait_until_ready
from tests.narration.recordings.sounds import GOOD

TEXT = "1200.50"
FIELDS = {"key": "pension.intro", "lang": "zgh", "text": TEXT}


class Office:
    """A service, its folder of recordings, and what its API answers."""

    def __init__(self, data: Path) -> None:
        self.data, self.port = data, find_free_port()
        self.environment = {"OUTSPOKEN_DATA": str(data), "PORT": str(self.port)}
        command = [OUTSPOKEN, "keys", "create"]
        environment = os.environ | self.environment
        made = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        self.headers = {"Authorization": f"Bearer {made.stdout.strip()}"}

    def ask(self, method: str, path: str, **given: Any) -> requests.Response:
        url = f"http://127.0.0.1:{self.port}{path}"
        given.setdefault("headers", self.headers)
        return requests.request(method, url, timeout=30, **given)

    def add(self, sound: bytes = GOOD["mp3"], **fields: str) -> requests.Response:
        path, files = "/narration/recordings", {"file": ("said.mp3", sound)}
        return self.ask("POST", path, data=FIELDS | fields, files=files)

    def register(self, language: str = "zgh", text: str = TEXT, **given: Any) -> Any:
        utterance = {"id": "1", "text": text, "key": "pension.intro", "private": False}
        body = {"lang": language, "utterances": [utterance]}
        return self.ask("POST", "/narration/scripts", json=body, **given).json()["clips"][0]

    def states(self) -> dict[str, str]:
        listed = self.ask("GET", "/narration/recordings").json()["recordings"]
        return {f"{each['lang']}/{each['key']}": each["state"] for each in listed}

    def sound_file(self, language: str = "zgh") -> Path:
        return self.data / "recordings" / language / "pension.intro.wav"


@pytest.fixture(scope="module")
def running_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = Office(tmp_path_factory.mktemp("office"))
    command, limit = [OUTSPOKEN, "serve"], {"OUTSPOKEN_MAX_REQUEST_BYTES": "100000"}
    with running(command, office.environment | limit, office.data / "log"):
        wait_until_ready(office.port)
        yield office


@pytest.fixture
def office(running_office: Office) -> Iterator[Office]:
    yield running_office
    for name in running_office.states():
        running_office.ask("DELETE", f"/narration/recordings/{name}")


def test_a_recording_that_was_handed_in_is_heard_at_once(office: Office) -> None:
    added = office.add()
    assert added.status_code == 201
    assert (added.json()["key"], added.json()["lang"]) == ("pension.intro", "zgh")
    assert 1.5 < added.json()["seconds"] < 2.5
    clip = office.ask("GET", office.register()["url"], headers={})
    assert (clip.status_code, len(clip.content) > 3000) == (200, True)
    assert office.states() == {"zgh/pension.intro": "ok"}


def test_a_recording_that_was_removed_is_heard_no_longer(office: Office) -> None:
    office.add()
    path = "/narration/recordings/zgh/pension.intro"
    assert office.ask("DELETE", path).status_code == 204
    assert office.ask("DELETE", path).status_code == 404
    assert office.register()["error"]["code"] == "unsupported_language"


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_recordings_are_for_who_has_a_key(office: Office, method: str) -> None:
    own_page = {"Sec-Fetch-Site": "same-origin"}
    path = "/narration/recordings" + ("/zgh/pension.intro" if method == "DELETE" else "")
    assert office.ask(method, path, headers=own_page).status_code == 401


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"key": "../../secret_key"}, "key"),
        ({"lang": "../fr"}, "language"),
        ({"text": " "}, "text"),
        ({"sound": b"no sound"}, "decoded"),
        ({"sound": b""}, "decoded"),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_to_do(
    office: Office, fields: dict[str, Any], said: str
) -> None:
    refused = office.add(**fields)
    assert refused.status_code == 400
    assert refused.json()["error"]["code"] == "invalid_recording"
    assert said in refused.json()["error"]["message"]
    assert office.states() == {}


@pytest.mark.parametrize("missing", ["key", "lang", "text", "file"])
def test_a_missing_field_is_named(office: Office, missing: str) -> None:
    fields = {name: (None, value) for name, value in FIELDS.items()} | {"file": ("f", b"x")}
    del fields[missing]
    refused = office.ask("POST", "/narration/recordings", files=fields)
    assert (refused.status_code, refused.json()["error"]["param"]) == (400, missing)


def test_a_file_sent_as_text_is_refused(office: Office) -> None:
    refused = office.ask("POST", "/narration/recordings", data=FIELDS | {"file": "sound"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "invalid_recording")


@pytest.mark.parametrize("fields", [{"sound": bytes(200_000)}, {"text": "a" * 4097}])
def test_what_is_too_large_is_refused(office: Office, fields: dict[str, Any]) -> None:
    refused = office.add(**fields)
    assert (refused.status_code, refused.json()["error"]["code"]) == (413, "input_too_long")


@pytest.mark.parametrize("damage", ["cut", "changed", "lost"])
def test_an_engine_says_what_a_damaged_recording_would_have_said(
    office: Office, damage: str
) -> None:
    office.add(lang="en")
    url, path = office.register("en")["url"], office.sound_file("en")
    sound = path.read_bytes()
    changed = {"cut": sound[:1000], "changed": sound[:-9] + b"different", "lost": b""}[damage]
    path.write_bytes(changed) if changed else path.unlink()
    clip = office.ask("GET", url, headers={})
    assert clip.status_code == 200 and len(clip.content) > 3000
    assert office.states() == {"en/pension.intro": "damaged"}
    assert office.register("en")["url"] != url


def test_a_damaged_recording_of_a_language_without_a_voice_is_an_error(office: Office) -> None:
    office.add(text="Never heard yet.")
    url = office.register(text="Never heard yet.")["url"]
    office.sound_file().write_bytes(b"damaged")
    refused = office.ask("GET", url, headers={})
    assert refused.status_code == 400
    assert refused.json()["error"]["code"] == "unsupported_language"


def test_only_who_has_a_key_can_call_a_recording_stale(office: Office) -> None:
    office.add(lang="en")
    office.register("en", "Another text.", headers={"Sec-Fetch-Site": "same-origin"})
    assert office.states() == {"en/pension.intro": "ok"}
    office.register("en", "Another text.")
    assert office.states() == {"en/pension.intro": "stale"}
