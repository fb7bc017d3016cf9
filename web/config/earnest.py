"""What the operator has to say before anybody real is written to: a demonstration assumes it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from web.config import ConfigurationError, Settings

_IDENTITY = {
    "institution_name": "the name that members know",
    "institution_phone": "the phone that members call",
}


def check_earnest(settings: Settings) -> None:
    """Raise ConfigurationError, one line that names every setting, for what carriers lack."""
    missing = list(list_missing(settings))
    if missing:
        raise ConfigurationError(
            f"{settings.mode} sends to people and needs more settings: {'; '.join(missing)}"
        )


def list_missing(settings: Settings) -> Iterator[str]:
    """Yield each setting that is missing where messages leave for people, and what it is."""
    if settings.mode == "demo":
        return
    if settings.mode == "trial" and not settings.guests:
        yield "OUTSPOKEN_GUESTS (the only phones and email addresses it sends to, by commas)"
    if not _is_reached(settings.public_url):
        yield "OUTSPOKEN_PUBLIC_URL (an https:// address that members reach, not this machine's)"
    for field, meaning in _IDENTITY.items():
        if field not in settings.model_fields_set:
            yield f"OUTSPOKEN_{field.upper()} ({meaning})"


def _is_reached(url: str | None) -> bool:
    parts = urlsplit(url or "")
    host = parts.hostname or ""
    here = host in ("localhost", "::1") or host.startswith("127.")
    return parts.scheme == "https" and not here
