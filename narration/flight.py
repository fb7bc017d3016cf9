"""One production for many listeners: who asks for a clip that is being made follows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from threading import Condition, Lock
from weakref import WeakSet

from narration.errors import BusyError

Produce = Callable[[], Iterator[bytes]]
"""Makes a clip, piece by piece. Called once a flight, in a thread of the executor."""


class Flight:
    """A clip in the making. It goes on whether anyone listens or not."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._pieces: list[bytes] = []
        self._done = False
        self._error: BaseException | None = None

    def follow(self) -> Iterator[bytes]:
        """Yield every piece from the first on, waiting for the next; then raise what failed."""
        position = 0
        while fresh := self._wait(position):
            position += len(fresh)
            yield from fresh
        if self._error is not None:
            raise self._error

    def add(self, piece: bytes) -> None:
        """Hand the next piece to whoever listens, without waiting for any of them."""
        with self._changed:
            self._pieces.append(piece)
            self._changed.notify_all()

    def land(self, error: BaseException | None) -> None:
        """End the flight, with what failed if anything did."""
        with self._changed:
            self._done, self._error = True, error
            self._changed.notify_all()

    def _wait(self, position: int) -> list[bytes]:
        """Return the pieces after `position` as soon as there are any; none is the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._done or len(self._pieces) > position)
            return self._pieces[position:]


class Listener:
    """The pieces of one flight, for one who follows it. Counted until it has heard the end."""

    def __init__(self, flight: Flight, listeners: WeakSet[Listener]) -> None:
        self._pieces = flight.follow()
        self._listeners = listeners
        listeners.add(self)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._pieces)
        except BaseException:
            self._listeners.discard(self)
            raise


class Flights:
    """The flights of now: at most `limit` at once, with at most `listeners` in all.

    Each listener holds a thread for as long as it waits.
    """

    def __init__(self, limit: int, listeners: int) -> None:
        self._limit, self._most_listeners = limit, listeners
        self._lock = Lock()
        self._flights: dict[str, Flight] = {}
        # Weak, so that one who leaves before the end is not counted for ever.
        self._listeners: WeakSet[Listener] = WeakSet()

    def __len__(self) -> int:
        return len(self._flights)

    def join(self, name: str, produce: Produce, executor: Executor) -> Iterator[bytes]:
        """Return the pieces of the clip called `name`, from the first on, as they are made.

        The first to ask starts `produce` in `executor`, whoever comes until it ends follows.
        What it raised is raised to each of them, after the pieces made until then. A flight is
        forgotten once `produce` has ended: a clip that was stored in the meantime is best looked
        for there. Raises BusyError, at once, for one flight or one listener too many.
        """
        with self._lock:
            if len(self._listeners) >= self._most_listeners:
                raise BusyError("Too many are waiting for clips.")
            flight = self._flights.get(name)
            begun = flight is not None
            if flight is None:
                if len(self._flights) >= self._limit:
                    raise BusyError("Too many clips are being made.")
                flight = self._flights[name] = Flight()
            listener = Listener(flight, self._listeners)
        if not begun:
            self._begin(name, flight, produce, executor)
        return listener

    def _begin(self, name: str, flight: Flight, produce: Produce, executor: Executor) -> None:
        try:
            future = executor.submit(self._make, name, flight, produce)
        except RuntimeError:
            self._end(name, flight, _stopping())
        else:
            future.add_done_callback(lambda ended: self._notice(ended, name, flight))

    def _make(self, name: str, flight: Flight, produce: Produce) -> None:
        failure: BaseException | None = None
        try:
            for piece in produce():
                flight.add(piece)
        # Whatever it is, those who listen have to hear of it, or they would wait for ever.
        except BaseException as error:
            failure = error
        self._end(name, flight, failure)

    def _notice(self, ended: Future[None], name: str, flight: Flight) -> None:
        """End a flight that never began, because the executor was shut down."""
        if ended.cancelled():
            self._end(name, flight, _stopping())

    def _end(self, name: str, flight: Flight, error: BaseException | None) -> None:
        # Forgotten first, so that who hears of a failure and asks again starts afresh.
        with self._lock:
            del self._flights[name]
        flight.land(error)


def _stopping() -> BusyError:
    return BusyError("The service is stopping.")
