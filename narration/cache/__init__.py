"""The store of finished clips: bounded in size, and never with half a file in it."""

from __future__ import annotations

import hashlib
import json

from narration.cache.files import Entry
from narration.cache.store import Cache

__all__ = ["Cache", "Entry", "content_key"]


def content_key(**parts: object) -> str:
    """Return a SHA-256, in hex, over everything that changes the sound of a clip.

    Equal parts give equal keys in any order. Whoever knows the parts can work the key out: a
    name that cannot be guessed needs a secret among them.
    """
    canonical = json.dumps(parts, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
