"""Listen pages: one large button reads a message out, in the member's language.

The page of a link plays nothing by itself. Its sound is asked for when somebody plays it, and
that counts as heard; programs that look at links in messages do not play them.
"""

from __future__ import annotations

from datetime import UTC, datetime

import structlog
from flask import Blueprint, Response, abort, g, redirect, request, url_for
from jinja2 import PackageLoader, PrefixLoader
from werkzeug.wrappers import Response as BaseResponse

from narration.errors import NarrationError
from narration.planning import Utterance
from outreach.listening import BIRTH_DATE, Link, Telling
from web.clips import get_clip
from web.correspondence import correspondence
from web.limits import limit
from web.locale import gettext as _
from web.locale import list_languages
from web.members.checks import CheckForm, has_passed, make_pass
from web.members.pages import init_pages, show, show_gone, show_trouble, speak
from web.services import services

bp = Blueprint("listen", __name__)
bp.jinja_loader = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
init_pages(bp)
_PLAYERS = frozenset({"audio", "video"})
_log = structlog.get_logger(__name__)


@bp.get("/listen/")
def ask_code() -> Response:
    """Ask for the code that stands on a letter."""
    return show("members/code.html", unknown=False, written="")


@bp.post("/listen/")
def find_code() -> BaseResponse:
    """Lead to the message of a letter's code."""
    limit("checks")
    written = request.form.get("code", "")[:100]
    link = correspondence().listening.find_code(written, datetime.now(UTC))
    if link is None:
        return show("members/code.html", 404, unknown=True, written=written)
    token = correspondence().links.make_token(link.message_id)
    return redirect(url_for("listen.get_page", token=token), 303)


@bp.get("/l/<token>")
def get_page(token: str) -> Response:
    """Show the page that reads a message out, or asks the check first."""
    limit("scripts")
    link = _find(token)
    if link is None:
        return show_gone()
    passed = request.args.get("passed", "")
    if link.check and not has_passed(link, passed):
        return _ask(link)
    return _tell(link, token, passed)


@bp.post("/l/<token>")
def answer_check(token: str) -> Response:
    """Show the page to who passes the check."""
    limit("checks")
    link = _find(token)
    if link is None:
        return show_gone()
    form = CheckForm(request.form)
    answer = form.read(link.check)
    if link.check and (answer is None or not correspondence().listening.passes(link, answer)):
        return _ask(_find(token) or link, form)
    return _tell(link, token, make_pass(link))


@bp.get("/l/<token>/<language>.mp3")
def play(token: str, language: str) -> BaseResponse:
    """Answer with the sound in one language, and count the play."""
    limit("clips")
    link = _find(token) or abort(404)
    if link.check and not has_passed(link, request.args.get("passed", "")):
        abort(404)
    told = correspondence().listening.tell(link, language)
    if told is None or told.language != language:
        abort(404)
    g.language = told.language
    response = get_clip(_register(told, link), "mp3")
    if _is_played():
        correspondence().listening.note_play(link.id, datetime.now(UTC))
    return response


def _find(token: str) -> Link | None:
    return correspondence().listening.find(token, datetime.now(UTC))


def _is_played() -> bool:
    """Tell whether a player asks for the sound from its start.

    Players fetch in pieces, or are named by their browser; programs that follow the links of
    messages and pages are neither, and nobody has heard what they fetch.
    """
    if request.method != "GET":
        return False
    if request.range is None:
        return request.headers.get("Sec-Fetch-Dest") in _PLAYERS
    return request.range.ranges[0][0] == 0


def _ask(link: Link, form: CheckForm | None = None) -> Response:
    told = correspondence().listening.tell(link, None)
    if told:
        speak(told.language)
    if link.locked:
        return show_trouble(_("Too many wrong answers"), 403)
    return show(
        "members/check.html",
        200 if form is None else 422,
        form=form or CheckForm(),
        asks_birth_date=link.check == BIRTH_DATE,
        wrong=form is not None,
    )


def _tell(link: Link, token: str, passed: str) -> Response:
    told = correspondence().listening.tell(link, request.args.get("lang"))
    if told is None:
        return show_gone()
    g.language = told.language
    choices = [each for each in list_languages() if each.tag in told.languages]
    return show(
        "members/listen.html",
        told=told,
        sound=_make_sound(told, link, token, passed),
        choices=choices,
        passed=passed,
    )


def _make_sound(told: Telling, link: Link, token: str, passed: str) -> str | None:
    """Return the address of the sound; None where no voice can say it now."""
    try:
        _register(told, link)
    except NarrationError as error:
        _log.warning("message not narrated", error=type(error).__name__)
        return None
    return url_for("listen.play", token=token, language=told.language, passed=passed or None)


def _register(told: Telling, link: Link) -> str:
    """Return the clip of a message: the same at each play, and known again after it was forgotten.

    A page may lie open for longer than private clips are kept.
    """
    name = correspondence().links.name_sound(link.message_id, told.language, told.text)
    utterance = Utterance(told.text, told.language, private=True)
    return services().clips.register(utterance, name).id
