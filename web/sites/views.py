"""What a page asks for before it speaks: a token, and whom its members can talk to."""

from __future__ import annotations

from typing import Any

from flask import Response, g, jsonify, request
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel, Field

import locales
from narration.errors import InputError
from web.limits import limit
from web.services import services
from web.sites.addresses import drop_query, get_origin, parse_page
from web.sites.admission import check_origin
from web.sites.registry import Site
from web.sites.tokens import Grant

bp = APIBlueprint("sites", __name__, url_prefix="/narration", abp_tags=[Tag(name="Widget")])


class TokenIn(BaseModel):
    """Who asks: a site by its key, and the page by its address."""

    site: str = Field("", max_length=100, description="empty on the service's own pages")
    page: str = Field("", max_length=2_000, description="location.href; its query is dropped")


@bp.post("/tokens")
def post_token(body: TokenIn) -> Response:
    """Answer a page of a site with a token, and with what the site tells the widget."""
    origin = request.headers.get("Origin", "")
    check_origin(body.site, origin)
    grant = g.grant = _grant(body, origin)
    limit("tokens")
    site = services().sites.find(body.site) if body.site else None
    token, expires_at = services().tokens.issue(grant)
    response = jsonify(
        token=token,
        expires_at=expires_at,
        public=grant.public,
        languages=_list_spoken_languages(),
        **_describe(site),
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _grant(body: TokenIn, origin: str) -> Grant:
    try:
        page = drop_query(parse_page(body.page))
    except InputError:  # Pages of files and of web views have no address that could be public.
        page = ""
    public = (
        bool(page) and get_origin(page) == origin and services().sites.has_page(body.site, page)
    )
    # Nothing but an address that the operator wrote down needs to travel in the token.
    return Grant(body.site, origin, page if public else "", public)


def _describe(site: Site | None) -> dict[str, Any]:
    if site is None:
        return {"phone": None, "contact": None, "counts": True}
    return {"phone": site.phone, "contact": site.contact, "counts": site.counts}


def _list_spoken_languages() -> list[str]:
    catalogue = services().narrator.catalogue
    return [tag for tag in locales.SUPPORTED if catalogue.candidates(tag)]
