"""What the views work with, put together once by create_app()."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

from flask import current_app

from narration.recordings import Recordings

if TYPE_CHECKING:
    from narration.clips import Clips
    from narration.narrator import Narrator
    from narration.pdf.pool import PdfReader
    from web.auth import KeyRing
    from web.config import Settings
    from web.correspondence import Correspondence
    from web.metrics import Metrics
    from web.narrated.pages import NarratedPages
    from web.playground.listener import Playground
    from web.sandbox.parts import Sandbox
    from web.sites.registry import Sites
    from web.sites.tokens import Tokens

_NAME = "outspoken"


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of one running application; ``app.extensions["outspoken"]`` holds them."""

    settings: Settings
    narrator: Narrator
    clips: Clips
    keys: KeyRing
    metrics: Metrics
    sites: Sites
    tokens: Tokens
    documents: PdfReader
    pages: NarratedPages
    sandbox: Sandbox | None = None
    playground: Playground | None = None
    correspondence: Correspondence | None = None
    stopped: Event = field(default_factory=Event)

    def start(self) -> None:
        """Begin what goes on between requests. Raises ConfigurationError for a port in use."""
        if self.sandbox:
            self.sandbox.start()
        if self.correspondence:
            self.correspondence.start()
        if self.playground:
            self.playground.start()

    @property
    def recordings(self) -> Recordings:
        """The folder of human recordings."""
        return Recordings(self.settings.recordings)

    def close(self) -> None:
        """End the engines and close the files; the parts are not used afterwards."""
        self.stopped.set()
        self.clips.close()
        self.keys.close()
        self.sites.close()
        self.documents.close()
        if self.sandbox:
            self.sandbox.close()
        if self.correspondence:
            self.correspondence.close()
        if self.playground:
            self.playground.close()


def services() -> Services:
    """Return the parts of the application that answers this request."""
    found: Services = current_app.extensions[_NAME]
    return found
