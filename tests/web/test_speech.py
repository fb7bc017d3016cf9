from __future__ import annotations

import asyncio
import base64
import io
import json
import wave
from typing import Any

import av
import openai
import pytest
import requests

from benchmarks.service import Service

TEXT = "Your pension is paid on the first day of the month. Keep this letter."


@pytest.fixture
def client(service: Service) -> openai.OpenAI:
    base_url = f"http://127.0.0.1:{service.port}/v1"
    return openai.OpenAI(api_key=service.key, base_url=base_url, max_retries=0)


@pytest.fixture
def post(service: Service) -> Any:
    def send(**body: Any) -> requests.Response:
        url = f"http://127.0.0.1:{service.port}/v1/audio/speech"
        headers = {"Authorization": f"Bearer {service.key}"}
        whole = {"model": "tts-1", "input": TEXT, "voice": "alloy"} | body
        return requests.post(url, json=whole, headers=headers, timeout=60)

    return send


def seconds_of(audio: bytes, kind: str | None = None) -> float:
    with av.open(io.BytesIO(audio), format=kind) as container:
        frames = list(container.decode(audio=0))
    return sum(frame.samples for frame in frames) / frames[0].sample_rate


def test_the_client_speaks_synchronously(client: openai.OpenAI) -> None:
    answer = client.audio.speech.create(model="tts-1", voice="alloy", input=TEXT)
    assert seconds_of(answer.content) > 3


def test_the_client_streams(client: openai.OpenAI) -> None:
    speech = client.audio.speech.with_streaming_response
    with speech.create(model="pyttsx3", voice="pyttsx3:en-gb", input=TEXT) as answer:
        packets = list(answer.iter_bytes(1024))
        assert answer.headers["content-type"] == "audio/mpeg"
    assert seconds_of(b"".join(packets)) > 3


def test_the_client_speaks_asynchronously(service: Service) -> None:
    async def speak() -> bytes:
        base_url = f"http://127.0.0.1:{service.port}/v1"
        async with openai.AsyncOpenAI(api_key=service.key, base_url=base_url) as client:
            answer = await client.audio.speech.create(model="tts-1", voice="nova", input=TEXT)
            return answer.content

    assert seconds_of(asyncio.run(speak())) > 3


def test_the_language_goes_in_the_clients_extra_body(client: openai.OpenAI) -> None:
    answer = client.audio.speech.create(
        model="tts-1", voice="alloy", input="Bonjour à tous.", extra_body={"lang": "fr-MA"}
    )
    assert seconds_of(answer.content) > 0.7


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("mp3", "audio/mpeg"),
        ("opus", "audio/ogg"),
        ("aac", "audio/aac"),
        ("flac", "audio/flac"),
        ("wav", "audio/wav"),
    ],
)
def test_every_format_lasts_as_long_as_the_speech(post: Any, name: str, media_type: str) -> None:
    answer = post(response_format=name)
    assert answer.headers["Content-Type"] == media_type
    assert seconds_of(answer.content) == pytest.approx(5.0, abs=1.5)


def test_pcm_is_24_khz_mono(post: Any) -> None:
    answer = post(response_format="pcm")
    assert answer.headers["Content-Type"] == "audio/L16;rate=24000"
    assert len(answer.content) / 48_000 == pytest.approx(5.0, abs=1.5)


def test_a_wav_of_one_sentence_carries_its_true_size(post: Any) -> None:
    content = post(response_format="wav", input="One sentence.").content
    with wave.open(io.BytesIO(content)) as sound:
        assert sound.getnframes() * 2 == len(content) - 44


def test_events_carry_the_same_sound_and_end_with_usage(post: Any) -> None:
    lines = post(stream_format="sse").text.split("\n\n")
    events = [json.loads(line.removeprefix("data: ")) for line in lines if line]
    audio = b"".join(base64.b64decode(event["audio"]) for event in events[:-1])
    usage = events[-1]["usage"]
    assert {event["type"] for event in events[:-1]} == {"speech.audio.delta"}
    assert events[-1]["type"] == "speech.audio.done"
    assert usage["total_tokens"] == usage["input_tokens"] + usage["output_tokens"]
    assert seconds_of(audio) == pytest.approx(seconds_of(post().content), abs=0.2)


@pytest.mark.parametrize("speed", [0.25, 0.5, 2, 4.0])
def test_speed_changes_how_long_it_takes(post: Any, speed: float) -> None:
    usual, changed = (seconds_of(post(speed=each).content) for each in (1, speed))
    assert changed == pytest.approx(usual / speed, rel=0.1)


@pytest.mark.parametrize(
    ("fault", "param"),
    [
        ({"input": ""}, "input"),
        ({"input": "\n\t "}, "input"),
        ({"input": "a" * 4097}, "input"),
        ({"input": None}, "input"),
        ({"voice": "pyttsx3:xx-yy"}, "voice"),
        ({"voice": "somebody"}, "voice"),
        ({"voice": {"id": "somebody"}}, "voice"),
        ({"response_format": "midi"}, "response_format"),
        ({"speed": 0.1}, "speed"),
        ({"speed": 5}, "speed"),
        ({"speed": "fast"}, "speed"),
        ({"lang": "zgh"}, "lang"),
        ({"lang": "tlh"}, "lang"),
        ({"stream_format": "carrier pigeon"}, "stream_format"),
        ({"instructions": "x" * 4097}, "instructions"),
    ],
)
def test_a_fault_of_the_request_is_400_and_names_its_parameter(
    post: Any, fault: dict[str, Any], param: str
) -> None:
    answer = post(**fault)
    error = answer.json()["error"]
    assert answer.status_code == 400
    assert error["param"].split(".")[0] == param
    assert error["type"] == "invalid_request_error" and error["message"]
    assert answer.headers["x-request-id"]


def test_a_body_that_is_no_json_is_400(service: Service) -> None:
    url = f"http://127.0.0.1:{service.port}/v1/audio/speech"
    headers = {"Authorization": f"Bearer {service.key}", "Content-Type": "application/json"}
    answer = requests.post(url, data="{nonsense", headers=headers, timeout=30)
    assert answer.status_code == 400
    assert set(answer.json()["error"]) == {"message", "type", "param", "code"}


def test_a_wrong_key_is_401_for_the_client(service: Service) -> None:
    base_url = f"http://127.0.0.1:{service.port}/v1"
    client = openai.OpenAI(api_key="wrong", base_url=base_url)
    with pytest.raises(openai.AuthenticationError):
        client.audio.speech.create(model="tts-1", voice="alloy", input="x")


def test_models_are_the_engines_and_voices_can_be_filtered(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["pyttsx3"]
    found = client.get("/audio/voices?language=ar-MA", cast_to=object)
    assert isinstance(found, dict)
    assert {voice["language"] for voice in found["voices"]} == {"ar"}


def test_a_voice_may_be_an_object_and_a_broader_tag(post: Any) -> None:
    by_object = post(voice={"id": "pyttsx3:fr-ma"}, input="Bonjour.")
    assert by_object.status_code == 200
    exact = post(voice="pyttsx3:fr-fr", input="Bonjour.")
    assert seconds_of(by_object.content) == pytest.approx(seconds_of(exact.content), abs=0.1)
