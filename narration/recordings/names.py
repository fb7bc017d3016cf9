"""What a recording goes by: its key, its language, and the hash of the text it says."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from narration.errors import RecordingError

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*", re.ASCII)


def hash_text(text: str) -> str:
    """Return the hash that binds a recording to its text: SHA-256, in hex."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return hash_bytes(plain.encode("utf-8", "surrogatepass"))


def check_key(key: str) -> str:
    """Return `key`. Raises RecordingError when it cannot be the name of a file."""
    if not _KEY.fullmatch(key):
        raise RecordingError("A key is made of letters, digits, points, hyphens and underscores.")
    return key


def check_language(language: str) -> str:
    """Return a language tag in lower case. Raises RecordingError when it is none."""
    if not _LANGUAGE.fullmatch(language.lower()):
        raise RecordingError("The language is not a language tag, such as zgh or fr-MA.")
    return language.lower()


def widen(language: str) -> Iterator[str]:
    """Yield a language tag and those it is a part of, the closest first (RFC 4647, 3.4)."""
    tag = language.lower()
    while _LANGUAGE.fullmatch(tag):
        yield tag
        tag = tag.rpartition("-")[0]


def hash_bytes(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def is_key(key: str) -> bool:
    """Tell whether `key` can be the name of a file."""
    return _KEY.fullmatch(key) is not None
