"""The storm itself: a service that carries and is called back, and senders that die."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from benchmarks.service import OUTSPOKEN, find_free_port, running, wait_until_ready
from outreach.database import Database
from outreach.statuses import Status
from outreach.tables import attempts, messages
from tests.chaos import sender
from tests.chaos.rows import add_due
from web.sandbox.behaviour import Behaviour
from web.sandbox.ledger import Ledger
from web.sandbox.mailboxes import Mailboxes

SENDERS = 2
_CALM_SECONDS = 60.0
_OPEN = (Status.CREATED, Status.CLAIMED, Status.SENDING)


@dataclass(frozen=True, slots=True)
class Storm:
    """How much is sent, how fast, how often a sender is killed, and how the carrier lies."""

    texts: int
    mails: int
    per_second: float
    kill_seconds: float
    behaviour: Behaviour
    seed: int = 1


@dataclass(slots=True)
class Aftermath:
    """What the carrier's own books say, held against the rows.

    `lost` and `twice` are text messages that it has too few and too many of; of mails, `unknown`
    are those whose fate the rows call so.
    """

    kills: int = 0
    lost: int = 0
    twice: int = 0
    mails_lost: int = 0
    mails_twice: int = 0
    unknown: int = 0
    states: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)


def weather(storm: Storm, database_url: str, folder: Path) -> Aftermath:
    """Send everything through the storm, wait for what is open, and compare the books."""
    settings = _make_settings(database_url, folder)
    with closing(Database(database_url)) as database, _serving(settings):
        with closing(Ledger(folder / "sandbox.sqlite3")) as ledger:
            ledger.behave(storm.behaviour)
        add_due(database, storm.texts, storm.mails)
        kills = _kill_until_settled(storm, database, settings)
        return _compare(database, folder, kills)


def _make_settings(database_url: str, folder: Path) -> dict[str, Any]:
    return {
        "data": folder,
        "database_url": database_url,
        "port": find_free_port(),
        "sandbox_smtp_port": find_free_port(),
        "bounce_port": 0,
        "playground_port": 0,
        "engines": "silence",
        "workers": 1,
    }


@contextmanager
def _serving(settings: dict[str, Any]) -> Iterator[None]:
    named = {f"OUTSPOKEN_{name.upper()}": str(value) for name, value in settings.items()}
    quiet = {"OUTSPOKEN_EMBEDDED_WORKER": "off", "OUTSPOKEN_LOG_LEVEL": "error"}
    with running([OUTSPOKEN, "serve"], named | quiet, settings["data"] / "log"):
        wait_until_ready(settings["port"])
        yield


def _kill_until_settled(storm: Storm, database: Database, settings: dict[str, Any]) -> int:
    """Keep senders running, kill one of them now and then; the last ones finish in peace."""
    rng = random.Random(storm.seed)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([sender.__name__])
    arguments = (settings, storm.per_second / SENDERS)

    def start() -> BaseProcess:
        process = context.Process(target=sender.run, args=arguments, daemon=True)
        process.start()
        return process

    senders = [start() for _ in range(SENDERS)]
    kills, ends_at = 0, time.monotonic() + _CALM_SECONDS
    try:
        while _count_open(database, (Status.CREATED,)):
            time.sleep(storm.kill_seconds * rng.uniform(0.5, 1.5))
            victim = rng.randrange(SENDERS)
            senders[victim].kill()
            senders[victim].join()
            senders[victim] = start()
            kills += 1
            ends_at = time.monotonic() + _CALM_SECONDS
        while _count_open(database, _OPEN) or _count_unknown(database, "sms"):
            if time.monotonic() > ends_at:
                raise TimeoutError("messages are still open long after the storm")
            time.sleep(0.1)
    finally:
        for process in senders:
            process.kill()
            process.join()
    return kills


def _count_open(database: Database, states: tuple[Status, ...]) -> int:
    query = sa.select(sa.func.count()).where(messages.c.status.in_(states))
    with database.read() as connection:
        return int(connection.execute(query).scalar_one())


def _count_unknown(database: Database, channel: str) -> int:
    query = sa.select(sa.func.count()).where(
        messages.c.status == Status.UNKNOWN, messages.c.channel == channel
    )
    with database.read() as connection:
        return int(connection.execute(query).scalar_one())


def _compare(database: Database, folder: Path, kills: int) -> Aftermath:
    columns = [messages.c[name] for name in ("id", "channel", "address", "body", "status")]
    with database.read() as connection:
        rows = connection.execute(sa.select(*columns)).all()
        found = connection.execute(sa.select(attempts.c.outcome)).scalars().all()
    after = Aftermath(kills, found=Counter(found))
    after.states = Counter(f"{row.channel} {row.status}" for row in rows)
    with closing(Ledger(folder / "sandbox.sqlite3")) as ledger:
        took = Counter((each.recipient, each.body) for each in ledger.list_texts([], 0, 100_000))
    asked = Counter((row.address, row.body) for row in rows if row.channel == "sms")
    after.lost = (asked - took).total()
    after.twice = (took - asked).total()
    with closing(Mailboxes(folder / "sandbox_mail.sqlite3")) as mailboxes:
        for row in rows:
            if row.channel == "email":
                received = len(mailboxes.list_mails(row.address, 10))
                unknown = row.status == Status.UNKNOWN
                after.unknown += unknown
                after.mails_lost += received == 0 and not unknown
                after.mails_twice += received > 1
    return after
