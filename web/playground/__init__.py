"""The widget's playground: its manual for developers, beside a page that embeds it.

That page is of another origin, as an institution's own are: a listener of its own serves it.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Response, render_template, request

from web.access_log import CONTENT_SECURITY_POLICY
from web.playground.institution import POSITIONS
from web.playground.policy import list_directives
from web.services import services

_LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))

bp = Blueprint("playground", __name__)


@bp.get("/docs/widget")
def show_manual() -> Response:
    """Show how a page embeds the widget, and a page that does."""
    institution = _find_institution()
    page = render_template(
        "playground/manual.html",
        institution=institution,
        service=request.host_url.rstrip("/"),
        directives=list_directives("https://HOST"),
        positions=POSITIONS,
    )
    response = Response(page, headers={"Cache-Control": "no-store"})
    if institution:
        response.headers["Content-Security-Policy"] = _write_policy(institution)
        # Without it, what this page sends would come from the origin "null".
        response.headers["Referrer-Policy"] = "strict-origin"
    return response


def _write_policy(institution: str) -> str:
    """Return the policy of the service's own pages that may also show and ask the institution's."""
    ours = CONTENT_SECURITY_POLICY.replace(
        "form-action 'self'", f"form-action 'self' {institution}"
    )
    return f"{ours}; frame-src {institution}"


def _find_institution() -> str | None:
    """Return the origin of the page that embeds the widget, if this browser can use it.

    Plain http is for this very machine alone, so that a browser elsewhere has no site there.
    """
    playground, host = services().playground, urlsplit(request.host_url).hostname or ""
    if playground is None or host not in _LOOPBACK:
        return None
    return f"http://{f'[{host}]' if ':' in host else host}:{playground.port}"
