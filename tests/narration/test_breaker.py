from __future__ import annotations

import pytest

from narration.breaker import CircuitBreaker
from narration.errors import EngineOutputError, EngineUnavailableError


class Clock:
    """Seconds that pass when they are told to."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> CircuitBreaker:
    return CircuitBreaker(failures=2, rest=30, clock=clock)


def fail(breaker: CircuitBreaker, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(EngineOutputError), breaker.guard():
            raise EngineOutputError("nothing")


def is_open(breaker: CircuitBreaker) -> bool:
    try:
        with breaker.guard():
            return False
    except EngineUnavailableError:
        return True


def test_it_opens_after_failures_in_a_row(breaker: CircuitBreaker) -> None:
    fail(breaker, 2)
    assert is_open(breaker)


def test_a_success_between_failures_keeps_it_closed(breaker: CircuitBreaker) -> None:
    fail(breaker)
    assert not is_open(breaker)
    fail(breaker)
    assert not is_open(breaker)


def test_it_tells_how_long_it_rests(breaker: CircuitBreaker, clock: Clock) -> None:
    fail(breaker, 2)
    clock.now += 10
    with pytest.raises(EngineUnavailableError) as refusal, breaker.guard():
        pass
    assert refusal.value.retry_after == 20


def test_one_caller_tries_after_the_rest(breaker: CircuitBreaker, clock: Clock) -> None:
    fail(breaker, 2)
    clock.now += 30
    with breaker.guard():
        assert is_open(breaker)
    assert not is_open(breaker)


def test_a_failed_try_opens_it_again(breaker: CircuitBreaker, clock: Clock) -> None:
    fail(breaker, 2)
    clock.now += 30
    fail(breaker)
    clock.now += 29
    assert is_open(breaker)


def test_the_callers_own_faults_do_not_count(breaker: CircuitBreaker) -> None:
    for _ in range(3):
        with pytest.raises(ValueError, match="own"), breaker.guard():
            raise ValueError("own")
    assert not is_open(breaker)
