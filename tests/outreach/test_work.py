import csv
import io

from outreach.links import LinkTerms, MessageLinks
from outreach.tables import work_items
from outreach.work import Letters, export_work, note_exported
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
