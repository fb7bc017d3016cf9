"""What each medium allows: length, parts, script, form. Who carries it is in `providers`."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """A medium by which members are reached."""

    SMS = "sms"
    VOICE = "voice"
    EMAIL = "email"
