import csv
import io

import pytest
import segno
import sqlalchemy as sa

from outreach.campaigns import cancel
from outreach.links import LinkTerms, MessageLinks
from outreach.tables import members, work_items
from outreach.work import Letters, close_work, export_work, list_work, note_exported
from tests.outreach.campaigns.drafts import NOW, prepare, start
from tests.outreach.planning.runs import plan, read
from tests.outreach.segments.people import add_member

TERMS = LinkTerms("https://outspoken.example", "", 30)
STEPS = [{"channel": "sms"}, {"channel": "person"}]


class Watched(io.StringIO):
    """Tells of each line that is written."""

    def __init__(self, tell):
        super().__init__()
        self._tell = tell

    def write(self, text):
        self._tell()
        return super().write(text)


@pytest.fixture
def begin(database):
    """Plans a campaign that leaves whoever it is given to a person."""

    def begin_it(add):
        with database.write() as connection:
            prepare(connection)
            add(connection)
            campaign = start(connection, steps=STEPS)
        plan(database, campaign)

    return begin_it


def add_aino(connection):
    add_member(connection, "A-1", name="Aino")


def find_references(database, **given):
    with database.read() as connection:
        return [item.reference for item in list_work(connection, **given)]


def export(database, folder):
    links = MessageLinks(database, "a secret of the tests", TERMS, lambda: NOW)
    sheet = io.StringIO()
    export_work(database, sheet, Letters(links, folder / "qr"))
    return list(csv.DictReader(io.StringIO(sheet.getvalue())))


def test_what_lists_the_work_can_write_as_well(database, begin):
    begin(add_aino)
    with database.write() as connection:
        for item in list(list_work(connection)):
            close_work(connection, item.id, "letter sent", "eve", NOW)

    assert find_references(database) == []


@pytest.mark.parametrize("facts", [{"deceased_on": NOW.date()}, {"closed_on": NOW.date()}])
def test_nothing_is_left_to_do_about_who_is_gone(database, begin, tmp_path, facts):
    begin(add_aino)
    with database.write() as connection:
        connection.execute(sa.update(members).values(facts))

    assert find_references(database) == []
    assert export(database, tmp_path) == []


def test_nothing_is_left_to_do_for_a_cancelled_campaign(database, begin):
    begin(add_aino)
    with database.write() as connection:
        cancel(connection, "spring", "eve", NOW)

    assert find_references(database) == []


def test_what_no_campaign_asked_for_is_work_too(database):
    with database.write() as connection:
        facts = {"member_id": add_member(connection, "A-1"), "reason": "reply", "language": "fi"}
        connection.execute(sa.insert(work_items).values(facts | {"created_at": NOW}))

    assert find_references(database) == ["A-1"]


def test_a_letter_is_addressed_to_the_representative(database, begin, tmp_path):
    def add(connection):
        guardian = add_member(connection, "R-1", kind="representative", name="Kerttu")
        add_member(connection, "A-1", name="Aino", representative_id=guardian)

    begin(add)

    (row,) = export(database, tmp_path)
    assert (row["name"], row["recipient"], row["recipient_reference"]) == ("Aino", "Kerttu", "R-1")


def test_a_letter_to_an_employer_names_the_contact_person(database, begin, tmp_path):
    firm = {"kind": "employer", "name": "Paja", "contact_name": "Bo Ek"}
    begin(lambda connection: add_member(connection, "E-1", **firm))

    (row,) = export(database, tmp_path)
    told = [row[name] for name in ("recipient", "recipient_reference", "contact_name")]
    assert told == ["Paja", "E-1", "Bo Ek"]


def test_what_is_closed_is_listed_with_its_outcome(database, begin):
    begin(add_aino)
    assert find_references(database, closed=True) == []
    with database.write() as connection:
        close_work(connection, 1, "visited", "eve", NOW)
        (item,) = list_work(connection, closed=True)

    assert (item.outcome, item.closed_by, item.closed_at) == ("visited", "eve", NOW)


def test_the_qr_code_of_a_letter_is_its_link(database, begin, tmp_path):
    begin(add_aino)

    (row,) = export(database, tmp_path)
    drawn = io.BytesIO()
    segno.make_qr(row["listen_link"], error="m").save(drawn, kind="png", scale=8)
    assert (tmp_path / row["listen_qr"]).read_bytes() == drawn.getvalue()


def test_others_write_while_letters_are_made(database, tmp_path):
    with database.write() as connection:
        prepare(connection)
        for name in ("Aino", "Bo"):
            add_member(connection, name, name=name)
        campaign = start(connection, steps=STEPS)
    plan(database, campaign)

    def write_meanwhile():
        with database.write() as connection:
            note_exported(connection, [1], "eve", NOW, None)

    links = MessageLinks(database, "a secret of the tests", TERMS, lambda: NOW)
    sheet = Watched(write_meanwhile)
    assert export_work(database, sheet, Letters(links, tmp_path / "qr")) == [1, 2]

    rows = list(csv.DictReader(io.StringIO(sheet.getvalue())))
    assert [row["listen_qr"] for row in rows] == ["qr/1.png", "qr/2.png"]
    assert [row.exported_at for row in read(database, work_items)] == [NOW, None]
