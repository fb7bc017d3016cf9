import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from outreach.channels import Channel
from outreach.errors import WordingError
from outreach.starter import load_starter
from outreach.wording import (
    Template,
    merge,
    read_gettext,
    read_spreadsheet,
    write_gettext,
    write_spreadsheet,
)
from tests.outreach.wording.places import EMAIL, FINNISH, SOURCE, VOICE, make_template

TEMPLATE = make_template(FINNISH, EMAIL, VOICE)


def take(template, entries):
    merged = merge({template.name: template}, entries)
    return merged.templates[0] if merged.templates else template


def through_gettext(template, locale="fi", change=("", "")):
    content = (
        write_gettext([template], locale).decode().replace(*change)
        if change[0]
        else (write_gettext([template], locale).decode())
    )
    return take(template, read_gettext(content.encode()))


def change_cells(template, changes):
    book = load_workbook(BytesIO(write_spreadsheet([template])))
    sheet = book.worksheets[0]
    header = [cell.value for cell in sheet[1]]
    for (channel, field, column), value in changes.items():
        for row in sheet.iter_rows(min_row=2):
            if (row[1].value, row[2].value) == (channel, field):
                row[header.index(column)].value = value
    target = BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize("locale", ["en", "fi", "ar"])
def test_what_goes_out_as_gettext_comes_back_unchanged(locale):
    merged = merge({"payment": TEMPLATE}, read_gettext(write_gettext([TEMPLATE], locale)))

    assert merged.templates == ()


def test_what_goes_out_as_a_spreadsheet_comes_back_unchanged():
    merged = merge({"payment": TEMPLATE}, read_spreadsheet(write_spreadsheet([TEMPLATE])))

    assert merged.templates == ()
    assert merged.unchanged == 4


def test_the_starter_library_comes_back_from_a_spreadsheet():
    starter = load_starter()
    bare = {name: replace(each, wordings={}) for name, each in starter.items()}

    merged = merge(bare, read_spreadsheet(write_spreadsheet(starter.values())))

    assert {each.name: each for each in merged.templates} == starter
    assert merged.taken == 300


def test_a_translator_changes_a_text_in_gettext():
    template = through_gettext(TEMPLATE, change=("maksamme", "suoritamme"))

    wording = template.get_wording(Channel.SMS, "fi")
    assert "suoritamme" in wording.body
    assert wording.reviewed_by is None  # Aino Virta has not read the new text.


def test_a_reviewer_puts_a_name_in_either_file():
    from_gettext = through_gettext(TEMPLATE, change=("Aino Virta", "Eino Leino"))
    cells = {("sms", "reviewed_by", "en"): "Ann Lee"}
    from_sheet = take(TEMPLATE, read_spreadsheet(change_cells(TEMPLATE, cells)))

    assert from_gettext.get_wording(Channel.SMS, "fi").reviewed_by == "Eino Leino"
    assert from_sheet.get_wording(Channel.SMS, "en").reviewed_by == "Ann Lee"
    assert from_sheet.get_wording(Channel.SMS, "fi").reviewed_by == "Aino Virta"


def test_an_email_comes_back_with_subject_and_body():
    cells = {
        ("email", "subject", "sv"): "Din utbetalning",
        ("email", "body", "sv"): "# Hej {name}\n\nVi betalar **snart**.",
    }

    template = take(TEMPLATE, read_spreadsheet(change_cells(TEMPLATE, cells)))

    assert template.get_wording(Channel.EMAIL, "sv").subject == "Din utbetalning"
    assert not template.is_stale(template.get_wording(Channel.EMAIL, "sv"))


def test_a_stale_text_is_fuzzy_in_gettext_until_its_translator_says_otherwise():
    stale = TEMPLATE.with_wordings([replace(SOURCE, body="{institution}: {name}, {due, date}!")])
    content = write_gettext([stale], "fi").decode()

    untouched = take(stale, read_gettext(content.encode()))
    confirmed = take(stale, read_gettext(content.replace("#, fuzzy\n", "").encode()))

    assert "#, fuzzy" in content
    assert untouched.is_stale(untouched.get_wording(Channel.SMS, "fi"))
    assert not confirmed.is_stale(confirmed.get_wording(Channel.SMS, "fi"))


def test_who_read_a_text_beside_another_source_does_not_vouch_for_it_any_more():
    stale = TEMPLATE.with_wordings([replace(SOURCE, body="{institution}: {name}, {due, date}!")])
    content = write_gettext([stale], "fi").decode().replace("#, fuzzy\n", "")

    confirmed = take(stale, read_gettext(content.encode()))
    reviewed = take(stale, read_gettext(content.replace("Aino Virta", "Eino Leino").encode()))
    again = take(confirmed, read_gettext(content.encode()))

    assert confirmed.get_wording(Channel.SMS, "fi").reviewed_by is None
    assert reviewed.get_wording(Channel.SMS, "fi").reviewed_by == "Eino Leino"
    assert again.get_wording(Channel.SMS, "fi").reviewed_by == "Aino Virta"


def test_a_text_that_is_new_but_still_fuzzy_is_named():
    stale = TEMPLATE.with_wordings([replace(SOURCE, body="{institution}: {name}, {due, date}!")])
    content = write_gettext([stale], "fi").decode()
    known = {"payment": stale}

    assert merge(known, read_gettext(content.encode())).left_out == ()
    edited = merge(known, read_gettext(content.replace("maksamme", "suoritamme").encode()))
    assert (edited.left_out, edited.templates) == (("payment/sms/body",), ())


def test_a_plural_form_that_is_missing_is_noted_when_it_comes_in():
    source = replace(SOURCE, body="{n, plural, one {# day} other {# days}}")
    template = Template("wait").with_wordings([source])
    content = write_gettext([template], "ar").decode()
    text = "{n, plural, one {يوم} other {# يوم}}"
    filled = content.rstrip().removesuffix('""') + f'"{text}"\n'

    (note,) = merge({"wait": template}, read_gettext(filled.encode())).notes

    assert note == "wait/sms/ar: {n, plural} has no text for few, many, two, zero"


def test_a_stale_text_stays_stale_in_a_spreadsheet_until_it_is_changed_or_reviewed():
    stale = TEMPLATE.with_wordings([replace(SOURCE, body="{institution}: {name}, {due, date}!")])

    untouched = take(stale, read_spreadsheet(write_spreadsheet([stale])))
    cells = {("sms", "reviewed_by", "fi"): "Eino Leino"}
    reviewed = take(stale, read_spreadsheet(change_cells(stale, cells)))

    assert untouched.is_stale(untouched.get_wording(Channel.SMS, "fi"))
    assert not reviewed.is_stale(reviewed.get_wording(Channel.SMS, "fi"))


def test_text_that_looks_like_a_formula_stays_text():
    template = Template("sum").with_wordings([replace(SOURCE, body='=HYPERLINK("x")')])

    assert merge({"sum": template}, read_spreadsheet(write_spreadsheet([template]))).taken == 0


def test_a_formula_is_refused():
    content = change_cells(TEMPLATE, {("sms", "body", "fi"): "=1+1"})

    with pytest.raises(WordingError, match="formula"):
        list(read_spreadsheet(content))


def test_one_bad_wording_keeps_all_out_and_every_problem_is_listed():
    cells = {
        ("sms", "body", "fi"): "Hei",
        ("voice", "body", "fi"): "Hei {nimi}",
        ("email", "subject", "sv"): "Hej",
    }

    with pytest.raises(WordingError) as raised:
        take(TEMPLATE, read_spreadsheet(change_cells(TEMPLATE, cells)))

    text = str(raised.value)
    assert "nothing was taken in" in text
    for part in (
        "payment/sms/fi: {name} is missing",
        "{nimi} is not in the source",
        "payment/email/body: has no finished text in sv",
    ):
        assert part in text


@pytest.mark.parametrize(
    "content",
    [b"", b"not a po", b"\xff\xfe\x00", b'msgid "x"\nmsgstr "y"\n', b'msgid "unclosed'],
)
def test_what_is_no_gettext_file_is_refused(content):
    with pytest.raises(WordingError):
        list(read_gettext(content))


def test_a_context_of_something_else_is_refused():
    content = write_gettext([TEMPLATE], "fi").replace(b"payment/sms/body", b"elsewhere")

    with pytest.raises(WordingError, match="template/channel/field"):
        list(read_gettext(content))


def test_a_template_or_field_that_does_not_exist_is_named():
    content = write_gettext([TEMPLATE], "fi").replace(b"payment/sms/body", b"payments/sms/body")

    with pytest.raises(WordingError, match="payments/sms/body: there is no template"):
        take(TEMPLATE, read_gettext(content))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"a,b,c", b"\x00" * 100])
def test_what_is_no_spreadsheet_is_refused(content):
    with pytest.raises(WordingError, match="spreadsheet"):
        list(read_spreadsheet(content))


def rewrite_sheet(change):
    """Return a workbook whose sheet's XML was changed."""
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(write_spreadsheet([TEMPLATE]))) as before,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, change(content) if name.endswith("sheet1.xml") else content)
    return target.getvalue()


@pytest.mark.parametrize(
    "change",
    [lambda xml: xml[:900], lambda xml: xml.replace(b"</worksheet>", b" " * 50_000_000)],
    ids=["cut off", "bomb"],
)
def test_a_spreadsheet_that_is_broken_or_a_bomb_is_refused(change):
    with pytest.raises(WordingError, match="spreadsheet"):
        list(read_spreadsheet(rewrite_sheet(change)))


def test_rows_of_a_spreadsheet_may_end_early():
    short = b'<row><c t="inlineStr"><is><t>note</t></is></c></row></sheetData>'
    content = rewrite_sheet(
        lambda xml: re.sub(b"<dimension[^>]*>", b"", xml).replace(b"</sheetData>", short)
    )

    assert len(list(read_spreadsheet(content))) == len(
        list(read_spreadsheet(write_spreadsheet([TEMPLATE])))
    )


@pytest.mark.parametrize("header", [[], ["a", "b"], ["template", "channel", "field", "en", "de"]])
def test_a_spreadsheet_of_something_else_is_refused(header):
    book, target = Workbook(), BytesIO()
    book.worksheets[0].append(header)
    book.save(target)

    with pytest.raises(WordingError, match="first row"):
        list(read_spreadsheet(target.getvalue()))
