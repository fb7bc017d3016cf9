"""Admission of pages: the token of one, an API key, or a page of this service."""

from __future__ import annotations

from flask import g, request

from web.auth import authenticate_unless_own_page, is_own_page
from web.services import services
from web.sites.cross_origin import OriginRefusedError
from web.sites.tokens import PREFIX, TOKEN_SECONDS, Grant


def authenticate_page() -> None:
    """Admit a caller with a token or an API key, or a page of this service without either.

    Raises AuthenticationError, which is answered with 401, and OriginRefusedError.
    """
    credentials = request.authorization
    token = (credentials.token if credentials else None) or ""
    if token.startswith(PREFIX):
        g.grant = check_token(token)
    else:
        authenticate_unless_own_page()


def check_token(token: str, max_age: int = TOKEN_SECONDS) -> Grant:
    """Return the grant of a token, if it is this very page that it was given to.

    A site that was revoked meanwhile, or lost the origin, has no more tokens that count. Raises
    TokenError, TokenExpiredError and OriginRefusedError.
    """
    grant = services().tokens.read(token, max_age)
    check_origin(grant.site, grant.origin)
    return grant


def check_origin(site_key: str, origin: str) -> None:
    """Raise OriginRefusedError unless the page that asks is of `origin`, and that of the site.

    The empty key stands for the service's own pages.
    """
    if not site_key:
        if not is_own_page(request):
            raise OriginRefusedError("only the service's own pages need no site: give its key")
        return
    site = services().sites.find(site_key)
    if site is None:
        raise OriginRefusedError("the site is unknown or revoked: see `outspoken sites list`")
    if request.headers.get("Origin") != origin or origin not in site.origins:
        raise OriginRefusedError(f"{site.name} may not be used from this origin")
