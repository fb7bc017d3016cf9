"""Structured logs on standard error, which never hold any narrated text.

The service's own events go straight to structlog; what libraries say through `logging` joins
them, from warnings on: some of them log the text they work on at lower levels.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

from web.config import Settings

_FRAMES = 30


def configure(settings: Settings) -> None:
    """Send the logs of this process to standard error in the form the settings ask for."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _replace_exception,
    ]
    renderer = _make_renderer(settings.log_format)
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    _configure_libraries(max(level, logging.WARNING), shared, renderer)
    threading.excepthook = _log_thread


def _log_thread(raised: threading.ExceptHookArgs) -> None:
    structlog.get_logger("web.logs").error("thread ended", exc_info=raised.exc_value)


def _make_renderer(log_format: str) -> Processor:
    if log_format == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())


def _configure_libraries(level: int, shared: list[Processor], renderer: Processor) -> None:
    handler = logging.StreamHandler(sys.stderr)
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
            processors=[remove, renderer],
        )
    )
    logging.raiseExceptions = False  # It would print the record that a handler failed on.
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)


def _replace_exception(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Put an exception's types and places in its stead: its text may quote what was narrated."""
    info = event.pop("exc_info", None)
    if info:
        event["raised"] = describe_exception(_find_exception(info))
    return event


def _find_exception(info: Any) -> BaseException | None:
    if isinstance(info, BaseException):
        return info
    if isinstance(info, tuple):
        found: BaseException | None = info[1]
        return found
    return sys.exc_info()[1]


def describe_exception(error: BaseException | None) -> list[dict[str, Any]]:
    """Return the type and the places of an exception and of its causes, the last raised first."""
    described: list[dict[str, Any]] = []
    while error is not None and len(described) < 10:
        frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        described.append({"type": type(error).__qualname__, "places": places})
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return described


def get_granian_logging() -> MutableMapping[str, Any]:
    """Return what granian's `log_dictconfig` needs to speak on the root logger's handler.

    Its access log stays off: it would write query strings.
    """
    quiet: dict[str, Any] = {"handlers": [], "level": "WARNING", "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": {},
        "loggers": {"_granian": quiet, "granian.access": {**quiet, "level": "CRITICAL"}},
    }
