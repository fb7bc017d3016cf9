"""The listen widget as browsers fetch it: one script, and its words in the language of the page."""

from __future__ import annotations

import gzip
import json
from functools import cache, lru_cache
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, request
from werkzeug.wrappers import Response as BaseResponse

import locales
from narration.document.phrases import PHRASES
from web.locale import get_direction
from web.widget.strings import SHOWN, SPOKEN

_SCRIPT_SECONDS = 600
_WORDS_SECONDS = 3_600

bp = Blueprint("widget", __name__)


@bp.get("/listen.js")
def get_script() -> BaseResponse:
    """Answer with the widget; pages of every site load it from here."""
    return _send("listen.js", "text/javascript")


@bp.get("/listen.css")
def get_look() -> BaseResponse:
    """Answer with the look of the widget, which fetches it by itself."""
    return _send("listen.css", "text/css")


def _send(name: str, media_type: str) -> BaseResponse:
    try:
        content = Path(f"{current_app.static_folder}/built/{name}").read_bytes()
    except OSError:
        abort(404)
    return _answer(content, media_type, _SCRIPT_SECONDS)


@bp.get("/listen/<language>.json")
def get_words(language: str) -> BaseResponse:
    """Answer with what the widget shows and says in the catalog nearest to `language` (BCP 47)."""
    words = _render_words(locales.negotiate([language[:35]]))
    return _answer(words, "application/json", _WORDS_SECONDS)


@cache
def _render_words(locale: str) -> bytes:
    words = {
        "locale": locale,
        "dir": get_direction(locale),
        "phrases": {key: locales.get_spoken(text, locale) for key, text in PHRASES.items()},
        "shown": {key: locales.translations(locale).gettext(text) for key, text in SHOWN.items()},
        "spoken": {key: locales.get_spoken(text, locale) for key, text in SPOKEN.items()},
    }
    return json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode()


def _answer(content: bytes, mimetype: str, seconds: int) -> BaseResponse:
    """Return a response that caches may keep, packed for whoever can unpack it."""
    packed = request.accept_encodings.quality("gzip") > 0
    response = Response(_pack(content) if packed else content, mimetype=mimetype)
    if packed:
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    response.cache_control.public = True
    response.cache_control.max_age = seconds
    response.add_etag()
    return response.make_conditional(request)


@lru_cache(maxsize=32)
def _pack(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


@bp.after_request
def _let_every_page_read_it(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
