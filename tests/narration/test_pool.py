"""The jobs are functions of the standard library: a worker imports them without this module."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from narration.errors import (
    BusyError,
    EngineCrashedError,
    EngineError,
    EngineTimeoutError,
    EngineUnavailableError,
)
from narration.pool import PoolLimits, WorkerPool


@contextlib.contextmanager
def make_pool(workers: int = 1, waiting: int = 8, time_limit: float = 10.0) -> Iterator[WorkerPool]:
    pool = WorkerPool(os.getpid, PoolLimits(workers, waiting, time_limit))
    try:
        yield pool
    finally:
        pool.close()


def test_a_job_runs_in_another_process() -> None:
    with make_pool() as pool:
        assert pool.run(os.getpid) not in {os.getpid(), pool.run(os.getppid)}
        assert pool.run(os.getppid) == os.getpid()


def test_a_process_serves_again_and_again() -> None:
    with make_pool() as pool:
        assert len({pool.run(os.getpid) for _ in range(50)}) == 1


def test_a_crash_fails_one_job_and_the_process_is_replaced() -> None:
    with make_pool() as pool:
        before = pool.run(os.getpid)
        with pytest.raises(EngineCrashedError):
            pool.run(signal.raise_signal, signal.SIGKILL)
        assert pool.run(os.getpid) != before


def test_a_hang_is_ended_and_the_process_is_replaced() -> None:
    with make_pool(time_limit=0.3) as pool:
        before = pool.run(os.getpid)
        with pytest.raises(EngineTimeoutError):
            pool.run(time.sleep, 60)
        assert pool.run(os.getpid) != before
        assert not psutil.pid_exists(before)


@pytest.mark.parametrize("noticed_after", [0.0, 0.5])
def test_a_process_killed_while_idle_costs_no_job(noticed_after: float) -> None:
    with make_pool() as pool:
        before = pool.run(os.getpid)
        os.kill(before, signal.SIGKILL)
        time.sleep(noticed_after)
        assert pool.run(os.getpid) != before


def test_a_crash_spares_the_jobs_of_other_threads() -> None:
    with make_pool(workers=2) as pool, ThreadPoolExecutor(2) as threads:
        long = threads.submit(pool.run, time.sleep, 1)
        with pytest.raises(EngineCrashedError):
            pool.run(signal.raise_signal, signal.SIGSEGV)
        assert long.result() is None


def test_an_exception_names_its_type_and_quotes_nothing() -> None:
    with make_pool() as pool, pytest.raises(EngineError, match="ValueError") as failure:
        pool.run(int, "my secret")
    assert "secret" not in str(failure.value)


def test_a_process_that_cannot_start_is_unavailable() -> None:
    pool = WorkerPool(sys.exit, PoolLimits(1))
    with pytest.raises(EngineUnavailableError):
        pool.run(os.getpid)
    pool.close()


def test_a_full_queue_refuses_at_once_and_leaks_nothing() -> None:
    with make_pool(waiting=1) as pool, ThreadPoolExecutor(2) as threads:
        pool.run(os.getpid)
        jobs = [threads.submit(pool.run, time.sleep, 1) for _ in range(2)]
        while not all(job.running() for job in jobs):
            time.sleep(0.01)
        time.sleep(0.1)
        with pytest.raises(BusyError) as refusal:
            pool.run(os.getpid)
        assert refusal.value.retry_after > 0
        assert [job.result() for job in jobs] == [None, None]
        assert pool.run(os.getppid) == os.getpid()


def test_a_turn_that_never_comes_is_refused() -> None:
    with make_pool(time_limit=0.5) as pool, ThreadPoolExecutor(1) as threads:
        hanging = threads.submit(pool.run, time.sleep, 60)
        outcomes = {type(hanging.exception(10)), type(pool.run(os.getpid))}
        assert outcomes == {EngineTimeoutError, int}


def test_bytes_come_back_whole() -> None:
    with make_pool() as pool:
        assert pool.run(bytes, 3_000_000) == bytes(3_000_000)


def test_closing_ends_jobs_and_processes() -> None:
    with make_pool(workers=2, time_limit=60) as pool, ThreadPoolExecutor(1) as threads:
        job = threads.submit(pool.run, time.sleep, 60)
        process = psutil.Process(pool.run(os.getpid))
        pool.close()
        with pytest.raises(EngineUnavailableError):
            job.result(5)
        with pytest.raises(EngineUnavailableError):
            pool.run(os.getpid)
        assert not process.is_running()


def test_no_thread_outlives_the_pool() -> None:
    before = threading.active_count()
    with make_pool(workers=2) as pool, contextlib.suppress(EngineCrashedError):
        pool.run(signal.raise_signal, signal.SIGKILL)
    # The process that was killed is put away in the background.
    for thread in threading.enumerate():
        if thread.name == "end-worker":
            thread.join(10)
    assert threading.active_count() == before


SCRIPT = """
import json, os, sys, threading, time
from narration.engines import espeak_process
from narration.pool import PoolLimits, WorkerPool

print("imported", file=sys.stderr)
if "main" in __name__:
    pool = WorkerPool(espeak_process.warm_up, PoolLimits(workers=2))
    first = pool.run(os.getpid)
    threading.Thread(target=pool.run, args=(time.sleep, 60), daemon=True).start()
    time.sleep(0.2)
    modules = pool.run(eval, "sorted(__import__('sys').modules)")
    print(json.dumps({"pids": [first, pool.run(os.getpid)], "modules": modules}), flush=True)
    time.sleep(60)
"""


class Service:
    """A program like a console script, with two workers, one of them at work."""

    def __init__(self, script: Path) -> None:
        script.write_text(SCRIPT)
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            [sys.executable, script], stdout=pipe, stderr=pipe, start_new_session=True
        )
        assert self.process.stdout
        state = json.loads(self.process.stdout.readline())
        self.modules = set(state["modules"])
        self.workers = [psutil.Process(pid) for pid in state["pids"]]

    def end(self, signal_number: signal.Signals) -> str:
        """Signal the whole group, as a terminal does, and return what is on standard error."""
        os.killpg(self.process.pid, signal_number)
        return self.process.communicate(timeout=10)[1].decode()


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    service = Service(tmp_path / "service")
    yield service
    with contextlib.suppress(ProcessLookupError):
        service.end(signal.SIGKILL)


def find_living(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Those that still run after a while; an orphan that nobody reaps has ended all the same."""
    _gone, left = psutil.wait_procs(processes, timeout=2)
    return [each for each in left if each.status() != psutil.STATUS_ZOMBIE]


def test_workers_die_with_a_service_that_is_killed(service: Service) -> None:
    service.process.kill()
    assert find_living(service.workers) == []


def test_workers_die_with_a_service_that_is_told_to_stop(service: Service) -> None:
    service.process.terminate()
    assert find_living(service.workers) == []


def test_ctrl_c_ends_all_and_only_the_service_reports_it(service: Service) -> None:
    printed = service.end(signal.SIGINT)
    assert find_living(service.workers) == []
    assert printed.count("KeyboardInterrupt") == printed.count("Traceback") == 1


def test_workers_import_neither_the_main_script_nor_the_service(service: Service) -> None:
    heavy = {"flask", "web", "av", "numpy", "requests", "langcodes", "narration.voices"}
    assert "pyttsx3" in service.modules
    assert not heavy & service.modules
    assert service.end(signal.SIGINT).count("imported") == 1
