import pytest
import sqlalchemy as sa

from outreach import migrations
from outreach.database import Database
from outreach.errors import SchemaError


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path):
    """A database without a table."""
    if request.param == "postgresql":
        url = request.getfixturevalue("cluster").create()
    else:
        url = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    database = Database(url)
    yield database
    database.close()


def test_migrations_make_the_tables_that_the_program_works_with(empty):
    assert migrations.is_empty(empty)

    migrations.upgrade(empty)
    migrations.upgrade(empty)

    migrations.check(empty)
    assert not migrations.is_empty(empty)


def test_an_empty_database_is_behind_and_the_error_says_what_to_run(empty):
    with pytest.raises(SchemaError, match="outspoken db upgrade"):
        migrations.require_current(empty)


def test_a_database_of_a_later_version_is_left_alone(database):
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    for step in (migrations.upgrade, migrations.check, migrations.require_current):
        with pytest.raises(SchemaError, match="newer"):
            step(database)


def test_a_table_that_somebody_changed_by_hand_is_found(database):
    with database.write() as connection:
        connection.exec_driver_sql("ALTER TABLE members ADD COLUMN nickname TEXT")

    with pytest.raises(SchemaError, match="nickname"):
        migrations.check(database)


PLANS = [
    (
        "channel = 'sms' AND campaign_id = 3 AND status = 'created' ORDER BY due_at, id",
        "ix_messages_due",
    ),
    ("status IN ('claimed','sending','unknown') AND lease_until < '2026-01-01'", "lease_until"),
    ("status IN ('claimed','sending','unknown') AND address = '+358'", "ix_messages_address"),
    ("member_id = 7 AND campaign_id = 3", "uq_messages_identity"),
    ("provider = 'twilio' AND provider_id = 'SM1'", "uq_messages_provider_id"),
]


@pytest.mark.parametrize(("condition", "index"), PLANS)
def test_the_questions_of_delivery_are_answered_by_an_index(database, condition, index):
    explain = "EXPLAIN QUERY PLAN" if database.is_sqlite else "EXPLAIN"
    with database.read() as connection:
        if not database.is_sqlite:
            connection.execute(sa.text("SET enable_seqscan = off"))
        rows = connection.exec_driver_sql(f"{explain} SELECT id FROM messages WHERE {condition}")
        plan = "\n".join(str(tuple(row)) for row in rows)

    assert index in plan
