"""Puts narration together as the settings say: for the service and for the command line."""

from __future__ import annotations

from narration.cache import Cache
from narration.clips import Clips
from narration.engines import EngineSettings, create_engine
from narration.errors import NarrationError
from narration.narrator import Narrator
from narration.observer import Observer
from narration.planning import Planner
from narration.recordings import Recordings
from narration.scripts import Room, ScriptStore
from narration.voices import Catalogue
from web.config import Settings

_MEGABYTE = 1_000_000


def build_narrator(settings: Settings, observer: Observer | None = None) -> Narrator:
    """Start the engines of the settings and return a narrator that speaks with them.

    Raises EngineUnavailableError where an engine that the operator named cannot work here, and
    UnknownVoiceError where a voice that the operator chose does not exist.
    """
    engine_settings = EngineSettings(
        workers=settings.workers,
        time_limit=settings.engine_time_limit,
        queue=settings.queue,
        piper_voices=settings.piper_voices,
        gtts_url=settings.gtts_url,
    )
    engines = {name: create_engine(name, engine_settings) for name in settings.engines}
    try:
        catalogue = Catalogue(list(engines.values()), preferred=settings.voices)
    except NarrationError:
        for engine in engines.values():
            engine.close()
        raise
    planner = Planner(engines, catalogue, Recordings(settings.recordings), settings.lexicons)
    return Narrator(engines, planner, observer)


def build_clips(settings: Settings, narrator: Narrator) -> Clips:
    """Return the store of clips in the settings' data folder. Raises StorageError."""
    brief_seconds = settings.private_minutes * 60
    return Clips(
        narrator,
        Cache(settings.data / "clips", settings.cache_mb * _MEGABYTE, brief_seconds),
        ScriptStore(
            settings.data / "scripts",
            settings.script_days,
            brief_seconds,
            room=Room(bytes=settings.script_mb * _MEGABYTE),
        ),
        concurrency=settings.concurrency,
        listeners=settings.listeners,
    )
