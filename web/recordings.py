"""Human recordings over HTTP: add one, list them all, remove one; with an API key alone."""

from __future__ import annotations

from typing import Annotated, Any

from flask import Response, abort, request
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.file import FileStorage
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel, BeforeValidator, Field, ValidationInfo
from werkzeug.datastructures import FileStorage as SentFile

from narration.errors import InputTooLongError, RecordingError
from web.auth import authenticate
from web.limits import limit
from web.services import services

bp = APIBlueprint(
    "recordings", __name__, url_prefix="/narration/recordings", abp_tags=[Tag(name="Recordings")]
)


@bp.before_request
def _admit() -> None:
    authenticate()
    limit("recordings")


def _as_sent(_parsed: object, info: ValidationInfo) -> str:
    """Return a field's own text: the form's reader takes "1200.50" for a number."""
    return request.form[str(info.field_name)]


Text = Annotated[str, BeforeValidator(_as_sent)]


class RecordingIn(BaseModel):
    """A recording, and the text that it says word for word."""

    key: Text = Field(description="letters, digits, points, hyphens and underscores")
    lang: Text = Field(description="BCP 47 tag of what is said")
    text: Text = Field(description="what is said, word for word: it is played for no other text")
    file: FileStorage = Field(description="wav, mp3, ogg, opus, webm, m4a or flac; 5 minutes")


class RecordingPath(BaseModel):
    """Where one recording lies."""

    lang: str
    key: str


@bp.post("")
def post_recording(form: RecordingIn) -> tuple[dict[str, Any], int]:
    """Add a recording in place of an earlier one, trimmed and brought to the common loudness."""
    if not isinstance(form.file, SentFile):
        raise RecordingError("Send the recording as a file: curl -F file=@recording.mp3")
    if len(form.text) > services().settings.max_input:
        raise InputTooLongError(f"The text has over {services().settings.max_input} characters.")
    added = services().recordings.add(form.key, form.lang, form.text, form.file.read())
    known = {"key": added.key, "lang": added.language, "seconds": added.seconds}
    return known | {"gain_db": added.gain_db, "added_at": added.added_at}, 201


@bp.get("")
def list_recordings() -> dict[str, Any]:
    """List every recording, and whether it is ok, stale (the text has changed) or damaged."""
    found = services().recordings.status()
    return {"recordings": [{"key": s.key, "lang": s.language, "state": s.state} for s in found]}


@bp.delete("/<lang>/<key>")
def delete_recording(path: RecordingPath) -> Response:
    """Remove a recording: an engine says its text from now on, where one speaks the language."""
    if not services().recordings.remove(path.key, path.lang):
        abort(404)
    return Response(status=204)
