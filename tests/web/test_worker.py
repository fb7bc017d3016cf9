"""The worker as a process: inside `outspoken serve`, and on its own."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from benchmarks.service import OUTSPOKEN, find_free_port, wait_until_ready
from outreach.database import Database
from outreach.statuses import Status
from tests.outreach.dispatch.rows import MAILBOX, PHONE, add_message, read_message
from web.sandbox.behaviour import Behaviour
from web.sandbox.ledger import Ledger

PATIENCE = 30.0


def make_environment(data: Path, **settings: str) -> dict[str, str]:
    ports = {name: str(find_free_port()) for name in ("port", "sandbox_smtp_port")}
    given = {"data": str(data), "workers": "1", "bounce_port": "0", "playground_port": "0"}
    given["demo_members"] = "0"  # Theirs would be sent first.
    given |= ports | settings
    return os.environ | {f"OUTSPOKEN_{name.upper()}": value for name, value in given.items()}


@contextmanager
def running(environment: dict[str, str], command: str) -> Iterator[subprocess.Popen[bytes]]:
    log = Path(environment["OUTSPOKEN_DATA"]) / f"{command}.log"
    with log.open("ab") as output:
        process = subprocess.Popen([OUTSPOKEN, command], env=environment, stderr=output)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(10)


def run(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [OUTSPOKEN, *command], env=environment, capture_output=True, text=True, check=False
    )


def open_rows(environment: dict[str, str]):
    return closing(Database(f"sqlite:///{environment['OUTSPOKEN_DATA']}/outreach.sqlite3"))


def wait_for(database: Database, number: int, *statuses: Status) -> str:
    end = time.monotonic() + PATIENCE
    while (status := read_message(database, number).status) not in statuses:
        if time.monotonic() > end:
            raise TimeoutError(f"it is still {status}")
        time.sleep(0.05)
    return status


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.05)


def list_threads(process: subprocess.Popen[bytes]) -> set[int]:
    return {each.id for each in psutil.Process(process.pid).threads()}


def add_due(database: Database, **given: object) -> int:
    return add_message(database, due_at=datetime.now(UTC), created_at=datetime.now(UTC), **given)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return make_environment(tmp_path)


@pytest.mark.parametrize("channel", ["sms", "email"])
def test_the_service_sends_what_is_due_and_hears_that_it_arrived(environment, channel):
    end = {"sms": Status.DELIVERED, "email": Status.SENT}[channel]
    with running(environment, "serve"):
        wait_until_ready(int(environment["OUTSPOKEN_PORT"]))
        with open_rows(environment) as database:
            wait_for(database, add_due(database, channel=channel), end)


def test_a_proxy_for_the_web_does_not_stand_between_a_service_and_itself(environment):
    proxy = dict.fromkeys(("http_proxy", "HTTP_PROXY"), "http://127.0.0.1:9")
    with running(environment | proxy, "serve"):
        wait_until_ready(int(environment["OUTSPOKEN_PORT"]))
        with open_rows(environment) as database:
            wait_for(database, add_due(database), Status.DELIVERED)


def test_a_service_without_its_worker_sends_nothing_until_one_runs_beside_it(environment):
    environment["OUTSPOKEN_EMBEDDED_WORKER"] = "off"
    with running(environment, "serve"):
        wait_until_ready(int(environment["OUTSPOKEN_PORT"]))
        with open_rows(environment) as database:
            number = add_due(database)
            assert read_message(database, number).status == Status.CREATED
            with running(environment, "worker"):
                wait_for(database, number, Status.SENT, Status.DELIVERED)


def test_a_server_that_dies_is_replaced_while_the_worker_runs(environment):
    with running(environment, "serve") as process:
        port = int(environment["OUTSPOKEN_PORT"])
        wait_until_ready(port)
        with open_rows(environment) as database:
            wait_for(database, add_due(database), Status.SENT, Status.DELIVERED)
            children = psutil.Process(process.pid).children()
            server = next(each for each in children if "serve" in each.cmdline())
            server.kill()
            psutil.wait_procs([server], timeout=10)
            wait_until_ready(port)
            wait_for(database, add_due(database), Status.SENT, Status.DELIVERED)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("command", ["serve", "worker"])
def test_a_signal_ends_it_cleanly_with_work_at_hand(environment, command, sign):
    assert run(environment, "db", "upgrade").returncode == 0
    with open_rows(environment) as database:
        numbers = [add_due(database) for _ in range(50)]
        with running(environment, command) as process:
            wait_for(database, numbers[0], *(set(Status) - {Status.CREATED}))
            process.send_signal(sign)
            assert process.wait(10) == 0
    log = Path(environment["OUTSPOKEN_DATA"]) / f"{command}.log"
    assert "Traceback" not in log.read_text()


def test_a_signal_ends_a_worker_that_waits_for_the_database(environment):
    assert run(environment, "db", "upgrade").returncode == 0
    with running(environment, "worker") as process, open_rows(environment) as database:
        log = Path(environment["OUTSPOKEN_DATA"]) / "worker.log"
        wait_until(lambda: "The worker runs" in log.read_text())
        before, number = list_threads(process), add_due(database)
        wait_until(lambda: read_message(database, number).attempts)
        wait_until(lambda: list_threads(process) <= before)
        add_due(database)
        with database.write():
            # The writer of the turn, and one that claims.
            wait_until(lambda: len(list_threads(process) - before) >= 2)
            process.terminate()
            assert process.wait(10) == 0


def test_the_log_of_what_goes_wrong_names_no_address_and_no_text(environment):
    data = Path(environment["OUTSPOKEN_DATA"])
    with running(environment | {"OUTSPOKEN_LOG_LEVEL": "debug"}, "serve"):
        wait_until_ready(int(environment["OUTSPOKEN_PORT"]))
        with closing(Ledger(data / "sandbox.sqlite3")) as ledger:
            ledger.behave(Behaviour(dropped_share=1, silent=True))
        with open_rows(environment) as database:
            for channel in ("sms", "email"):
                number = add_due(database, channel=channel, words="Hei {name}, salaista.")
                wait_for(database, number, Status.UNKNOWN)
    log = (data / "serve.log").read_text()
    assert log.count('"fate_unknown"') == 2
    assert not any(each in log for each in (PHONE, PHONE[1:], MAILBOX, "Aino", "salaista"))


def test_all_sending_stops_and_resumes_from_the_command_line(environment):
    stopped = run(environment, "stop-all", "--as", "ann", "--reason", "wrong amounts")
    assert (stopped.returncode, stopped.stdout) == (0, "All sending is stopped.\n")
    for command in (("stop-all", "--as", "cem"), ("campaigns", "list")):
        done = run(environment, *command)
        told = done.stdout + done.stderr
        assert told.startswith("All sending is stopped since 2")
        assert "by ann: wrong amounts. Resume: outspoken resume-all\n" in told
    resumed = run(environment, "resume-all", "--as", "ben")
    assert (resumed.returncode, resumed.stdout) == (0, "Messages leave again.\n")


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_a_database_of_another_version_is_named_in_one_line(environment, command):
    assert run(environment, "db", "upgrade").returncode == 0
    path = Path(environment["OUTSPOKEN_DATA"]) / "outreach.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()
    done = run(environment, command)
    assert done.returncode == 1
    assert "outspoken db upgrade" in done.stderr
    assert "Traceback" not in done.stderr


IDENTITY = {
    "public_url": "https://outspoken.example",
    "institution_name": "Caisse",
    "institution_phone": "+212 5 22 00 00 00",
}


@pytest.mark.parametrize("command", ["serve", "worker"])
@pytest.mark.parametrize(
    ("settings", "providers", "told"),
    [
        ({"mode": "production"}, 'url = "http://127.0.0.1:8000"', "no real carrier"),
        ({"mode": "trial"}, "", "OUTSPOKEN_GUESTS"),
        ({"mode": "production"}, "", "OUTSPOKEN_PUBLIC_URL"),
        ({"mode": "trial", "guests": "nobody"} | IDENTITY, "", "OUTSPOKEN_GUESTS"),
        (
            {"mode": "production"},
            "per_second = 0",
            "provider 1: per_second: write a number",
        ),
    ],
)
def test_what_a_mode_must_not_do_is_refused_in_one_line(
    tmp_path, command, settings, providers, told
):
    environment = make_environment(tmp_path, **settings)
    (tmp_path / "providers.toml").write_text(
        '[[provider]]\nname = "twilio"\nkind = "twilio"\nauth_token = "secret token"\n'
        f'account_sid = "AC{"0" * 32}"\nsenders = ["+15005550006"]\n{providers}\n'
    )
    done = run(environment, command)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret token" not in done.stderr


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_without_carriers_it_starts_and_says_that_nothing_is_sent(tmp_path, command):
    environment = make_environment(tmp_path, mode="production")
    with running(environment, command):
        wait_until(lambda: "nothing is sent" in (tmp_path / f"{command}.log").read_text())
