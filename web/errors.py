"""Domain error to response, once: every failure leaves in the one shape clients know.

``{"error": {"message", "type", "param", "code"}}``, that of OpenAI's API. Clients retry 409, 429
and 5xx, so only what may pass gets one of those, with ``Retry-After``.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import structlog
from flask import Flask, Response, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from narration.errors import (
    BusyError,
    EngineError,
    InputError,
    InputTooLongError,
    NarrationError,
    StorageError,
)
from outreach.errors import DatabaseUnavailableError, JournalError, OutreachError
from web.auth import AuthenticationError
from web.limits import RateLimitedError, limit
from web.locale import gettext as _
from web.sites.cross_origin import OriginRefusedError

SPEECH_API = "/v1/"
"""Where paths of the speech API begin: there, too long is 400 and parameters have its names."""

_APIS = (SPEECH_API, "/narration/")

_STATUS: Mapping[type[NarrationError], int] = MappingProxyType(
    {
        InputTooLongError: 413,
        InputError: 400,
        EngineError: 503,
        BusyError: 503,
        StorageError: 503,
        NarrationError: 500,
    }
)
_SPEECH_PARAMETERS = MappingProxyType(
    {
        "empty_input": "input",
        "input_too_long": "input",
        "unknown_voice": "voice",
        "unsupported_language": "lang",
        "unknown_format": "response_format",
        "invalid_speed": "speed",
    }
)
_TYPES = MappingProxyType(
    {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}
)
_HTTP_MESSAGES = MappingProxyType(
    {
        404: "There is nothing at this address.",
        405: "This address does not take that method.",
        413: "The request is too large: send fewer or shorter texts, or a smaller file.",
        500: "Something went wrong here. The operator finds it in the log under x-request-id.",
        415: "Send the body as JSON, with Content-Type: application/json.",
    }
)
_NO_OBJECT = "Send a JSON object as the body, with Content-Type: application/json."
_DEFAULT_RETRY = 5.0
_log = structlog.get_logger("web")


@dataclass(frozen=True, slots=True)
class Fault:
    """What a response says about a failure; `retry_after` in seconds where it may pass."""

    status: int
    code: str
    message: str
    param: str | None = None
    retry_after: float | None = None


def describe(error: NarrationError) -> Fault:
    """Return the fault of a failed narration, as our own API tells it."""
    status = next(_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS)
    retry_after = None
    if status == 503:
        retry_after = getattr(error, "retry_after", _DEFAULT_RETRY)
    return Fault(status, error.code, str(error), retry_after=retry_after)


def describe_invalid(error: ValidationError) -> Fault:
    """Return the fault of a body or query that does not fit: its first error, without values."""
    first = error.errors(include_url=False, include_input=False)[0]
    param = ".".join(str(part) for part in first["loc"]) or None
    if param is None:
        return Fault(400, InputError.code, _NO_OBJECT)
    where = f"{param}: "
    return Fault(400, InputError.code, where + first["msg"], param)


def respond(fault: Fault) -> Response:
    """Return the response of a fault, in the manner of the API that was asked."""
    status, param = fault.status, fault.param
    if request.path.startswith(SPEECH_API):
        status = 400 if status == 413 else status
        param = param or _SPEECH_PARAMETERS.get(fault.code)
    kind = "server_error" if status >= 500 else _TYPES.get(status, "invalid_request_error")
    body = {"message": fault.message, "type": kind, "param": param, "code": fault.code}
    response = jsonify(error=body)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    if fault.retry_after is not None:
        response.headers["Retry-After"] = str(max(1, math.ceil(fault.retry_after)))
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def respond_invalid(error: ValidationError) -> Response:
    """Answer a body or query that does not fit: flask-openapi3's validation_error_callback."""
    return respond(describe_invalid(error))


def _narration_failed(error: NarrationError) -> Response:
    fault = describe(error)
    if fault.status >= 500:
        reason = getattr(error, "reason", None)
        _log.warning("narration failed", error=type(error).__name__, reason=reason)
    return respond(fault)


def _outreach_failed(error: OutreachError) -> ResponseReturnValue:
    """Answer 503 for what may pass: members, carriers and mail programs come again."""
    passing = isinstance(error, DatabaseUnavailableError | JournalError)
    _log.warning("outreach failed", error=type(error).__name__, code=error.code)
    status = 503 if passing else 500
    if _wants_page():
        return _make_page(status)
    retry_after = getattr(error, "retry_after", _DEFAULT_RETRY) if passing else None
    return respond(Fault(status, error.code, str(error), retry_after=retry_after))


def _not_authenticated(error: AuthenticationError) -> Response:
    """Answer 401, or 429 to an address that was often wrong; a page's expired token is no attempt.

    A right key is let in all the same: keys cannot be guessed, and many may share an address.
    """
    if error.code == AuthenticationError.code:
        try:
            limit("failures")
        except RateLimitedError as limited:
            return _rate_limited(limited)
    return respond(Fault(401, error.code, str(error)))


def _origin_refused(error: OriginRefusedError) -> Response:
    return respond(Fault(403, "origin_refused", str(error)))


def _rate_limited(error: RateLimitedError) -> Response:
    message = f"Too many requests: {error}"
    return respond(Fault(429, "rate_limit_exceeded", message, retry_after=error.retry_after))


def _http_failed(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error  # A redirection is no failure.
    if _wants_page():
        return _make_page(error.code)
    message = _HTTP_MESSAGES.get(error.code, error.description or error.name)
    code = error.name.lower().replace(" ", "_")
    if isinstance(error, RequestEntityTooLarge):
        code = InputTooLongError.code
    response = respond(Fault(error.code, code, message))
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After", "Content-Range"}:
            response.headers[name] = value
    return response


def _wants_page() -> bool:
    """Tell whether a person with a browser asked, rather than a program."""
    if request.path.startswith(_APIS):
        return False
    return request.accept_mimetypes.best_match(["application/json", "text/html"]) == "text/html"


def _make_page(status: int) -> Response:
    if status == 404:
        heading, advice = _("This page does not exist"), _("Check the address.")
    else:
        heading, advice = _("Something went wrong"), _("Wait a minute, and try again.")
    way_out = _("Go to the form") if "demo" in current_app.blueprints else None
    page = render_template("error.html", heading=heading, advice=advice, way_out=way_out)
    return Response(page, status, {"Cache-Control": "no-store"})


def _leave_path_out(record: logging.LogRecord) -> bool:
    """Take the path out of what Flask logs of a crash: a clip's is the key to a private text."""
    if record.exc_info:
        record.msg, record.args = "unexpected failure", ()
    return True


def init_app(app: Flask) -> None:
    """Answer every failure of a view, expected or not, in the one shape."""
    app.register_error_handler(NarrationError, _narration_failed)
    app.register_error_handler(OutreachError, _outreach_failed)
    app.register_error_handler(AuthenticationError, _not_authenticated)
    app.register_error_handler(OriginRefusedError, _origin_refused)
    app.register_error_handler(RateLimitedError, _rate_limited)
    app.register_error_handler(HTTPException, _http_failed)
    app.logger.addFilter(_leave_path_out)
