import csv
import stat
from datetime import UTC, datetime

from outreach.institution import Contact
from outreach.listening import Listening


def test_work_for_people_is_listed_exported_and_closed(run, begun, tmp_path):
    assert "voice" in run("work", "list").stdout
    run("work", "export", str(tmp_path / "work.csv"), "--campaign", "Spring")
    lines = (tmp_path / "work.csv").read_text("utf-8-sig").splitlines()
    assert lines[1].startswith("1,A-2,'=Bo,'=Bo,A-2,,fi,voice,no-address,Spring,")
    assert stat.S_IMODE((tmp_path / "work.csv").stat().st_mode) == 0o600

    run("work", "close", "1", "letter sent", "--as", "eve")
    assert run("work", "list").stdout == ""
    assert run("work", "list", "--closed").stdout.endswith("  eve  letter sent\n")
    assert "no open item 1" in run("work", "close", "1", "again", ok=False).stderr


def test_a_letter_carries_a_link_that_reads_it_out(run, begun, database, tmp_path):
    run("work", "export", str(tmp_path / "work.csv"))
    with (tmp_path / "work.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    listening = Listening(database, Contact("Fund", "", "en"))
    link = listening.find_code(row["listen_code"], datetime.now(UTC))

    assert listening.find(row["listen_link"].rpartition("/")[2], datetime.now(UTC)) == link
    assert "Hei =Bo, maksamme" in listening.tell(link, None).text
    assert (tmp_path / row["listen_qr"]).read_bytes().startswith(b"\x89PNG")


def test_a_folder_that_is_a_file_is_named(run, begun, tmp_path):
    (tmp_path / "work-qr").touch()
    refused = run("work", "export", str(tmp_path / "work.csv"), ok=False)

    assert "work-qr cannot be written" in refused.stderr
