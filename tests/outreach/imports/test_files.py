import codecs

import pytest

from outreach.errors import SheetError
from outreach.imports.encoding import find_encoding
from outreach.imports.running import open_sheet
from outreach.imports.sheet import Reading
from tests.outreach.imports.conftest import Importing

HEADER = "ref,name\n"


@pytest.fixture
def read(tmp_path):
    """Reads a file's rows, without a database."""

    def read_rows(content, name="file.csv", **reading):
        sheet = open_sheet(Importing(tmp_path).write(content, name), Reading(**reading))
        rows = [(row.line, row.problem or row.cells) for row in sheet.rows()]
        sheet.close()
        return rows

    return read_rows


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_endings_are_found_out(read, delimiter, ending):
    lines = ["ref,name", 'M1,"a, b; c|d"', "", "M2,"]
    content = lines[0].replace(",", delimiter) + ending
    content += ending.join(line.replace(",", delimiter, 1) for line in lines[1:])

    assert read(content) == [(2, ("M1", "a, b; c|d")), (4, ("M2", ""))]


def test_excels_own_first_line_names_the_delimiter(read):
    assert read("sep=;\r\nref;name\r\nM1;a,b\r\n") == [(3, ("M1", "a,b"))]


TEXTS = [
    ("utf-8", "Zoé"),
    ("utf-8-sig", "محمد"),
    ("utf-16", "王小明"),
    ("utf-16-le", "Zoé"),
    ("cp1252", "Zoé Brûlé, Ångström, Muñoz"),
    ("cp1256", "محمد العربي"),
    ("gb18030", "王小明 北京"),
    ("big5", "王小明 臺北"),
]


@pytest.mark.parametrize(("encoding", "name"), TEXTS)
def test_the_encoding_is_found_out(read, encoding, name):
    content = f'ref,name\nM1,"{name}"\n'.encode(encoding)

    assert read(content) == [(2, ("M1", name))]


def test_a_broken_line_does_not_misread_a_file_of_utf8(read):
    lines = ["M1,Zoé".encode(), "M2,Zoé".encode("cp1252"), "M3,王小明".encode()]

    rows = read(b"ref,name\n" + b"\n".join(lines))

    assert [cells[1] for _, cells in rows] == ["Zoé", "Zo\ufffd", "王小明"]


def test_a_guess_is_told_and_can_be_corrected(read, tmp_path):
    path = Importing(tmp_path).write("ref,name\nM1,Zoé\n".encode("cp1252"))

    assert find_encoding(path) == ("cp1252", True)
    assert "--encoding" in open_sheet(path, Reading()).notes[0]
    assert open_sheet(path, Reading(encoding="cp850")).notes == []


def test_letters_late_in_a_long_file_count_too(tmp_path):
    content = HEADER.encode() + b"M1,plain\n" * 300_000 + "M2,Zoé\n".encode("cp1252")

    assert find_encoding(Importing(tmp_path).write(content)) == ("cp1252", True)


def test_a_broken_line_is_told_by_its_number_and_the_next_is_read(read):
    content = HEADER + 'M1,a,b\nM2,"x"y\nM3,ok\nM4\n'

    rows = read(content)

    assert rows[0] == (2, "has 3 cells where the first line has 2")
    assert rows[1][0] == 3
    assert "write it twice" in rows[1][1]
    assert rows[2] == (4, ("M3", "ok"))
    assert rows[3] == (5, "has 1 cells where the first line has 2")


def test_a_quotation_mark_that_is_never_closed_tells_which_lines_were_lost(read):
    lost = "".join(f"M{number},{'x' * 100}\n" for number in range(3, 400))

    first, *rest = read(f'{HEADER}M2,"open\n{lost}M999,ok\n')

    assert first[0] == 2
    assert "not closed" in first[1]
    assert "lines 2 to" in first[1]
    assert rest[-1] == (400, ("M999", "ok"))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "is empty"),
        ("\n\n", "has to name the columns"),
        (",,\n", "has to name the columns"),
        ("ref,,name\n", "Column 2 has no name"),
        (",".join(f"c{n}" for n in range(5000)) + "\n", "5000 columns"),
        (",".join(f"column{n}" for n in range(1_000_000)) + "\n", "no row of a sheet"),
        ("x" * 2_000_000, "no row of a sheet"),
        ('"' + "x" * 900_000, "cannot be read"),
        ("ref," + "x" * 300 + "\n", "too long"),
        (bytes(range(1, 256)), "no text|no sheet|cannot be read"),
        (b"PK\x03\x04 no archive", "no xlsx file"),
        (codecs.BOM_UTF16_LE + b"\xd8" * 999, "has to name|too long|cannot be read"),
    ],
    ids=range(12),
)
def test_what_is_no_sheet_is_refused(read, content, problem):
    with pytest.raises(SheetError, match=problem):
        read(content)


def test_an_encoding_that_does_not_exist_is_refused(read):
    with pytest.raises(SheetError, match="'klingon' is no encoding"):
        read(HEADER, encoding="klingon")


def test_a_file_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(SheetError, match="is no file"):
        open_sheet(tmp_path / "none.csv", Reading())
