"""The application: the one place where parts are put together.

It is not in the package's own module, which every command of the terminal imports: they would
each wait for Flask and all pages.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from importlib.metadata import version

import structlog
from flask import Flask
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI

import locales
from narration.errors import NarrationError
from narration.pdf.pool import PdfReader
from narration.planning import Utterance
from web import (
    access_log,
    callbacks,
    clips,
    demo,
    documents,
    errors,
    health,
    limits,
    locale,
    logs,
    members,
    narrated,
    playground,
    recordings,
    scripts,
    speech,
    start,
    widget,
)
from web.auth import KeyRing
from web.build import build_clips, build_narrator
from web.config import Settings, load_settings
from web.config.secret_key import get_secret_key
from web.correspondence import build_correspondence
from web.metrics import Metrics
from web.narrated.fetching import Fetcher
from web.narrated.pages import NarratedPages
from web.playground.listener import build_playground
from web.sandbox import messages_api
from web.sandbox import pages as sandbox_pages
from web.sandbox.parts import build_sandbox
from web.services import Services
from web.sites import counts, cross_origin
from web.sites import views as sites
from web.sites.registry import Sites
from web.sites.tokens import Tokens

_APIS = (scripts.bp, recordings.bp, sites.bp, speech.bp)
_PAGES = (
    *(callbacks.bp, clips.bp, documents.bp, narrated.bp, counts.bp, widget.bp),
    *(members.preferences, members.listen, playground.bp, health.bp, start.bp),
)
_DEMONSTRATION = (demo.bp, messages_api.bp, sandbox_pages.bp)
_SWEEP_SECONDS = 60.0
_log = structlog.get_logger(__name__)


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application, with its engines started and its store open.

    Raises ConfigurationError, StorageError or EngineUnavailableError, each with one clear line.
    """
    settings = settings or load_settings()
    app = _make_app(settings)
    app.extensions["outspoken"] = build_services(settings)
    logs.configure(settings)
    limits.init_app(app, settings)
    for each in (access_log, cross_origin, errors, locale):
        each.init_app(app)
    _register(app, settings)
    return app


def _make_app(settings: Settings) -> OpenAPI:
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
    return app


def _register(app: OpenAPI, settings: Settings) -> None:
    for api in _APIS:
        app.register_api(api)
    for blueprint in (*_PAGES, *(_DEMONSTRATION if settings.mode == "demo" else ())):
        app.register_blueprint(blueprint)


def build_services(settings: Settings) -> Services:
    """Start what the views work with, until `Services.close`."""
    metrics = Metrics()
    narrator = build_narrator(settings, metrics)
    store = build_clips(settings, narrator)
    metrics.watch_queue(lambda: store.in_the_making)
    keys = KeyRing(settings.data / "keys.sqlite3")
    known = Sites(settings.data / "sites.sqlite3")
    tokens = Tokens(get_secret_key(settings))
    fetcher = Fetcher(loopback=settings.page_loopback)
    pages = NarratedPages(known, store, fetcher, narrator, settings)
    parts = Services(
        settings,
        narrator,
        store,
        keys,
        metrics,
        known,
        tokens,
        PdfReader(),
        pages,
        sandbox=build_sandbox(settings) if settings.mode == "demo" else None,
        playground=build_playground(settings, known),
        correspondence=build_correspondence(settings),
    )
    threading.Thread(target=_look_after, args=(parts,), name="housekeeping", daemon=True).start()
    return parts


def _look_after(parts: Services) -> None:
    for language in locales.SUPPORTED:
        # A language's number words are read on its first use, which no member should wait for.
        with suppress(NarrationError):
            parts.narrator.plan(Utterance("1", language, offline=True))
    while not parts.stopped.wait(_SWEEP_SECONDS):
        try:
            parts.clips.sweep()
        except (NarrationError, OSError) as error:
            # The next round may succeed: private clips must not stay because one failed.
            _log.warning("sweep failed", error=type(error).__name__)
