"""Counting a segment of a million members, against SQL written by hand, on both databases."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from statistics import median

import sqlalchemy as sa

from benchmarks.postgres import running_cluster
from outreach import migrations
from outreach.database import Database
from outreach.segments import Context, count_members, parse_rule, sample_members

MEMBERS = 1_000_000
ROUNDS = 5
_TODAY = date(2026, 5, 4)
_RULE = parse_rule(
    {
        "all": [
            {"field": "age", "op": ">=", "value": 58},
            {"field": "age", "op": "<", "value": 68},
            {"language": ["fi", "sv"]},
            {"not": {"event": "retirement"}},
            {"field": "attribute.occupation", "op": "=", "value": "employed"},
            {"consent": {"channel": "sms", "purpose": "promotion"}},
            {"campaign": "Spring", "outcome": "none"},
        ]
    }
)
_BY_HAND = """
    SELECT count(*) FROM members m
    WHERE m.deceased_on IS NULL AND m.closed_on IS NULL AND m.kind <> 'representative'
    AND m.born_on > '1958-05-04' AND m.born_on <= '1968-05-04'
    AND (m.language IN ('fi', 'sv') OR m.language LIKE 'fi-%' OR m.language LIKE 'sv-%')
    AND (m.attributes ->> 'occupation') = 'employed'
    AND NOT EXISTS (SELECT 1 FROM life_events e WHERE e.member_id = m.id AND e.type = 'retirement'
                    AND e.happened_on <= '2026-05-04')
    AND EXISTS (SELECT 1 FROM consents c WHERE c.member_id = m.id AND c.channel = 'sms'
                AND c.purpose = 'promotion' AND c.granted)
    AND NOT EXISTS (SELECT 1 FROM messages s JOIN campaigns g ON g.id = s.campaign_id
                    WHERE g.name = 'Spring' AND s.member_id = m.id)
"""
_FILL = """
    INSERT INTO members (id, reference, language, country, time_zone, born_on, attributes,
                         created_at, updated_at)
    SELECT n, 'M' || n, {language}, 'FI', 'Europe/Helsinki', {born}, {attributes},
           '2026-01-01', '2026-01-01' FROM numbers;
    INSERT INTO life_events (member_id, type, happened_on, source, created_at)
    SELECT id, 'retirement', '2024-01-01', 'x', '2026-01-01' FROM members WHERE id % 7 = 0;
    INSERT INTO consents (member_id, channel, purpose, granted, source, decided_at)
    SELECT id, 'sms', 'promotion', id % 4 <> 0, 'x', '2026-01-01' FROM members WHERE id % 3 = 0;
    INSERT INTO campaigns (id, name, created_at, created_by, updated_at)
    VALUES (1, 'Spring', '2026-01-01', 'ann', '2026-01-01');
    INSERT INTO messages (campaign_id, member_id, channel, purpose, language, due_at, created_at)
    SELECT 1, id, 'sms', 'service', 'fi', '2026-01-01', '2026-01-01' FROM members WHERE id % 5 = 0
"""
_LANGUAGES = "CASE n % 5 WHEN 0 THEN 'fi' WHEN 1 THEN 'sv-FI' WHEN 2 THEN 'ar' ELSE 'en' END"
_JOBS = "'{\"occupation\": \"' || CASE n % 2 WHEN 0 THEN 'employed' ELSE 'student' END || '\"}'"


def measure() -> dict[str, float]:
    """Return the ratio of times; the worse of the two databases."""
    with tempfile.TemporaryDirectory() as folder, running_cluster() as cluster:
        urls = {"SQLite": f"sqlite:///{Path(folder) / 'b.sqlite3'}", "PostgreSQL": cluster.create()}
        ratios = [_measure_on(name, url) for name, url in urls.items()]
    return {"outreach.segment": max(ratios)}


def _measure_on(name: str, url: str) -> float:
    with closing(Database(url)) as database:
        migrations.upgrade(database)
        _fill(database)
        context = Context(_TODAY)
        by_hand = sa.text(_BY_HAND)
        with database.read() as connection:
            expected = connection.execute(by_hand).scalar_one()
            if not expected or count_members(connection, _RULE, context) != expected:
                raise RuntimeError(f"{name}: the segment and the SQL by hand differ")
            pairs = [
                (
                    _time(lambda: count_members(connection, _RULE, context)),
                    _time(lambda: connection.execute(by_hand).scalar_one()),
                )
                for _ in range(ROUNDS)
            ]
            sampled = _time(lambda: sample_members(connection, _RULE, context))
    ours, hand = (median(times) for times in zip(*pairs, strict=True))
    print(
        f"# {name}: {expected} of {MEMBERS} members counted in {ours:.3f} s, by hand in"
        f" {hand:.3f} s; sampled in {sampled:.3f} s"
    )
    return ours / hand


def _time(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _fill(database: Database) -> None:
    if database.is_sqlite:
        numbers = (
            "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers"
            f" WHERE n < {MEMBERS})"
        )
        born, attributes = "date('1930-01-01', (n * 37 % 30000) || ' days')", _JOBS
    else:
        numbers = f"WITH numbers AS (SELECT generate_series(1, {MEMBERS}) AS n)"
        born, attributes = "date '1930-01-01' + n * 37 % 30000", f"({_JOBS})::jsonb"
    fill = _FILL.format(language=_LANGUAGES, born=born, attributes=attributes)
    with database.write() as connection:
        for index, statement in enumerate(fill.split(";")):
            inserts = statement if index else statement.replace("SELECT n,", f"{numbers} SELECT n,")
            connection.exec_driver_sql(
                inserts.replace("%", "%%") if not database.is_sqlite else inserts
            )
    with database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("ANALYZE")
