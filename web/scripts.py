"""Scripts in, clips out: a page hands in what it may want to say, and plays what is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from narration.audio import MAX_SPEED, MIN_SPEED
from narration.clips import Script
from narration.document import Block, Kind
from narration.errors import InputError, InputTooLongError
from narration.planning import Utterance
from web.limits import limit
from web.services import services
from web.sites.admission import authenticate_page

bp = APIBlueprint("scripts", __name__, url_prefix="/narration", abp_tags=[Tag(name="Narration")])


@bp.before_request
def _admit() -> None:
    authenticate_page()
    limit("scripts")


class UtteranceIn(BaseModel):
    """One thing that a page may want to say."""

    model_config = ConfigDict(extra="ignore")

    id: str = Field(max_length=200)
    text: str
    lang: str | None = Field(None, max_length=35, description="BCP 47; the script's, if absent")
    say_as: str | None = Field(None, description="date, time, currency, telephone, …")
    private: bool = Field(True, description="only public text is kept for long or sent online")
    key: str | None = Field(None, max_length=200, description="names a human recording")
    voice: str | None = Field(None, max_length=100)
    speed: float = Field(1.0, ge=MIN_SPEED, le=MAX_SPEED)


class ScriptIn(BaseModel):
    """What a page may want to say, in its order."""

    lang: str = Field(max_length=35, description="BCP 47 tag of the page")
    utterances: list[dict[str, Any]] = Field(
        json_schema_extra={"items": UtteranceIn.model_json_schema()}
    )


class SectionIn(BaseModel):
    """What a page says in one go, in its order."""

    lang: str = Field(max_length=35, description="BCP 47 tag of the page")
    utterances: list[UtteranceIn] = Field(min_length=1)


@bp.post("/scripts")
def post_script(body: ScriptIn) -> dict[str, Any]:
    """Name a clip for every utterance, in the same order; nothing is spoken yet."""
    _check_sizes([str(raw.get("text", "")) for raw in body.utterances])
    return {"clips": [_register(raw, body.lang) for raw in body.utterances]}


def _check_sizes(texts: Sequence[str]) -> None:
    settings = services().settings
    if len(texts) > settings.max_utterances:
        raise InputTooLongError(f"A script has at most {settings.max_utterances} utterances.")
    if any(len(text) > settings.max_input for text in texts):
        raise InputTooLongError(f"An utterance has at most {settings.max_input} characters.")


@bp.post("/sections")
def post_section(body: SectionIn) -> dict[str, Any]:
    """Name one clip of all utterances, joined in their order, for a download.

    It is private unless all of them are public, and spoken as the first one asks.
    """
    asked = [_utterance(each, body.lang) for each in body.utterances]
    _check_sizes([each.text for each in asked])
    for each in asked:
        _note_text(each)
    first = replace(asked[0], private=any(each.private for each in asked))
    if len(asked) == 1:
        return _name(services().clips.register(first))
    blocks = [Block(each.text, each.language, Kind.TEXT, each.say_as, each.key) for each in asked]
    return _name(services().clips.register_blocks(blocks, first))


def _name(script: Script) -> dict[str, Any]:
    url = f"/narration/clips/{script.id}.mp3"
    return {"url": url, "lang": script.language, "private": script.private}


def _register(raw: dict[str, Any], language: str) -> dict[str, Any]:
    try:
        asked = UtteranceIn.model_validate(raw)
        utterance = _utterance(asked, language)
        _note_text(utterance)
        script = services().clips.register(utterance)
    except ValidationError as error:
        fault = error.errors(include_input=False)[0]
        field = ".".join(str(part) for part in fault["loc"])
        return _refusal(raw, "invalid_input", f"{field}: {fault['msg']}")
    except InputError as error:
        return _refusal(raw, error.code, str(error))
    return {"id": asked.id, **_name(script)}


def _note_text(utterance: Utterance) -> None:
    """Let a caller with an API key decide which text a recording should say now; no page may."""
    if utterance.key and g.get("api_key"):
        services().recordings.note(utterance.key, utterance.language, utterance.text)


def _utterance(asked: UtteranceIn, language: str) -> Utterance:
    return Utterance(
        asked.text,
        asked.lang or language,
        say_as=asked.say_as,
        private=asked.private,
        key=asked.key,
        voice=asked.voice,
        speed=asked.speed,
    )


def _refusal(raw: dict[str, Any], code: str, message: str) -> dict[str, Any]:
    return {"id": raw.get("id"), "error": {"code": code, "message": message}}
