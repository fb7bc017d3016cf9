"""The purpose of a message, which consent and suppressions go by."""

from __future__ import annotations

from enum import StrEnum


class Purpose(StrEnum):
    """Why members are written to; promotion always needs their consent."""

    SERVICE = "service"  # A case, a payment, a duty: the institution's task.
    PROMOTION = "promotion"  # Anything else.
