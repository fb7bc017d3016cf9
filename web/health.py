"""Is it alive, is it ready, what has it done: for supervisors, balancers and Prometheus."""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Mapping

from flask import Blueprint, Response, current_app, jsonify, request
from flask.blueprints import BlueprintSetupState
from prometheus_client import CONTENT_TYPE_LATEST

from narration.errors import NarrationError
from narration.planning import Utterance
from web.auth import AuthenticationError
from web.services import Services, services

bp = Blueprint("health", __name__)
_NAME = "outspoken.readiness"
_SECONDS_KEPT = 2.0
_SECONDS_KEPT_ONLINE = 300.0  # Somebody else's service is not asked with every probe.


class Readiness:
    """Whether the parts work, tried every few seconds at most, however often it is asked."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._checked_at = float("-inf")
        self._faults: Mapping[str, str] = {"speech": "it is being tried for the first time"}

    def check(self, parts: Services) -> Mapping[str, str]:
        """Return the parts that fail and why; empty when all is well.

        While one caller tries them, the others get what was found before: nobody waits in line.
        """
        if self._lock.acquire(blocking=False):
            try:
                self._renew(parts)
            finally:
                self._lock.release()
        return self._faults

    def _renew(self, parts: Services) -> None:
        kept = _SECONDS_KEPT if self._faults else _find_seconds_kept(parts)
        if time.monotonic() - self._checked_at > kept:
            found = {"speech": _try_speech(parts), "store": _try_store(parts)}
            self._faults = {part: fault for part, fault in found.items() if fault}
            self._checked_at = time.monotonic()


def _find_seconds_kept(parts: Services) -> float:
    online = parts.narrator.engines[parts.settings.engines[0]].online
    return _SECONDS_KEPT_ONLINE if online else _SECONDS_KEPT


def _try_speech(parts: Services) -> str | None:
    settings = parts.settings
    word = Utterance("OK", settings.default_language, private=False, engine=settings.engines[0])
    try:
        plan = parts.narrator.plan(word)
        sound = parts.narrator.speak(plan.sentences[0], plan.casts[0])
    except NarrationError as error:
        return f"{type(error).__name__}: {error}"
    return None if sound.samples else "the engine made no sound"


def _try_store(parts: Services) -> str | None:
    probe = parts.settings.data / f".ready-{secrets.token_hex(4)}"
    try:
        probe.write_bytes(bytes(4096))
        probe.unlink()
    except OSError as error:
        return f"the data folder cannot be written: {error.strerror}"
    return None


@bp.record_once
def _keep_readiness(state: BlueprintSetupState) -> None:
    state.app.extensions[_NAME] = Readiness()


@bp.get("/healthz")
def alive() -> Response:
    """Say that this process answers."""
    return _answer({"status": "ok"})


@bp.get("/readyz")
def ready() -> Response:
    """Say whether a word can be spoken and the store written; 503 names the part that fails."""
    readiness: Readiness = current_app.extensions[_NAME]
    faults = readiness.check(services())
    if not faults:
        return _answer({"status": "ok"})
    response = _answer({"status": "failing", "failing": dict(faults)})
    response.status_code = 503
    response.headers["Retry-After"] = "5"
    return response


@bp.get("/metrics")
def metrics() -> Response:
    """Return the counts in Prometheus' text format, to whoever holds the token if one is set."""
    token = services().settings.metrics_token
    if token is not None:
        sent = (request.authorization and request.authorization.token) or ""
        if not hmac.compare_digest(sent.encode(), token.get_secret_value().encode()):
            raise AuthenticationError("the metrics need Authorization: Bearer <metrics token>")
    return Response(services().metrics.render(), content_type=CONTENT_TYPE_LATEST)


def _answer(body: Mapping[str, object]) -> Response:
    response = jsonify(body)
    response.headers["Cache-Control"] = "no-store"
    return response
