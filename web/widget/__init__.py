"""The listen widget as browsers fetch it: one script, and its words in the language of the page."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, jsonify, request, send_from_directory
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
    return send_from_directory(
        f"{current_app.static_folder}/built",
        "listen.js",
        mimetype="text/javascript",
        max_age=_SCRIPT_SECONDS,
    )


@bp.get("/listen/<language>.json")
def get_words(language: str) -> BaseResponse:
    """Answer with what the widget shows and says in the catalog nearest to `language` (BCP 47)."""
    locale = locales.negotiate([language[:35]])
    response = jsonify(
        locale=locale,
        dir=get_direction(locale),
        phrases={key: locales.get_spoken(text, locale) for key, text in PHRASES.items()},
        shown={key: locales.translations(locale).gettext(text) for key, text in SHOWN.items()},
        spoken={key: locales.get_spoken(text, locale) for key, text in SPOKEN.items()},
    )
    response.cache_control.public = True
    response.cache_control.max_age = _WORDS_SECONDS
    response.add_etag()
    return response.make_conditional(request)


@bp.after_request
def _let_every_page_read_it(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
