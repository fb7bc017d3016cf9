"""Human recordings, which take the place of synthesis for the very text that they say."""

from __future__ import annotations

from narration.recordings.folder import Imported, import_folder
from narration.recordings.store import Recording, Recordings, State, Status

__all__ = ["Imported", "Recording", "Recordings", "State", "Status", "import_folder"]
