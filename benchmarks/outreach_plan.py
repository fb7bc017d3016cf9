"""Planning a campaign for a million members, against a bare INSERT … SELECT into the same table."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from typing import Any

import sqlalchemy as sa

from outreach import migrations
from outreach.campaigns import (
    Definition,
    Premises,
    approve,
    parse_definition,
    save_campaign,
    submit,
)
from outreach.channels import Channel
from outreach.database import Database
from outreach.planning import expand
from outreach.segments import parse_rule, save_segment
from outreach.tables import campaign_runs, messages
from outreach.wording import Template, Wording, save_templates

MANY, FEW = 1_000_000, 100_000
ROUNDS = 3
_NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
_PREMISES = Premises(real_carriers=False)
_LANGUAGES = ("en", "fr", "ar", "es", "zh-Hans", "fi", "sv", "id", "ms", "ta")
_ZONES = ("Europe/Paris", "Africa/Casablanca", "Asia/Kolkata", "America/New_York", "Pacific/Apia")
_FILL = """
    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})
    INSERT INTO members (id, reference, name, language, country, time_zone, born_on, phone,
                         phone_kind, phone_hash, email, email_hash, attributes, created_at,
                         updated_at)
    SELECT n, 'M' || n, 'Name ' || n, {language}, 'FI', {zone},
           date('1940-01-01', n % 20000 || ' days'), '+3584' || (10000000 + n), 'mobile', hex(n),
           'm' || n || '@example.org', hex(n),
           '{{"amount": "812.50 EUR"}}', '2026-01-01', '2026-01-01' FROM numbers
"""
_BARE = """
    INSERT INTO messages (campaign_id, member_id, occurrence, step, wording_id, channel, purpose,
                          language, address, "values", status, reason, due_at, expires_at,
                          created_at, resend_unknown)
    SELECT 1, id, '', 0, 1, 'sms', 'service', language, phone, '{"name": "x", "amount": "y"}',
           'created', '', '2026-05-04 09:00:00.000000', '2026-05-07 09:00:00.000000',
           '2026-05-04 09:00:00.000000', 0 FROM members
"""


def measure() -> dict[str, float]:
    """Return the ratio of times, and of the peak memory of a process that plans many and few."""
    with tempfile.TemporaryDirectory() as folder:
        many = _measure_in_process(Path(folder), MANY, ROUNDS)
        few = _measure_in_process(Path(folder), FEW, 1)
    pairs = list(zip(many["planned"], many["bare"], strict=True))
    planned, bare = (median(times) for times in zip(*pairs, strict=True))
    print(
        f"# planning {MANY:,} members: {planned:.2f} s, a bare INSERT … SELECT {bare:.2f} s;"
        f" {many['peak'] / 1e6:.0f} MB at most, {few['peak'] / 1e6:.0f} MB for {FEW:,}"
    )
    return {
        "outreach.plan": median(planned / bare for planned, bare in pairs),
        "outreach.plan_memory": many["peak"] / few["peak"],
    }


def _measure_in_process(folder: Path, count: int, rounds: int) -> dict[str, Any]:
    """Measure in a process of its own, whose peak is that of this work alone."""
    url = f"sqlite:///{folder / f'{count}.sqlite3'}"
    command = [sys.executable, "-m", "benchmarks.outreach_plan", url, str(count), str(rounds)]
    done = subprocess.run(command, check=True, capture_output=True)
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def main(url: str, count: int, rounds: int) -> None:
    """Plan in turn with the bare statement, and print seconds of each and bytes at most."""
    measured: dict[str, list[float]] = {"planned": [], "bare": []}
    peak = 0
    with closing(Database(url)) as database:
        migrations.upgrade(database)
        run_id = _fill(database, count)
        for _ in range(rounds):
            measured["planned"].append(_time_planning(database, run_id, count))
            peak = peak or getrusage(RUSAGE_SELF).ru_maxrss * 1024
            measured["bare"].append(_time_bare(database))
    print(json.dumps(measured | {"peak": peak}))


def _time_planning(database: Database, run_id: int, count: int) -> float:
    _clear(database)
    started = time.perf_counter()
    if expand(database, run_id, _NOW, _PREMISES) != count:
        raise RuntimeError("not everyone was planned")
    return time.perf_counter() - started


def _time_bare(database: Database) -> float:
    _clear(database)
    started = time.perf_counter()
    with database.write() as connection:
        connection.exec_driver_sql(_BARE)
    return time.perf_counter() - started


def _clear(database: Database) -> None:
    again = {"state": "planning", "planned_through": None, "planned": 0}
    with database.write() as connection:
        connection.execute(sa.delete(messages))
        connection.execute(sa.update(campaign_runs).values(again))
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _fill(database: Database, count: int) -> int:
    """Make members, an approved campaign for all of them, and its run; return the run."""
    with database.write() as connection:
        language, zone = (_choose(words) for words in (_LANGUAGES, _ZONES))
        connection.exec_driver_sql(_FILL.format(count=count, language=language, zone=zone))
        save_templates(connection, [_make_template()], "ann", _NOW)
        save_segment(connection, "all", parse_rule({"everyone": True}), "ann", _NOW)
        save_campaign(connection, "all", _make_definition(count), "ann", _NOW)
        submit(connection, "all", "ann", _NOW, _PREMISES)
        campaign = approve(connection, "all", "bob", _NOW, _PREMISES)
        run = {"campaign_id": campaign.id, "occurrence": "", "due_at": _NOW, "created_at": _NOW}
        insert = sa.insert(campaign_runs).values(run).returning(campaign_runs.c.id)
        return int(connection.execute(insert).scalar_one())


def _choose(words: tuple[str, ...]) -> str:
    cases = " ".join(f"WHEN {number} THEN '{word}'" for number, word in enumerate(words))
    return f"CASE n % {len(words)} {cases} END"


def _make_template() -> Template:
    wordings = [
        Wording(Channel.SMS, language, "{name}: {amount, amount}") for language in _LANGUAGES
    ]
    return Template("payment").with_wordings(wordings)


def _make_definition(count: int) -> Definition:
    return parse_definition(
        {
            "template": "payment",
            "audience": {"segment": "all"},
            "steps": [{"channel": "sms"}],
            "schedule": {"kind": "local", "day": "2026-05-05", "at": "10:00"},
            "cap": count,
        }
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
