"""Scripts in, clips out: a page hands in what it may want to say, and plays what is asked for."""

from __future__ import annotations

from typing import Any

from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from narration.errors import InputError, InputTooLongError
from narration.planning import MAX_SPEED, MIN_SPEED, Utterance
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


@bp.post("/scripts")
def post_script(body: ScriptIn) -> dict[str, Any]:
    """Name a clip for every utterance, in the same order; nothing is spoken yet."""
    settings = services().settings
    if len(body.utterances) > settings.max_utterances:
        raise InputTooLongError(f"A script has at most {settings.max_utterances} utterances.")
    for raw in body.utterances:
        if len(str(raw.get("text", ""))) > settings.max_input:
            raise InputTooLongError(f"An utterance has at most {settings.max_input} characters.")
    return {"clips": [_register(raw, body.lang) for raw in body.utterances]}


def _register(raw: dict[str, Any], language: str) -> dict[str, Any]:
    try:
        asked = UtteranceIn.model_validate(raw)
        script = services().clips.register(_utterance(asked, language))
    except ValidationError as error:
        fault = error.errors(include_input=False)[0]
        field = ".".join(str(part) for part in fault["loc"])
        return _refusal(raw, "invalid_input", f"{field}: {fault['msg']}")
    except InputError as error:
        return _refusal(raw, error.code, str(error))
    url = f"/narration/clips/{script.id}.mp3"
    return {"id": asked.id, "url": url, "lang": script.language, "private": script.private}


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
