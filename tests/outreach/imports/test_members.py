from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from outreach.addresses import get_hasher
from outreach.consent import Decision, find_decisions, record
from outreach.erasure import Eraser
from outreach.imports import DateOrder
from outreach.institution import Institution
from outreach.journal import Journal
from outreach.members import get_member
from outreach.optouts import OptOuts
from outreach.tables import members
from tests.outreach.imports.conftest import NOW

FULL = """ref,name,lang,country,region,tz,dob,mobile,email,channel,voice,pension amount
M1,Zoé,fr,MA,06,,1950-12-31,0612345678,Zoe@Example.org,sms,oui,1 234
"""


def count(database):
    with database.read() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(members)).scalar_one()


def get(database, reference="M1"):
    with database.read() as connection:
        return get_member(connection, reference)


def tally(outcome):
    return outcome.new, outcome.changed, outcome.unchanged, outcome.failed


def test_a_row_fills_every_field(importing):
    assert tally(importing(FULL)) == (1, 0, 0, 0)

    member = get(importing.database)
    assert (member.phone, member.phone_kind) == ("+212612345678", "mobile")
    assert (member.country, member.region, member.time_zone) == ("MA", "MA-06", "Africa/Casablanca")
    assert (member.email, member.born_on) == ("Zoe@example.org", date(1950, 12, 31))
    assert (member.preferred_channel, member.needs_voice) == ("sms", True)
    assert member.attributes == {"pension_amount": "1 234"}


def test_addresses_are_hashed_with_the_installations_key(importing):
    importing(FULL)

    hasher = get_hasher(importing.database)
    with importing.database.read() as connection:
        row = connection.execute(sa.select(members)).one()
    assert row.phone_hash == hasher.hash("+212612345678")
    assert row.email_hash == hasher.hash("zoe@example.org")


def test_the_institution_stands_in_for_what_a_row_does_not_say(importing):
    importing("ref,phone\nM1,06 12 34 56 78\n")

    member = get(importing.database)
    place = (member.language, member.country, member.region, member.time_zone)
    assert place == ("fr", "FR", "FR-75C", "Europe/Paris")
    assert member.phone == "+33612345678"


def test_where_nobody_says_the_country_the_row_is_refused_with_what_to_set(importing):
    importing("ref\nM1\n", place=Institution("fr"))

    ((_, _, text),) = importing.texts()
    assert "OUTSPOKEN_COUNTRY and OUTSPOKEN_TIME_ZONE" in text


def test_the_region_tells_the_time_zone_or_the_row_says_what_to_write(importing):
    importing("ref,country,region\nM1,CA,MB\nM2,CA,ON\n")

    assert get(importing.database).time_zone == "America/Winnipeg"
    ((line, _, text),) = importing.texts()
    assert line == 3
    assert "a column time_zone, such as America/Toronto" in text


def test_importing_again_changes_nothing(importing):
    importing(FULL)
    before = get(importing.database)

    assert tally(importing(FULL, at=NOW + timedelta(days=1))) == (0, 0, 1, 0)
    assert get(importing.database) == before


def test_what_a_row_leaves_out_or_empty_stays(importing):
    importing(FULL)

    assert tally(importing("ref,name,mobile,pension amount,town\nM1,Zoë,,,Fès\n")) == (0, 1, 0, 0)
    member = get(importing.database)
    assert (member.name, member.phone) == ("Zoë", "+212612345678")
    assert member.attributes == {"pension_amount": "1 234", "town": "Fès"}


def test_an_empty_cell_erases_only_where_it_is_told_to(importing):
    importing(FULL)

    importing("ref,name,mobile,email,voice,pension amount\nM1,,,,,\n", erase_empty=True)

    member = get(importing.database)
    assert (member.name, member.phone, member.phone_kind, member.email) == ("", None, None, None)
    assert (member.needs_voice, member.attributes) == (False, {})
    assert member.born_on == date(1950, 12, 31)


def test_all_problems_of_a_row_are_told_and_the_others_are_imported(importing):
    content = "ref,dob,phone,email\nM1,04/05/1960,123,x@\nM2,,,\n,,,a@b.org\n"

    assert tally(importing(content)) == (1, 0, 0, 2)
    assert [(line, column) for line, column, _ in importing.texts()] == [
        *((2, column) for column in ("dob", "phone", "email")),
        (4, "ref"),
    ]
    assert importing.problems[1].cell == "123"


def test_an_ambiguous_date_is_read_in_the_order_that_is_said(importing):
    importing("ref,dob\nM1,04/05/1960\n", dates=DateOrder.DMY)

    assert get(importing.database).born_on == date(1960, 5, 4)


@pytest.mark.parametrize(
    ("header", "cells", "problem"),
    [
        ("dob", "2026-05-05", "future"),
        ("date of death", "2999-01-01", "between|future"),
        ("dob,date of death", "1960-01-01,1950-01-01", "before the date of birth"),
        ("name", "a\x00b", "control characters"),
        ("name", "x" * 600, "longer than 500"),
        ("pension", "x" * 10_001, "longer than 10000"),
        ("kind", "robot", "person, employer, representative"),
    ],
)
def test_what_cannot_be_is_refused(importing, header, cells, problem):
    assert importing(f"ref,{header}\nM1,{cells}\n").failed == 1

    ((_, _, text),) = importing.texts()
    assert any(word in text for word in problem.split("|"))


def test_who_died_today_is_known_where_the_day_has_begun(importing):
    after_midnight_in_helsinki = datetime(2026, 5, 4, 21, 30, tzinfo=UTC)

    outcome = importing("ref,date of death\nM1,2026-05-05\n", at=after_midnight_in_helsinki)

    assert outcome.failed == 0
    assert get(importing.database).deceased_on == date(2026, 5, 5)


@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize("faulty", ["M1,first,12", "M1,first,,", "M1,first,0612345678"])
def test_two_rows_with_one_reference_are_both_refused(importing, dry_run, faulty):
    file = f"ref,name,phone\n{faulty}\nM2,x,\n M1,second,\n"

    assert tally(importing(file, dry_run=dry_run)) == (1, 0, 0, 2)
    texts = importing.texts()
    assert (2, "", "has the reference of line 4: leave one of them out") in texts
    assert (4, "", "has the reference of line 2: leave one of them out") in texts
    assert count(importing.database) == (0 if dry_run else 1)


def test_a_rehearsal_counts_and_writes_nothing(importing):
    importing("ref,name\nM1,old\nM2,same\n")

    outcome = importing("ref,name\nM1,new\nM2,same\nM3,x\nM4,y,z\n", dry_run=True)

    assert (tally(outcome), outcome.written) == ((1, 1, 1, 1), False)
    assert get(importing.database).name == "old"
    assert count(importing.database) == 2


def test_all_or_nothing_writes_nothing_if_one_row_is_refused(importing):
    assert not importing("ref,phone\nM1,\nM2,123\n", all_or_nothing=True).written
    assert count(importing.database) == 0

    assert importing("ref,phone\nM1,\nM2,\n", all_or_nothing=True).written
    assert count(importing.database) == 2


def test_an_import_does_not_undo_an_opt_out(importing):
    importing("ref\nM1\n")
    member = get(importing.database)
    no = Decision(member.id, "sms", "promotion", False, "reply", NOW)
    with importing.database.write() as connection:
        record(connection, [no])

    importing("ref,promotion\nM1,yes\n")

    with importing.database.read() as connection:
        found = {each.channel: each.granted for each in find_decisions(connection, member.id)}
    assert found == {"sms": False, "voice": True, "email": True}


def test_one_channels_consent_comes_before_that_of_all(importing):
    importing("ref,promotion,consent_email_promotion\nM1,yes,no\n")

    with importing.database.read() as connection:
        found = find_decisions(connection, get(importing.database).id)
    assert {each.channel: each.granted for each in found}["email"] is False
    assert {each.source for each in found} == {"import"}


def test_a_representative_may_come_later_in_the_file(importing):
    importing("ref,kind,lang,guardian\nM1,,fr,G1\nG1,representative,ar,\n")

    with importing.database.read() as connection:
        found = [get_member(connection, reference) for reference in ("M1", "G1")]
    assert found[0].representative_id == found[1].id


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_representative_who_is_nobody_is_told(importing, dry_run):
    content = "ref,guardian\nM1,ZZ\nM2,M2\nM3,M1\n"
    outcome = importing(content, dry_run=dry_run)

    assert outcome.unlinked == 2
    assert [line for line, _, _ in importing.texts()] == [2, 3]


def test_a_representative_is_taken_away_by_an_empty_cell_that_erases(importing):
    importing("ref,guardian\nM1,G1\nG1,\n")
    importing("ref,guardian\nM1,\n")
    assert get(importing.database).representative_id is not None

    importing("ref,guardian\nM1,\n", erase_empty=True)
    assert get(importing.database).representative_id is None


def test_a_person_who_was_erased_does_not_come_back_from_an_older_file(importing, tmp_path):
    database = importing.database
    importing(FULL)
    hasher = get_hasher(database)
    eraser = Eraser(OptOuts(database, hasher, Journal(tmp_path / "suppressions.jsonl")), hasher)
    with database.write() as connection:
        eraser.erase(connection, "M1", actor="dpo", at=NOW)

    assert tally(importing(FULL)) == (0, 0, 0, 1)
    assert "readmit" in importing.texts()[0][2]

    with database.write() as connection:
        eraser.readmit(connection, "M1", actor="dpo", at=NOW)
    assert tally(importing(FULL)) == (1, 0, 0, 0)


def test_a_long_file_is_parsed_in_several_processes_in_its_order(importing):
    rows = [f"M{number:05},0612{number:06}" for number in range(12_000)]
    rows[7000] = "M07000,123"

    outcome = importing("ref,phone\n" + "\n".join(rows))

    assert tally(outcome) == (11_999, 0, 0, 1)
    assert importing.problems[0].line == 7002
    with importing.database.read() as connection:
        query = sa.select(members.c.reference).order_by(members.c.id)
        found = list(connection.execute(query).scalars())
    assert found == sorted(found)


def test_a_database_that_fails_on_the_way_keeps_the_batches_before(importing, monkeypatch):
    monkeypatch.setattr("outreach.imports.running.BATCH", 2)
    path = importing.write("ref\nM1\nM2\nM3\n")
    statement = "ALTER TABLE members ADD CHECK (reference <> 'M3')"
    if importing.database.is_sqlite:
        statement = (
            "CREATE TRIGGER small BEFORE INSERT ON members WHEN NEW.reference = 'M3'"
            " BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    with importing.database.write() as connection:
        connection.exec_driver_sql(statement)

    with pytest.raises(sa.exc.IntegrityError):
        importing(path)

    assert count(importing.database) == 2
