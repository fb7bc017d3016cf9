"""How long a worker may hold a message, and when a carrier's books tell what it took."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Timing:
    """The spans that keep two workers from sending one message; all workers share them.

    A claim holds for `lease`. At the mark, `margin` of it has to be left: longer than a carrier's
    time limit. A message leaves within `latest` of its mark or not at all, however long its
    process stood still in between. What became of a call is asked no earlier than `settled_after`
    the mark: `latest`, a time limit of 30 s, and some more; by then the carrier's books show what
    it took, and clocks of machines may differ by that more. A sweep ends within `sweep`; another
    sweeper begins no earlier, should the first have died.
    """

    lease: timedelta = timedelta(seconds=120)
    margin: timedelta = timedelta(seconds=35)
    latest: timedelta = timedelta(seconds=15)
    settled_after: timedelta = timedelta(seconds=60)
    sweep: timedelta = timedelta(seconds=45)


class Moment:
    """The present, and how long ago it was, by two clocks.

    The one may be set back; the other stands still while a machine is suspended.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.at = clock()
        self._clock = clock
        self._ticks = time.monotonic()

    def is_past(self, span: timedelta) -> bool:
        """Tell whether more than `span` has gone by, as either clock says."""
        seconds = span.total_seconds()
        if time.monotonic() - self._ticks > seconds:
            return True
        return (self._clock() - self.at).total_seconds() > seconds
