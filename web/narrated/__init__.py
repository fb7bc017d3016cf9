"""Narrated versions of public pages, for whoever has no script: a page of native players."""

from __future__ import annotations

import math

import structlog
from flask import Blueprint, Response, g, render_template, request

import locales
from narration.errors import BusyError, InputError, NarrationError
from web.errors import describe
from web.limits import RateLimitedError, limit
from web.locale import Wording, get_direction, get_language
from web.locale import gettext as _
from web.narrated.errors import PageError, PageUnknownError
from web.narrated.pages import KEPT_SECONDS, NarratedPage
from web.services import services
from web.sites.addresses import parse_page

bp = Blueprint("narrated", __name__, url_prefix="/narration")
_log = structlog.get_logger(__name__)


@bp.get("/page")
def get_page() -> Response:
    """Answer with the narrated version of a page that its site has registered as public."""
    limit("documents")
    try:
        address = parse_page(request.args.get("url", ""))
    except InputError:
        raise PageUnknownError("it is no address") from None
    return _show(services().pages.get(request.args.get("site", ""), address))


def _show(page: NarratedPage) -> Response:
    g.language = locales.negotiate([page.language])
    shown = render_template("narrated/page.html", page=page, get_direction=get_direction)
    response = Response(shown)
    if any(part.private for part in page.parts):
        response.cache_control.no_store = True
    else:
        response.cache_control.public = True
        response.cache_control.max_age = KEPT_SECONDS
        response.add_etag()
        response.make_conditional(request)
    return response


@bp.errorhandler(PageError)
def _explain(error: PageError) -> Response:
    _log.warning("page not narrated", error=type(error).__name__, reason=str(error))
    if isinstance(error, PageUnknownError):
        return _refuse(_("This page cannot be read aloud here"), _("Check the address."), 404)
    return _refuse(_("The page did not answer"), _("Wait a minute, and try again."), error.status)


@bp.errorhandler(RateLimitedError)
def _ask_for_patience(error: RateLimitedError | BusyError) -> Response:
    heading = _("Many people are listening now")
    status = 503 if isinstance(error, BusyError) else 429
    response = _refuse(heading, _("Wait a minute, and try again."), status)
    response.headers["Retry-After"] = str(math.ceil(error.retry_after))
    return response


bp.register_error_handler(BusyError, _ask_for_patience)


@bp.errorhandler(NarrationError)
def _explain_silence(error: NarrationError) -> Response:
    status = describe(error).status
    heading = _("This page cannot be read aloud here")
    return _refuse(heading, _("Wait a minute, and try again."), max(status, 422))


def _refuse(heading: Wording, advice: Wording, status: int) -> Response:
    page = render_template("narrated/error.html", heading=heading, advice=advice)
    response = Response(page, status)
    response.cache_control.no_store = True
    return response


@bp.after_request
def _describe_response(response: Response) -> Response:
    response.headers["Content-Language"] = get_language()
    response.headers["X-Robots-Tag"] = "noindex"
    response.vary.add("Accept-Language")
    return response
