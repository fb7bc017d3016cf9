"""What all pages for members share: their language, their headers, and what goes wrong."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, g, render_template, request

import locales
from web.correspondence import correspondence
from web.limits import RateLimitedError
from web.locale import Wording, get_language
from web.locale import gettext as _


def speak(language: str) -> None:
    """Answer in a member's language, unless the page was asked for in another."""
    if locales.find_supported(request.args.get("lang", "")) is None:
        g.language = locales.negotiate([language])


def show(template: str, status: int = 200, **values: Any) -> Response:
    """Return a page for members; its templates know whom to call."""
    contact = correspondence().contact
    return Response(render_template(template, contact=contact, **values), status)


def show_gone() -> Response:
    """Return the page for a link that leads nowhere, or no longer."""
    return show_trouble(_("This link does not work any more"), 404)


def show_trouble(heading: Wording, status: int, advice: Wording | None = None) -> Response:
    """Return a page that says what is wrong, and whom to call."""
    return show("members/trouble.html", status, heading=heading, advice=advice)


def init_pages(bp: Blueprint) -> None:
    """Give the pages of a blueprint their headers, and an answer to who tries too often."""
    bp.after_request(_describe_response)
    bp.register_error_handler(RateLimitedError, _ask_for_patience)


def _ask_for_patience(error: RateLimitedError) -> Response:
    response = show_trouble(_("Too many tries"), 429, _("Wait a minute, and try again."))
    response.headers["Retry-After"] = str(error.retry_after)
    return response


def _describe_response(response: Response) -> Response:
    response.headers["Content-Language"] = get_language()
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    response.vary.add("Accept-Language")
    return response
