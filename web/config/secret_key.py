"""The key that signs sessions: the operator's, or one that is made once and kept."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from web.config import ConfigurationError, Settings


def get_key_path(settings: Settings) -> Path:
    """Return where a secret key that was made is kept."""
    return settings.data / "secret_key"


def get_secret_key(settings: Settings) -> str:
    """Return the given secret key, else the kept one of the data folder, made when missing.

    Raises ConfigurationError when it can neither be read nor kept.
    """
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value()
    path = get_key_path(settings)
    try:
        if not path.exists():
            _make(path)
        key = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"the secret key cannot be kept in {path} ({type(error).__name__}): "
            "make the folder writable, or set OUTSPOKEN_SECRET_KEY"
        ) from error
    if len(key) < 32:
        raise ConfigurationError(f"{path} holds no secret key: remove it, and one is made")
    return key


def _make(path: Path) -> None:
    """Put a whole key at `path`; among processes that race, the first one's stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(48))
            stream.flush()
            os.fsync(stream.fileno())
        os.link(draft, path)  # Unlike a rename, a link never replaces what is there.
    except FileExistsError:
        return
    finally:
        draft.unlink()
