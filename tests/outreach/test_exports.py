import csv
import gc
import resource
import secrets
import stat
import sys
from contextlib import contextmanager

import pytest
from openpyxl import load_workbook

from outreach.errors import SheetError
from outreach.exports import export_members
from outreach.spreadsheets import SheetWriter, guard, strip_guard
from outreach.tables import members
from tests.outreach.imports.conftest import Importing

CONTENT = """ref,name,phone,email,dob,voice,guardian,promotion,pension amount,kind of work
M1,=cmd|' /C calc'!A0,+33612345678,a@example.org,1950-12-31,yes,M2,no,12.50,'=x
M2,"Zoé, ""the"" best",,,,,,,,
"""


@pytest.fixture
def importing(database, tmp_path):
    made = Importing(tmp_path, database)
    made(CONTENT)
    return made


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_what_is_exported_imports_as_what_was_there(importing, tmp_path, name):
    with importing.database.read() as connection:
        assert export_members(connection, tmp_path / name) == 2

    outcome = importing(tmp_path / name)

    assert (outcome.unchanged, outcome.failed, outcome.unlinked) == (2, 0, 0)
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_no_cell_of_an_export_is_a_formula(importing, tmp_path):
    with importing.database.read() as connection:
        export_members(connection, tmp_path / "out.csv")
        export_members(connection, tmp_path / "out.xlsx")

    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert not any(cell.startswith(("=", "@", "-")) for cell in cells)
    assert "+33612345678" in cells
    rows = load_workbook(tmp_path / "out.xlsx").active.iter_rows()
    assert {cell.data_type for row in rows for cell in row if cell.value} == {"s"}


def test_some_members_can_be_chosen(importing, tmp_path):
    with importing.database.read() as connection:
        chosen = members.c.reference == "M2"
        assert export_members(connection, tmp_path / "out.csv", chosen) == 1


@pytest.mark.parametrize(
    "text", ["=1", "+a", "-x", "@SUM(A1)", "'", "'=1", "\t=1", "a=1", "+358 4"]
)
def test_a_guarded_cell_reads_as_it_was(text):
    assert strip_guard(guard(text)) == text


def test_an_export_that_fails_leaves_the_earlier_file(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("earlier")

    with pytest.raises(ZeroDivisionError), SheetWriter(path, ["a"]):
        raise ZeroDivisionError

    assert path.read_text() == "earlier"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(SheetError, match="cannot be written"):
        SheetWriter(tmp_path / "none" / "out.csv", ["a"])


@contextmanager
def small_disk(most):
    """Let no file grow beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("rows", [600, 20_000], ids=["at its end", "on the way"])
def test_a_full_disk_is_told_and_leaves_no_names_behind(tmp_path, rows):
    with (
        small_disk(20_000),
        pytest.raises(SheetError, match="cannot be written"),
        SheetWriter(tmp_path / "out.csv", ["a"]) as sheet,
    ):
        for _ in range(rows):
            sheet.write(["a name and an address of somebody"])

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("rows", [8, 2_000], ids=["at its end", "on the way"])
def test_a_full_disk_is_told_once_of_a_workbook(tmp_path, monkeypatch, rows):
    ignored = []
    monkeypatch.setattr(sys, "unraisablehook", ignored.append)
    with small_disk(7_800):
        try:
            with SheetWriter(tmp_path / "out.xlsx", ["a"]) as sheet:
                for _ in range(rows):
                    sheet.write([secrets.token_hex(400)])
        except SheetError as error:
            told = str(error)
        gc.collect()

    assert "cannot be written" in told
    assert ignored == []
    assert list(tmp_path.iterdir()) == []
