"""Recordings through the service: handed in, listed, removed, and what is said without them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.narration.recordings.sounds import GOOD
from tests.web.office import Office, open_office

TEXT = "1200.50"
FIELDS = {"key": "pension.intro", "lang": "zgh", "text": TEXT}


@pytest.fixture(scope="module")
def running_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with open_office(tmp_path_factory.mktemp("office"), max_request_bytes="100000") as office:
        yield office


@pytest.fixture
def office(running_office: Office) -> Iterator[Office]:
    yield running_office
    for name in find_states(running_office):
        running_office.ask("DELETE", f"/narration/recordings/{name}")


def add(office: Office, sound: bytes = GOOD["mp3"], **fields: str) -> requests.Response:
    files = {"file": ("said.mp3", sound)}
    return office.ask("POST", "/narration/recordings", data=FIELDS | fields, files=files)


def register(office: Office, language: str = "zgh", text: str = TEXT) -> dict[str, Any]:
    return office.register(text, language, key="pension.intro")


def find_states(office: Office) -> dict[str, str]:
    listed = office.ask("GET", "/narration/recordings").json()["recordings"]
    return {f"{each['lang']}/{each['key']}": each["state"] for each in listed}


def sound_file(office: Office, language: str) -> Path:
    return office.data / "recordings" / language / "pension.intro.wav"


def test_a_recording_that_was_handed_in_is_heard_at_once(office: Office) -> None:
    added = add(office)
    assert added.status_code == 201
    assert (added.json()["key"], added.json()["lang"]) == ("pension.intro", "zgh")
    assert 1.5 < added.json()["seconds"] < 2.5
    clip = office.ask("GET", register(office)["url"], headers={})
    assert (clip.status_code, len(clip.content) > 3000) == (200, True)
    assert find_states(office) == {"zgh/pension.intro": "ok"}


def test_a_recording_that_was_removed_is_heard_no_longer(office: Office) -> None:
    add(office)
    path = "/narration/recordings/zgh/pension.intro"
    assert office.ask("DELETE", path).status_code == 204
    assert office.ask("DELETE", path).status_code == 404
    assert register(office)["error"]["code"] == "unsupported_language"


def test_a_recording_is_heard_in_a_section_among_what_an_engine_says(office: Office) -> None:
    add(office)
    recorded = {"id": "2", "text": TEXT, "lang": "zgh", "key": "pension.intro"}
    said = [{"id": "1", "text": "Bonjour."}, recorded, {"id": "3", "text": "Merci."}]
    body = {"lang": "fr", "utterances": said}
    url = office.ask("POST", "/narration/sections", json=body).json()["url"]
    cues = office.ask("GET", url.replace(".mp3", ".vtt"), headers={}).text
    assert [line for line in cues.splitlines() if line in ("Bonjour.", TEXT, "Merci.")] == [
        *("Bonjour.", TEXT, "Merci.")
    ]


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
    refused = add(office, **fields)
    assert refused.status_code == 400
    assert refused.json()["error"]["code"] == "invalid_recording"
    assert said in refused.json()["error"]["message"]
    assert find_states(office) == {}


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
    refused = add(office, **fields)
    assert (refused.status_code, refused.json()["error"]["code"]) == (413, "input_too_long")


@pytest.mark.parametrize("damage", ["cut", "changed", "lost"])
def test_an_engine_says_what_a_damaged_recording_would_have_said(
    office: Office, damage: str
) -> None:
    add(office, lang="en")
    url, path = register(office, "en")["url"], sound_file(office, "en")
    sound = path.read_bytes()
    changed = {"cut": sound[:1000], "changed": sound[:-9] + b"different", "lost": b""}[damage]
    path.write_bytes(changed) if changed else path.unlink()
    clip = office.ask("GET", url, headers={})
    assert clip.status_code == 200 and len(clip.content) > 3000
    assert find_states(office) == {"en/pension.intro": "damaged"}
    assert register(office, "en")["url"] != url


def test_a_damaged_recording_of_a_language_without_a_voice_is_an_error(office: Office) -> None:
    add(office, text="Never heard yet.")
    url = register(office, text="Never heard yet.")["url"]
    sound_file(office, "zgh").write_bytes(b"damaged")
    refused = office.ask("GET", url, headers={})
    assert refused.status_code == 400
    assert refused.json()["error"]["code"] == "unsupported_language"


def test_only_who_has_a_key_can_call_a_recording_stale(office: Office) -> None:
    add(office, lang="en")
    stranger = replace(office, headers={"Sec-Fetch-Site": "same-origin"})
    register(stranger, "en", "Another text.")
    assert find_states(office) == {"en/pension.intro": "ok"}
    register(office, "en", "Another text.")
    assert find_states(office) == {"en/pension.intro": "stale"}
