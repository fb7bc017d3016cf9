from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import av
import pytest
import requests

from benchmarks.service import Service

Post = Callable[..., requests.Response]


@pytest.fixture
def post(service: Service) -> Post:
    def send(*utterances: dict[str, Any], lang: str = "fr", **more: Any) -> requests.Response:
        body = {"lang": lang, "utterances": [{"id": "a"} | each for each in utterances]}
        headers = {"Authorization": f"Bearer {service.key}"}
        url = f"http://127.0.0.1:{service.port}/narration/scripts"
        return requests.post(url, json=body | more, headers=headers, timeout=30)

    return send


@pytest.fixture
def get(service: Service) -> Callable[..., requests.Response]:
    def fetch(path: str, **headers: str) -> requests.Response:
        return requests.get(f"http://127.0.0.1:{service.port}{path}", headers=headers, timeout=30)

    return fetch


def seconds_of(audio: bytes) -> float:
    with av.open(io.BytesIO(audio)) as container:
        frames = list(container.decode(audio=0))
    return sum(frame.samples for frame in frames) / frames[0].sample_rate


def test_a_script_names_its_clips_in_order_and_says_what_they_are(post: Post) -> None:
    answer = post({"id": "x", "text": "Votre nom"}, {"id": "y", "text": "Né le", "private": False})
    clips = answer.json()["clips"]
    assert answer.status_code == 200
    assert [(clip["id"], clip["lang"], clip["private"]) for clip in clips] == [
        ("x", "fr", True),
        ("y", "fr", False),
    ]
    assert all(clip["url"].startswith("/") and clip["url"].endswith(".mp3") for clip in clips)


def test_the_first_answer_is_live_and_the_next_is_cacheable_for_ever(post: Post, get: Any) -> None:
    text = "Cette phrase est nouvelle pour le service."
    url = post({"text": text, "private": False}).json()["clips"][0]["url"]
    first, second = get(url), get(url)
    assert first.headers["Cache-Control"] == "no-store"
    assert second.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert first.content == second.content
    assert seconds_of(first.content) > 1.5


def test_a_public_clip_is_not_sent_again_to_whoever_has_it(post: Post, get: Any) -> None:
    url = post({"text": "Déjà là.", "private": False}).json()["clips"][0]["url"]
    get(url)
    etag = get(url).headers["ETag"]
    assert get(url, **{"If-None-Match": etag}).status_code == 304


def test_safari_gets_its_first_two_bytes_even_of_a_new_clip(post: Post, get: Any) -> None:
    url = post({"text": "Pour un téléphone.", "private": False}).json()["clips"][0]["url"]
    answer = get(url, Range="bytes=0-1")
    assert (answer.status_code, len(answer.content)) == (206, 2)
    assert answer.headers["Content-Range"].startswith("bytes 0-1/")


def test_a_range_from_the_beginning_on_is_streamed_live(post: Post, get: Any) -> None:
    url = post({"text": "Chrome demande tout.", "private": False}).json()["clips"][0]["url"]
    answer = get(url, Range="bytes=0-")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")


def test_a_private_clip_is_never_stored_by_anyone_between(post: Post, get: Any) -> None:
    url = post({"text": "Votre pension est de 4230 dirhams."}).json()["clips"][0]["url"]
    get(url)
    assert get(url).headers["Cache-Control"] == "private, no-store"


def test_the_same_private_text_never_has_the_same_name(post: Post) -> None:
    clips = post({"id": "1", "text": "Secret"}, {"id": "2", "text": "Secret"}).json()["clips"]
    assert clips[0]["url"] != clips[1]["url"]


def test_the_same_clip_is_there_as_opus(post: Post, get: Any) -> None:
    url = post({"text": "Une autre forme."}).json()["clips"][0]["url"]
    answer = get(url.replace(".mp3", ".opus"))
    assert answer.headers["Content-Type"] == "audio/ogg"
    assert seconds_of(answer.content) == pytest.approx(seconds_of(get(url).content), abs=0.1)


def test_marks_name_every_sentence_as_written(post: Post, get: Any) -> None:
    url = post({"text": "Première phrase. Il est 14h30."}).json()["clips"][0]["url"]
    answer = get(url.replace(".mp3", ".vtt"))
    cues = answer.text.split("\n\n")[1:]
    assert answer.headers["Content-Type"].startswith("text/vtt")
    assert [cue.splitlines()[0] for cue in cues if cue] == ["0.0", "0.1"]
    assert "Il est 14h30." in cues[1]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"text": ""}, "empty_input"),
        ({"text": " \n\x00\x07"}, "empty_input"),
        ({"text": "Azul", "lang": "zgh"}, "unsupported_language"),
        ({"text": "Sannu", "lang": "ha"}, "unsupported_language"),
        ({"text": "x", "lang": "not a tag"}, "unsupported_language"),
        ({"text": "x", "voice": "pyttsx3:klingon"}, "unknown_voice"),
        ({"text": "x", "voice": "pyttsx3:fi"}, "unknown_voice"),
        ({"text": "x", "say_as": "poem"}, "invalid_say_as"),
        ({"text": "x", "speed": 9}, "invalid_input"),
        ({"text": 5}, "invalid_input"),
        ({}, "invalid_input"),
    ],
)
def test_a_refused_utterance_has_its_error_in_its_place(
    post: Post, fault: dict[str, Any], code: str
) -> None:
    answer = post({"id": "good", "text": "Bonjour"}, {"id": "bad"} | fault)
    good, bad = answer.json()["clips"]
    assert answer.status_code == 200
    assert good["id"] == "good" and "url" in good
    assert bad["id"] == "bad" and bad["error"]["code"] == code and bad["error"]["message"]


def test_an_unsupported_language_is_told_what_is_supported(post: Post) -> None:
    error = post({"text": "Azul", "lang": "zgh"}).json()["clips"][0]["error"]
    assert all(f" {language}" in error["message"] for language in ("ar", "fr", "ta"))


@pytest.mark.parametrize("count", [201, 1000])
def test_too_many_utterances_are_refused_as_a_whole(post: Post, count: int) -> None:
    answer = post(*[{"text": "x"}] * count)
    assert answer.status_code == 413
    assert "200" in answer.json()["error"]["message"]


def test_too_long_an_utterance_is_refused_as_a_whole(post: Post) -> None:
    answer = post({"text": "a" * 4097})
    assert answer.status_code == 413
    assert "4096" in answer.json()["error"]["message"].replace(",", "")


def test_a_text_of_the_longest_length_is_taken(post: Post, get: Any) -> None:
    url = post({"text": "a" * 4096}).json()["clips"][0]["url"]
    assert seconds_of(get(url).content) > 60


def test_punctuation_alone_is_a_short_silence(post: Post, get: Any) -> None:
    url = post({"text": "…!"}).json()["clips"][0]["url"]
    assert seconds_of(get(url).content) == pytest.approx(0.3, abs=0.1)


def test_markup_in_a_text_is_spoken_as_text(post: Post, get: Any) -> None:
    plain = post({"text": "bonjour"}).json()["clips"][0]["url"]
    marked = post({"text": "<speak><break time='10s'/>bonjour</speak>"}).json()["clips"][0]["url"]
    assert seconds_of(get(plain).content) < seconds_of(get(marked).content) < 9


def test_a_lone_surrogate_does_no_harm(service: Service, get: Any) -> None:
    body = '{"lang":"en","utterances":[{"id":"a","text":"Good \\ud800 day"}]}'
    headers = {"Authorization": f"Bearer {service.key}", "Content-Type": "application/json"}
    url = f"http://127.0.0.1:{service.port}/narration/scripts"
    clip = requests.post(url, data=body, headers=headers, timeout=30).json()["clips"][0]
    assert seconds_of(get(clip["url"]).content) > 0.4


@pytest.mark.parametrize(
    "path",
    [
        "/narration/clips/unknown.mp3",
        "/narration/clips/p-unknown.vtt",
        "/narration/clips/..%2f..%2fsecret_key.mp3",
    ],
)
def test_an_unknown_clip_is_not_found(get: Any, path: str) -> None:
    answer = get(path)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


@pytest.mark.parametrize("body", ["", "{", "[]", '{"lang":"fr"}', '{"utterances":[]}', "\xff"])
def test_a_broken_body_is_refused_in_words(service: Service, body: str) -> None:
    headers = {"Authorization": f"Bearer {service.key}", "Content-Type": "application/json"}
    url = f"http://127.0.0.1:{service.port}/narration/scripts"
    answer = requests.post(url, data=body.encode("latin-1"), headers=headers, timeout=30)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"]


def test_strangers_need_a_key_and_own_pages_do_not(service: Service) -> None:
    url = f"http://127.0.0.1:{service.port}/narration/scripts"
    body = {"lang": "fr", "utterances": [{"id": "a", "text": "Bonjour"}]}
    own = {"Origin": f"http://127.0.0.1:{service.port}", "Sec-Fetch-Site": "same-origin"}
    other = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
    assert requests.post(url, json=body, headers=own, timeout=30).status_code == 200
    assert requests.post(url, json=body, headers=other, timeout=30).status_code == 403
    assert requests.post(url, json=body, timeout=30).status_code == 401
