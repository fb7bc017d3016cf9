"""How long a worker may hold a message, and when a carrier's books tell what it took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Timing:
    """The spans that keep two workers from sending one message; all workers share them.

    A claim holds for `lease`. At the mark, `margin` of it has to be left: longer than a carrier's
    time limit. What became of a call is asked no earlier than `settled_after` its mark: a time
    limit, and as long again; by then the carrier's books show what it took. A sweep ends within
    `sweep`; another sweeper begins no earlier, should the first have died.
    """

    lease: timedelta = timedelta(seconds=120)
    margin: timedelta = timedelta(seconds=35)
    settled_after: timedelta = timedelta(seconds=60)
    sweep: timedelta = timedelta(seconds=45)
