"""The service: Flask application, API, pages and command line."""

from __future__ import annotations

import atexit
import threading
from importlib.metadata import version

from flask import Flask, Response, redirect, url_for
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from werkzeug.wrappers import Response as BaseResponse

from web import access_log, clips, demo, errors, health, limits, locale, logs, scripts, speech
from web.auth import KeyRing
from web.build import build_clips, build_narrator
from web.config import Settings, load_settings
from web.config.secret_key import get_secret_key
from web.metrics import Metrics
from web.services import Services

_SWEEP_SECONDS = 60.0


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application, with its engines started and its store open.

    Raises ConfigurationError, StorageError or EngineUnavailableError, each with one clear line.
    """
    settings = settings or load_settings()
    app = OpenAPI(
        __name__,
        info=Info(title="Outspoken", version=version("outspoken")),
        doc_ui=True,
        validation_error_status=400,
        validation_error_callback=errors.respond_invalid,
    )
    app.config.update(
        SECRET_KEY=get_secret_key(settings),
        MAX_CONTENT_LENGTH=settings.max_request_bytes,
        MAX_FORM_MEMORY_SIZE=settings.max_request_bytes,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    app.extensions["outspoken"] = build_services(settings)
    logs.configure(settings)
    limits.init_app(app, settings)
    access_log.init_app(app)
    errors.init_app(app)
    locale.init_app(app)
    app.register_api(scripts.bp)
    app.register_api(speech.bp)
    app.register_blueprint(clips.bp)
    app.register_blueprint(health.bp)
    app.register_blueprint(demo.bp)
    app.add_url_rule("/", "start", _start)
    return app


def build_services(settings: Settings) -> Services:
    """Start what the views work with; it ends with the process."""
    metrics = Metrics()
    narrator = build_narrator(settings, metrics)
    store = build_clips(settings, narrator)
    keys = KeyRing(settings.data / "keys.sqlite3")
    stopped = threading.Event()

    def sweep() -> None:
        while not stopped.wait(_SWEEP_SECONDS):
            store.sweep()

    threading.Thread(target=sweep, name="sweep", daemon=True).start()
    for ending in (keys.close, store.close, stopped.set):
        atexit.register(ending)
    return Services(settings, narrator, store, keys, metrics)


def _start() -> BaseResponse | Response:
    return redirect(url_for("demo.start"))
