"""CORS: which pages may call the narration API and read its answers (fetch.spec.whatwg.org).

Only origins that a site in force names are echoed. What comes from any other is refused before a
view sees it: a browser would let the call do its work and keep but the answer from the page.
"""

from __future__ import annotations

from flask import Flask, Response, request

from web.auth import is_own_page
from web.services import services

_PATHS = "/narration/"
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Range",
    "Access-Control-Max-Age": "7200",
}
_READABLE = "Content-Range, ETag, Retry-After, X-Request-Id"


class OriginRefusedError(Exception):
    """The page that asks is of an origin that no site names."""


def find_foreign_origin() -> str | None:
    """Return the origin of the page that asks, or None where it is ours or no page at all."""
    origin = request.headers.get("Origin")
    return None if origin is None or is_own_page(request) else origin


def _guard() -> Response | None:
    """Refuse a foreign page unless a site names its origin, and answer its browser's preflight.

    Raises OriginRefusedError, which is answered with 403.
    """
    origin = find_foreign_origin() if request.path.startswith(_PATHS) else None
    if origin is None:
        return None
    if not services().sites.has_origin(origin):
        raise OriginRefusedError("no site may be used from this origin: see `outspoken sites`")
    preflight = "Access-Control-Request-Method" in request.headers
    if request.method == "OPTIONS" and preflight:
        return Response(status=204, headers=_PREFLIGHT)
    return None


def _allow(response: Response) -> Response:
    if not request.path.startswith(_PATHS):
        return response
    # Caches must not give one site's page what was answered to another's.
    response.vary.add("Origin")
    origin = find_foreign_origin()
    if origin is not None and services().sites.has_origin(origin):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = _READABLE
    # A page under Cross-Origin-Embedder-Policy may play clips: their names are what protects them.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def init_app(app: Flask) -> None:
    """Let pages of registered origins, and no others, call the narration API."""
    app.before_request(_guard)
    app.after_request(_allow)
