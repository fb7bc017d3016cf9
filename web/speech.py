"""The speech API: the OpenAI speech shape, so that its clients work unchanged."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from itertools import chain
from typing import Any, Literal

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel, ConfigDict, Field

from narration.audio import MAX_SPEED, MIN_SPEED
from narration.clips import check_length
from narration.errors import InputTooLongError
from narration.planning import Utterance
from web.auth import authenticate
from web.clips import live_response
from web.limits import limit
from web.services import services

bp = APIBlueprint("speech", __name__, url_prefix="/v1", abp_tags=[Tag(name="Speech")])

_OPENAI_VOICES = frozenset(
    [
        "alloy",
        "ash",
        "ballad",
        "cedar",
        "coral",
        "echo",
        "fable",
        "marin",
        "nova",
        "onyx",
        "sage",
        "shimmer",
        "verse",
    ]
)
"""Names that OpenAI's clients send; here each stands for the language's default voice."""

ResponseFormat = Literal["mp3", "opus", "aac", "flac", "wav", "pcm"]
_CREATED = 1_767_225_600  # 2026-01-01, a constant: `created` has no meaning for a local engine.


class VoiceIn(BaseModel):
    """A voice as an object."""

    id: str


class SpeechIn(BaseModel):
    """What to say, and how. `lang` and `private` are ours; clients send them as extra fields."""

    model_config = ConfigDict(extra="ignore")

    model: str
    input: str
    voice: str | VoiceIn
    instructions: str | None = Field(None, max_length=4096)
    response_format: ResponseFormat = "mp3"
    speed: float = Field(1.0, ge=MIN_SPEED, le=MAX_SPEED)
    stream_format: Literal["audio", "sse"] = "audio"
    lang: str | None = Field(None, max_length=35)
    private: bool = True

    @property
    def voice_id(self) -> str | None:
        """The voice asked for, or None where it is one of OpenAI's."""
        asked = self.voice if isinstance(self.voice, str) else self.voice.id
        return None if asked in _OPENAI_VOICES else asked


class VoiceQuery(BaseModel):
    """Filters of the list of voices."""

    language: str | None = None
    engine: str | None = None


@bp.before_request
def _admit() -> None:
    authenticate()
    limit("speech")


@bp.post("/audio/speech")
def create_speech(body: SpeechIn) -> Response:
    """Answer with the speech as it is made, sentence by sentence."""
    if len(body.input) > services().settings.max_input:
        raise InputTooLongError(f"The input has over {services().settings.max_input} characters.")
    plan = services().narrator.plan(_utterance(body))
    check_length(plan)
    answer = services().clips.narrate(plan, body.response_format)
    if body.stream_format == "sse":
        return _event_response(answer.stream, len(body.input))
    return live_response(answer.stream, body.response_format)


def _utterance(body: SpeechIn) -> Utterance:
    settings, catalogue = services().settings, services().narrator.catalogue
    voice = catalogue.get(body.voice_id) if body.voice_id else None
    language = body.lang or (voice.language if voice else settings.default_language)
    engine = body.model if body.model in services().narrator.engines and not voice else None
    return Utterance(
        body.input,
        language,
        private=body.private,
        voice=voice.id if voice else None,
        engine=engine,
        speed=body.speed,
    )


def _event_response(stream: Iterator[bytes], characters: int) -> Response:
    first = next(stream, b"")

    def events() -> Iterator[str]:
        size = 0
        for packet in chain([first], stream):
            size += len(packet)
            audio = base64.b64encode(packet).decode("ascii")
            yield _event({"type": "speech.audio.delta", "audio": audio})
        usage = {"input_tokens": characters, "output_tokens": size}
        usage["total_tokens"] = characters + size
        yield _event({"type": "speech.audio.done", "usage": usage})

    response = Response(events(), mimetype="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    return response


def _event(data: dict[str, Any]) -> str:
    return f"data: {json.dumps(data)}\n\n"


@bp.get("/models")
def list_models() -> dict[str, Any]:
    """List the engines that work here."""
    models = [
        {"id": name, "object": "model", "created": _CREATED, "owned_by": "outspoken"}
        for name in services().narrator.engines
    ]
    return {"object": "list", "data": models}


@bp.get("/audio/voices")
def list_voices(query: VoiceQuery) -> dict[str, Any]:
    """List the voices, filtered by language and engine."""
    voices = services().narrator.catalogue.list(query.language, query.engine)
    return {
        "voices": [
            {
                "id": voice.id,
                "name": voice.name,
                "language": voice.language,
                "engine": voice.engine,
                "gender": voice.gender,
            }
            for voice in voices
        ]
    }
