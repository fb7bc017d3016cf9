import zlib

import pytest

from narration.errors import (
    BrokenPdfError,
    EmptyInputError,
    EncryptedPdfError,
    InputTooLongError,
    UntaggedPdfError,
)
from narration.pdf import MAX_PAGES, parse_pdf
from narration.pdf.pool import PdfReader
from narration.pool import PoolLimits

CIRCLE = b"""%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 4 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj
4 0 obj <</Type/StructTreeRoot/K 5 0 R>> endobj
5 0 obj <</Type/StructElem/S/P/P 4 0 R/K[5 0 R 5 0 R]>> endobj
trailer <</Root 1 0 R/Size 6>>
%%EOF"""

BOMB = b"""%%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 4 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 6 0 R>> endobj
4 0 obj <</Type/StructTreeRoot/K 5 0 R>> endobj
5 0 obj <</Type/StructElem/S/P/P 4 0 R/Pg 3 0 R/K 0>> endobj
6 0 obj <</Filter/FlateDecode/Length %d>> stream
%s
endstream endobj
trailer <</Root 1 0 R/Size 7>>
%%%%EOF"""
"""More than a gigabyte of nothing, packed to a few megabytes."""


def test_a_document_without_tags_is_refused(write_pdf, print_pdf):
    for content in (write_pdf(), print_pdf("<p>Hello</p>", "--disable-pdf-tagging")):
        with pytest.raises(UntaggedPdfError):
            parse_pdf(content, "en")


def test_a_document_locked_with_a_password_is_refused(write_pdf):
    with pytest.raises(EncryptedPdfError):
        parse_pdf(write_pdf(password="secret"), "en")


def test_a_document_that_may_only_not_be_printed_is_read(write_pdf):
    with pytest.raises(UntaggedPdfError):
        parse_pdf(write_pdf(password=""), "en")


def test_a_document_of_too_many_pages_is_refused(write_pdf):
    with pytest.raises(InputTooLongError):
        parse_pdf(write_pdf(pages=MAX_PAGES + 1), "en")


def test_a_tagged_document_without_a_text_has_nothing_to_say(print_pdf):
    with pytest.raises(EmptyInputError):
        parse_pdf(print_pdf("<p>–</p>"), "en")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        b"\x00" * 1000,
        b"<html>not a PDF</html>",
        CIRCLE,
        b"%PDF-1.4\ntrailer <<>>",
    ],
)
def test_what_is_no_sound_pdf_is_refused(content):
    with pytest.raises((BrokenPdfError, UntaggedPdfError)):
        parse_pdf(content, "en")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_document_that_was_cut_off_raises_no_other_error(print_pdf, share):
    content = print_pdf("<h1>Title</h1><p>Text</p>")
    try:
        parse_pdf(content[: int(len(content) * share)], "en")
    except (BrokenPdfError, UntaggedPdfError, EmptyInputError):
        return


def test_a_document_is_read_in_a_process_of_its_own(print_pdf):
    reader = PdfReader()
    try:
        read = reader.read(print_pdf("<html lang=fr><p>Bonjour</p></html>"), "en")
        assert [block.text for block in read.blocks] == ["Bonjour"]
        with pytest.raises(BrokenPdfError):
            reader.read(b"junk", "en")
    finally:
        reader.close()


def test_a_document_that_unpacks_without_end_costs_its_own_process_alone(print_pdf):
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(1300)) + packer.flush()
    reader = PdfReader(PoolLimits(workers=1, waiting=1, time_limit=60, start_limit=60))
    try:
        with pytest.raises(InputTooLongError):
            reader.read(BOMB % (len(packed), packed), "en")
        assert reader.read(print_pdf("<p>Next</p>"), "en").blocks[0].text == "Next"
    finally:
        reader.close()


def test_a_document_that_takes_too_long_is_given_up(print_pdf):
    content = print_pdf("<p>" + "Many words to read. " * 20_000 + "</p>")
    reader = PdfReader(PoolLimits(workers=1, waiting=1, time_limit=0.5, start_limit=60))
    try:
        with pytest.raises(InputTooLongError):
            reader.read(content, "en")
    finally:
        reader.close()
