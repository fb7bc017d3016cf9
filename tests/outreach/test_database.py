import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa

from outreach.database import Database, parse_url
from outreach.errors import DatabaseUnavailableError
from outreach.tables import installation, leases, switches

MOMENT = datetime(2026, 3, 29, 1, 30, 15, 123456, tzinfo=timezone(timedelta(hours=5, minutes=45)))


def put_lease(connection, name="sweep", moment=MOMENT):
    connection.execute(sa.insert(leases).values(name=name, owner="me", lease_until=moment))


def test_a_moment_comes_back_as_it_went_in(database):
    with database.write() as connection:
        put_lease(connection)

    with database.read() as connection:
        found = connection.execute(sa.select(leases.c.lease_until)).scalar_one()

    assert found == MOMENT
    assert found.tzinfo is UTC


def test_moments_are_compared_whatever_their_zone(database):
    with database.write() as connection:
        put_lease(connection)
        just_after = (MOMENT + timedelta(microseconds=1)).astimezone(UTC)
        before = sa.select(sa.func.count()).where(leases.c.lease_until < just_after)
        at = sa.select(sa.func.count()).where(leases.c.lease_until < MOMENT)

        assert connection.execute(before).scalar_one() == 1
        assert connection.execute(at).scalar_one() == 0


def test_a_moment_without_a_zone_is_refused(database):
    with pytest.raises(sa.exc.StatementError, match="time zone"), database.write() as connection:
        put_lease(connection, moment=datetime(2026, 1, 1))


def test_a_transaction_that_fails_leaves_nothing(database):
    with pytest.raises(ZeroDivisionError), database.write() as connection:
        put_lease(connection)
        raise ZeroDivisionError

    with database.read() as connection:
        assert connection.execute(sa.select(leases)).all() == []


def test_a_reader_sees_one_state_while_others_write(database):
    count = sa.select(sa.func.count()).select_from(leases)
    with database.read() as reading:
        assert reading.execute(count).scalar_one() == 0
        with database.write() as writing:
            put_lease(writing)

        assert reading.execute(count).scalar_one() == 0


def test_writers_wait_for_one_another_and_lose_nothing(database):
    with database.write() as connection:
        connection.execute(sa.insert(installation).values(name="count", value=0))
    barrier = threading.Barrier(8)

    def add():
        barrier.wait()
        with database.write() as connection:
            query = sa.select(installation.c.value).with_for_update()
            value = connection.execute(query).scalar_one()
            connection.execute(sa.update(installation).values(value=value + 1))

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with database.read() as connection:
        assert connection.execute(sa.select(installation.c.value)).scalar_one() == 8


def test_sqlite_survives_a_power_cut_and_reads_while_another_writes(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'new' / 'folder' / 'file.sqlite3'}")

    with database.read() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]

    assert found == ["wal", 2, 1, 30_000]
    database.close()


def test_only_the_owner_reads_what_sqlite_writes(tmp_path):
    folder = tmp_path / "new"
    database = Database(f"sqlite:///{folder / 'file.sqlite3'}")
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE kept (value TEXT)")

    modes = {path.name: path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())}
    assert modes == {
        "new": 0o700,
        **dict.fromkeys(("file.sqlite3", "file.sqlite3-wal", "file.sqlite3-shm"), 0o600),
    }
    database.close()


def test_rows_of_a_parent_that_does_not_exist_are_refused(database):
    statement = "INSERT INTO consents (member_id, channel, purpose, source, decided_at)"
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        connection.exec_driver_sql(f"{statement} VALUES (7, 'sms', 'service', 'x', '2026-01-01')")


@pytest.mark.parametrize(
    "url",
    ["", "nothing", "mysql://secret@host/name", "sqlite://", "postgresql://host", "sqlite:///"],
)
def test_an_address_of_no_database_is_refused_without_being_quoted(url):
    with pytest.raises(ValueError, match="postgresql://USER") as caught:
        parse_url(url)

    assert "secret" not in str(caught.value)


def test_postgres_has_several_names():
    names = ["postgres://h/n", "postgresql://h/n", "postgresql+psycopg://h/n"]

    assert {parse_url(name).drivername for name in names} == {"postgresql+psycopg"}


@pytest.mark.parametrize(
    "url", ["postgresql://u:secret@127.0.0.1:1/name", "sqlite:////proc/nowhere/file.sqlite3"]
)
def test_a_database_out_of_reach_is_told_without_its_password(url):
    with pytest.raises(DatabaseUnavailableError) as caught, Database(url).read():
        pass

    assert "secret" not in str(caught.value)


def test_a_full_disk_undoes_the_transaction_and_says_so(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'small.sqlite3'}")
    with database.write() as connection:
        switches.create(connection)
        connection.exec_driver_sql("PRAGMA max_page_count=20")
        pages = connection.exec_driver_sql("PRAGMA max_page_count").scalar_one()

    with pytest.raises(DatabaseUnavailableError, match="full"), database.write() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        row = {"reason": "x" * 200_000, "changed_at": MOMENT, "changed_by": "me"}
        connection.execute(sa.insert(switches).values(name="sending", **row))

    with database.read() as connection:
        assert connection.execute(sa.select(switches)).all() == []
    database.close()


def test_a_server_that_ended_all_connections_is_reached_again(cluster):
    database = Database(cluster.create(template="template_outspoken"))
    with database.read() as connection:
        connection.execute(sa.select(leases))
    end = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    )

    with pytest.raises(DatabaseUnavailableError), database.read() as connection:
        connection.exec_driver_sql(end)

    with database.read() as connection:
        assert connection.execute(sa.select(leases)).all() == []
    database.close()


def test_who_waits_to_write_comes_between_the_ranges_of_another(database):
    written, began, done = [], threading.Event(), threading.Event()

    def write_ranges():
        while len(written) < 200 and not done.wait(0.01):
            with database.write() as connection:
                put_lease(connection, name=f"range {len(written)}")
                began.set()
                done.wait(0.05)
            written.append(True)

    writer = threading.Thread(target=write_ranges)
    writer.start()
    began.wait()
    with database.write() as connection:
        put_lease(connection)
    done.set()
    writer.join()

    assert len(written) < 20


RECOVERING = """
import fcntl, sys
with open(sys.argv[1], "r+b") as shared:
    for lock in (120, 122):  # Of whoever writes, and of whoever recovers.
        fcntl.lockf(shared, fcntl.LOCK_EX, 1, lock)
    shared.write(bytes(96))
    shared.flush()
    print("begun", flush=True)
    sys.stdin.read()
"""


def test_a_write_waits_while_another_process_recovers_the_database(tmp_path):
    tries = []
    with closing(Database(f"sqlite:///{tmp_path}/rows.sqlite3")) as database:
        with database.write() as connection:
            connection.exec_driver_sql("CREATE TABLE numbers (number)")
        command = [sys.executable, "-c", RECOVERING, f"{tmp_path}/rows.sqlite3-shm"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:

            def end_at_second_try(connection, cursor, statement, *_):
                tries.append(statement == "BEGIN IMMEDIATE")
                if sum(tries) == 2:
                    other.communicate()

            assert other.stdout.readline() == b"begun\n"
            sa.event.listen(database.engine, "before_cursor_execute", end_at_second_try)
            with database.write() as connection:
                connection.exec_driver_sql("INSERT INTO numbers VALUES (1)")
            other.stdin.close()

    assert sum(tries) > 1
