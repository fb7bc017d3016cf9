"""Clips by their address: live while they are being made, cacheable and seekable afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import chain

from flask import Blueprint, Response, abort, request
from werkzeug.wrappers import Response as BaseResponse

from narration.audio import get_format
from narration.clips import Answer, Clips
from narration.errors import EngineOutputError
from narration.marks import render_vtt
from web.limits import limit
from web.services import services

bp = Blueprint("clips", __name__, url_prefix="/narration/clips")

_IMMUTABLE = "public, max-age=31536000, immutable"
_UNSTORED = "private, no-store"


@bp.get("/<name>.<any(mp3, opus):extension>")
def get_clip(name: str, extension: str) -> BaseResponse:
    """Answer with a clip: live while it is being made, cacheable and seekable afterwards."""
    limit("clips")
    clips = services().clips
    answer = clips.open(name, extension) or abort(404)
    if answer.complete is None and _wants_part():
        # Safari asks for the first two bytes before anything else and takes only a 206.
        answer = _complete(clips, answer, name, extension)
    if answer.complete is None:
        return live_response(answer.stream, extension)
    return _finished(answer.complete, answer.lasting, extension)


def _wants_range() -> bool:
    """Tell whether one range of bytes is asked for; others may be ignored (RFC 9110 14.2)."""
    wanted = request.range if request.method == "GET" else None
    return wanted is not None and wanted.units == "bytes" and len(wanted.ranges) == 1


def _wants_part() -> bool:
    return _wants_range() and request.range is not None and request.range.ranges != [(0, None)]


def _complete(clips: Clips, answer: Answer, name: str, extension: str) -> Answer:
    audio = b"".join(answer.stream)
    return clips.open(name, extension) or Answer(audio, iter([audio]))


def live_response(stream: Iterator[bytes], format_name: str) -> Response:
    """Return a stream as a response, once its first bytes exist: until then errors are answers."""
    first = next(stream, b"")
    if not first:
        raise EngineOutputError("The engine made no sound.")
    response = Response(chain([first], stream), mimetype=get_format(format_name).media_type)
    response.headers["Cache-Control"] = "no-store"
    return response


def _finished(audio: bytes, lasting: bool, extension: str) -> BaseResponse:
    # A clip goes out whole: a file wrapper's small blocks cost more than the clip does.
    response = Response(audio, mimetype=get_format(extension).media_type)
    response.headers["Cache-Control"] = _IMMUTABLE if lasting else _UNSTORED
    # Of the sound itself: a fallback's clip and the one that replaces it share a name.
    response.set_etag(hashlib.blake2b(audio, digest_size=16).hexdigest())
    response.headers["Accept-Ranges"] = "bytes"
    return response.make_conditional(
        request, accept_ranges=_wants_range(), complete_length=len(audio)
    )


@bp.get("/<name>.vtt")
def get_marks(name: str) -> BaseResponse:
    """Answer with the start and end of every sentence of a clip, which is completed first."""
    limit("clips")
    facts = services().clips.find_facts(name) or abort(404)
    response = Response(render_vtt(facts.marks), mimetype="text/vtt")
    response.headers["Cache-Control"] = _IMMUTABLE if facts.lasting else _UNSTORED
    response.set_etag(hashlib.blake2b(response.get_data(), digest_size=16).hexdigest())
    return response.make_conditional(request)
