"""How often members listen, and where it fails: counted without a trace of who did.

An event says what happened and in which language. Nothing else is kept: no address, no time, no
name, and of pages only those that the operator registered.
"""

from __future__ import annotations

from typing import Literal

from flask import Blueprint, g, request
from pydantic import BaseModel, Field, ValidationError

import locales
from narration.errors import InputError
from web.limits import limit
from web.services import services
from web.sites.admission import check_token

bp = Blueprint("counts", __name__, url_prefix="/narration")

_TOKEN_SECONDS = 86_400
"""A page tells its counts when it is closed, long after its first token has expired."""

_MOST_EVENTS = 100
_REASONS = frozenset(
    (
        "network",
        "busy",
        "engine_failed",
        "engine_unavailable",
        "input_too_long",
        "private_text",
        "rate_limit_exceeded",
        "unsupported_language",
    )
)
OTHER = "other"
OWN_SITE = "own"


class EventIn(BaseModel):
    """Something that happened on a page."""

    event: Literal["play", "failure", "understood", "not_understood"]
    lang: str = Field("", max_length=100)
    reason: str | None = Field(None, max_length=100)


class CountsIn(BaseModel):
    """What ``navigator.sendBeacon`` carries; it can send no header, so the token is among it."""

    token: str = Field(max_length=4_000)
    events: list[EventIn] = Field(max_length=_MOST_EVENTS)


@bp.post("/counts")
def post_counts() -> tuple[str, int]:
    """Count what happened on a page, unless its site or its member's browser asks not to."""
    try:
        # A beacon is sent as text, so that no preflight holds it up while the page closes.
        counts = CountsIn.model_validate_json(request.get_data())
    except ValidationError:
        raise InputError("Send a JSON object with a token and events.") from None
    g.grant = check_token(counts.token, _TOKEN_SECONDS)
    limit("counts")
    if _is_wanted(g.grant.site):
        for event in counts.events:
            _count(event, g.grant.site, g.grant.page)
    return "", 204


def _is_wanted(site_key: str) -> bool:
    if "1" in (request.headers.get("DNT"), request.headers.get("Sec-GPC")):
        return False
    site = services().sites.find(site_key)
    return site is None or site.counts


def _count(event: EventIn, site_key: str, page: str) -> None:
    site = services().sites.find(site_key)
    reason = event.reason if event.reason in _REASONS else OTHER
    services().metrics.widget_used(
        event.event,
        site=site.name if site else OWN_SITE,
        page=page if page and services().sites.has_page(site_key, page) else OTHER,
        language=locales.find_supported(event.lang) or OTHER,
        reason=reason if event.event == "failure" else "",
    )
