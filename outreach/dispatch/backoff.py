"""When a message that was refused for now is tried again."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

_FIRST = timedelta(seconds=15)
_LONGEST = timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(days=3)
"""A passing fault that has not passed by then will not: mail servers give up after days too."""


def next_try_at(attempts: int, now: datetime, chance: random.Random) -> datetime:
    """Return when to try again after `attempts` tries: 15 s doubled each time, up to an hour.

    Up to a quarter is added by chance, so that what failed together does not return together.
    """
    doublings: int = min(max(attempts - 1, 0), 10)
    delay = min(_FIRST * 2.0**doublings, _LONGEST)
    return now + delay * (1 + chance.random() / 4)


def is_given_up(created_at: datetime, expires_at: datetime | None, again_at: datetime) -> bool:
    """Tell whether a message would be tried again too late to matter."""
    last = created_at + GIVEN_UP_AFTER
    return again_at > (min(last, expires_at) if expires_at else last)
