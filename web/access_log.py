"""What every request leaves behind: an id, safe headers, a line in the log and its counts."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import structlog
from flask import Flask, Response, g, request
from structlog.contextvars import bind_contextvars, clear_contextvars

from web.metrics import Metrics
from web.services import services

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",
        "media-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
_UNMATCHED = "unmatched"  # Paths that lead nowhere come from outside and are not written down.
_PROBES = frozenset({"health"})
_QUIET = _PROBES | {"sandbox_messages", "twilio"}
_log = structlog.get_logger("web.access_log")


def init_app(app: Flask) -> None:
    """Give every response of the application its id and headers, and every request its line."""
    app.before_request(_begin)
    app.after_request(_finish)


def _begin() -> None:
    g.started = time.perf_counter()
    g.request_id = secrets.token_hex(8)
    clear_contextvars()
    bind_contextvars(request_id=g.request_id)


def _finish(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.request_id
    response.headers["X-Content-Type-Options"] = "nosniff"
    if response.mimetype == "text/html":
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Referrer-Policy", "same-origin")
    # A demonstration calls its own sandbox for every message, and probes ask for ever.
    quiet = _QUIET if services().settings.mode == "demo" else _PROBES
    hushed = response.status_code < 400 and request.blueprint in quiet
    # The last byte leaves long after this hook where a clip is made while it streams.
    response.call_on_close(
        partial(
            _record,
            services().metrics,
            g.started,
            request.endpoint or _UNMATCHED,
            _log.debug if hushed else _log.info,
            method=request.method,
            route=request.url_rule.rule if request.url_rule else _UNMATCHED,
            status=response.status_code,
            request_id=g.request_id,
        )
    )
    return response


def _record(
    metrics: Metrics, started: float, endpoint: str, log: Callable[..., Any], **event: Any
) -> None:
    seconds = time.perf_counter() - started
    metrics.request_answered(endpoint, event["status"], seconds)
    log("request", **event, ms=round(seconds * 1000, 1))
