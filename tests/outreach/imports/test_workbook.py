import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from outreach.errors import SheetError
from outreach.imports.sheet import Reading
from outreach.imports.workbook import WorkbookSheet


@pytest.fixture
def save(tmp_path):
    """Saves rows as the first sheet of an xlsx file."""

    def save_rows(*rows, other=None):
        book = Workbook()
        for row in rows:
            book.active.append(row)
        if other:
            book.create_sheet("Other").append(other)
        path = tmp_path / "book.xlsx"
        book.save(path)
        return path

    return save_rows


def read(path, **reading):
    sheet = WorkbookSheet(path, Reading(**reading))
    rows = [(row.line, row.problem or row.cells) for row in sheet.rows()]
    sheet.close()
    return rows


def test_numbers_dates_and_blanks_are_read_as_people_see_them(save):
    path = save(
        ["ref", "phone", "born", "yes", "amount"],
        [7, 612345678.0, datetime(1960, 5, 4), True, 1234.5],
        [],
        ["M2", None, date(1960, 5, 4)],
    )

    assert read(path) == [
        (2, ("7", "612345678", date(1960, 5, 4), "yes", "1234.5")),
        (4, ("M2", "", date(1960, 5, 4), "", "")),
    ]


def test_a_formula_is_never_taken_for_a_value(save):
    path = save(["ref", "name"], ["M1", "=1+1"])

    assert read(path) == [(2, ("M1", ""))]


def test_cells_right_of_the_named_columns_are_a_problem(save):
    assert read(save(["ref"], ["M1", "lost"])) == [(2, "has cells right of its 1 named columns")]


def test_the_first_sheet_is_read_and_another_by_name(save):
    path = save(["ref"], ["M1"], other=["code"])

    sheet = WorkbookSheet(path, Reading())
    assert (sheet.header, len(sheet.notes)) == (("ref",), 1)
    assert WorkbookSheet(path, Reading(worksheet="Other")).header == ("code",)
    with pytest.raises(SheetError, match="there are: Sheet, Other"):
        WorkbookSheet(path, Reading(worksheet="Third"))


def test_an_archive_that_unpacks_to_far_more_is_refused(save):
    path = save(["ref"], ["M1"])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.xml", b"\0" * 50_000_000)

    with pytest.raises(SheetError, match="more than a sheet of rows holds"):
        read(path)


@pytest.mark.parametrize("kept", [10, 200, 3000])
def test_a_file_that_is_cut_off_is_refused(save, kept):
    path = save(["ref"], ["M1"])
    path.write_bytes(path.read_bytes()[:kept])

    with pytest.raises(SheetError, match="xlsx"):
        read(path)


def test_another_archive_is_refused(tmp_path):
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")

    with pytest.raises(SheetError, match="no xlsx file"):
        read(path)
