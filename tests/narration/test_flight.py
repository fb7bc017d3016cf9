import gc
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Thread

import pytest

from narration.errors import BusyError, EngineCrashedError
from narration.flight import Flight, Flights


@pytest.fixture
def executor():
    with ThreadPoolExecutor(4) as threads:
        yield threads


@pytest.fixture
def flights():
    return Flights(limit=3, listeners=5)


def count_flights():
    gc.collect()
    return sum(isinstance(one, Flight) for one in gc.get_objects())


def held(gate, *pieces):
    """Return a production that waits for `gate` before its last piece, and how often it ran."""
    runs = []

    def produce():
        runs.append(1)
        yield from pieces[:-1]
        gate.wait(10)
        yield pieces[-1]

    return produce, runs


def test_a_clip_arrives_piece_by_piece_while_it_is_made(flights, executor):
    gate = Event()
    pieces = flights.join("a", held(gate, b"1", b"2")[0], executor)
    assert next(pieces) == b"1"
    gate.set()
    assert list(pieces) == [b"2"]


def test_two_who_ask_at_once_have_it_made_once(flights, executor):
    gate, barrier, aboard, heard = Event(), Barrier(2), Barrier(3), []
    produce, runs = held(gate, b"1", b"2")

    def ask():
        barrier.wait(10)
        pieces = flights.join("a", produce, executor)
        aboard.wait(10)
        heard.append(next(pieces) + b"".join(pieces))

    threads = [Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    third = flights.join("a", produce, executor)
    aboard.wait(10)
    gate.set()
    for thread in threads:
        thread.join(10)
    assert (heard, b"".join(third)) == ([b"12", b"12"], b"12")
    assert len(runs) == 1


def test_who_comes_late_hears_it_from_the_first_byte(flights, executor):
    gate = Event()
    produce, runs = held(gate, b"1", b"2", b"3")
    first = flights.join("a", produce, executor)
    assert [next(first), next(first)] == [b"1", b"2"]
    late = flights.join("a", produce, executor)
    gate.set()
    assert b"".join(late) == b"123"
    assert len(runs) == 1


def test_other_clips_are_made_beside_it(flights, executor):
    gate = Event()
    held_up = flights.join("a", held(gate, b"1", b"2")[0], executor)
    assert b"".join(flights.join("b", lambda: iter([b"x"]), executor)) == b"x"
    gate.set()
    assert b"".join(held_up) == b"12"


def test_a_listener_who_leaves_or_never_listens_does_not_stop_it(flights, executor):
    gate, done = Event(), Event()

    def produce():
        yield b"1"
        gate.wait(10)
        yield b"2"
        done.set()

    leaving = flights.join("a", produce, executor)
    flights.join("a", produce, executor)
    assert next(leaving) == b"1"
    del leaving
    gate.set()
    assert done.wait(10)


def test_a_failure_reaches_every_listener_after_what_was_made(flights, executor):
    gate = Event()

    def produce():
        yield b"1"
        gate.wait(10)
        raise EngineCrashedError("The engine died.")

    listeners = [flights.join("a", produce, executor) for _ in range(3)]
    assert [next(pieces) for pieces in listeners] == [b"1"] * 3
    gate.set()
    for pieces in listeners:
        with pytest.raises(EngineCrashedError):
            next(pieces)


@pytest.mark.parametrize("failure", [ValueError, SystemExit, GeneratorExit, KeyboardInterrupt])
def test_no_failure_leaves_a_listener_waiting(flights, executor, failure):
    def produce():
        raise failure
        yield b""

    with pytest.raises(failure):
        b"".join(flights.join("a", produce, executor))


def test_after_a_failure_it_is_made_anew(flights, executor):
    def fail():
        raise EngineCrashedError("The engine died.")

    for _ in range(50):
        with pytest.raises(EngineCrashedError):
            b"".join(flights.join("a", fail, executor))
        assert b"".join(flights.join("a", lambda: iter([b"1"]), executor)) == b"1"


def test_one_flight_too_many_is_refused_at_once(flights, executor):
    gate = Event()
    produce, _ = held(gate, b"1", b"2")
    flying = [flights.join(name, produce, executor) for name in "abc"]
    with pytest.raises(BusyError):
        flights.join("d", produce, executor)
    joined = flights.join("a", produce, executor)
    gate.set()
    assert [b"".join(pieces) for pieces in [*flying, joined]] == [b"12"] * 4
    assert b"".join(flights.join("d", lambda: iter([b"1"]), executor)) == b"1"


def test_one_listener_too_many_is_refused_at_once(flights, executor):
    gate = Event()
    produce, runs = held(gate, b"1", b"2")
    listening = [flights.join("a", produce, executor) for _ in range(5)]
    for name in "ab":
        with pytest.raises(BusyError, match="waiting"):
            flights.join(name, produce, executor)
    gate.set()
    assert [b"".join(pieces) for pieces in listening] == [b"12"] * 5
    assert b"".join(flights.join("b", produce, executor)) == b"12"
    assert len(runs) == 2


def test_who_leaves_before_the_end_makes_room_for_another(flights, executor):
    gate = Event()
    produce, _ = held(gate, b"1", b"2")
    leaving = [flights.join("a", produce, executor) for _ in range(5)]
    assert next(leaving[0]) == b"1"
    del leaving
    gc.collect()
    coming = flights.join("a", produce, executor)
    gate.set()
    assert b"".join(coming) == b"12"


def test_who_hears_of_a_failure_makes_room_for_another(flights, executor):
    for _ in range(6):
        with pytest.raises(ZeroDivisionError):
            next(flights.join("a", lambda: iter([1 / 0]), executor))


def test_a_stopped_executor_leaves_nobody_waiting(flights):
    executor, gate = ThreadPoolExecutor(1), Event()
    flying = flights.join("a", held(gate, b"1", b"2")[0], executor)
    assert next(flying) == b"1"
    queued = flights.join("b", lambda: iter([b"1"]), executor)
    executor.shutdown(wait=False, cancel_futures=True)
    with pytest.raises(BusyError):
        list(queued)
    with pytest.raises(BusyError):
        b"".join(flights.join("c", lambda: iter([b"1"]), executor))
    gate.set()
    assert list(flying) == [b"2"]
    assert len(flights) == 0


def test_a_finished_flight_frees_its_memory(flights, executor):
    before = count_flights()
    pieces = flights.join("a", lambda: iter([b"1"]), executor)
    assert count_flights() == before + 1
    assert list(pieces) == [b"1"]
    assert (len(flights), count_flights()) == (0, before)


def test_many_listeners_of_many_clips_all_hear_everything(executor):
    flights, heard = Flights(limit=100, listeners=40), []

    def listen(name):
        body = [bytes([number]) * 50 for number in range(200)]
        heard.append(b"".join(flights.join(name, lambda: iter(body), executor)) == b"".join(body))

    threads = [Thread(target=listen, args=(str(number % 5),)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert heard == [True] * 40
