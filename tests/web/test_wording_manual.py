"""What docs/wording.md says works as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from babel import Locale
from click.testing import CliRunner

from outreach.errors import MissingValueError
from outreach.placeholders import find_format_locale, parse_pattern
from outreach.placeholders.amounts import check_amount, parse_amount
from web.cli import main

MANUAL = Path("docs/wording.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in row.strip("|").split("|")]
    for row in re.findall(r"^\|.*\|$", MANUAL, re.MULTILINE)
]
SHOWN = [row for row in ROWS if len(row) == 3 and row[0].startswith("`")]
AMOUNT = re.compile(r"[\d.]+ [A-Z]{3}")
ACCEPTED = [
    (written, row[1])
    for row in ROWS
    if AMOUNT.fullmatch(row[-1])
    for written in re.findall("`(.+?)`", row[0])
]
REASONS = ("one thousand", "more decimals", "which currency", "not an amount")
REFUSED = [
    written
    for row in ROWS
    if row[-1].startswith(REASONS)
    for written in re.findall("`(.+?)`", row[0])
]
FORMS = [
    (language, row[1])
    for row in ROWS
    if row[1].startswith(("`one", "`zero", "`other"))
    for language in re.findall("`(.+?)`", row[0])
]
COMMANDS = re.findall(r"^outspoken (.+)$", MANUAL, re.MULTILINE)


def test_it_shows_all_kinds():
    counts = [len(each) for each in (SHOWN, ACCEPTED, REFUSED, FORMS, COMMANDS)]

    assert counts == [13, 16, 11, 10, 3]


@pytest.mark.parametrize(("wording", "value", "reads"), SHOWN)
def test_each_wording_reads_as_it_says(wording, value, reads):
    pattern = parse_pattern(wording.strip("`"), "en")
    (name,) = pattern.placeholders

    assert pattern.render({name: value.strip("`")}, find_format_locale("en", "GB")) == reads


@pytest.mark.parametrize(("written", "meant"), ACCEPTED)
def test_each_amount_is_what_it_says(written, meant):
    amount = check_amount("x", parse_amount("x", written, None))

    assert amount == parse_amount("x", meant, None)


@pytest.mark.parametrize("written", REFUSED)
def test_each_refused_amount_is_refused(written):
    with pytest.raises(MissingValueError):
        check_amount("x", parse_amount("x", written, None))


@pytest.mark.parametrize(("language", "forms"), FORMS)
def test_each_language_has_these_plural_forms(language, forms):
    listed = set(re.findall(r"zero|one|two|few|many|other", forms))

    assert Locale.parse(language, sep="-").plural_form.tags | {"other"} == listed


def test_the_arabic_plural_lacks_no_form():
    text = re.search(r"Arabic, then: `(.+)`", MANUAL)[1]

    assert list(parse_pattern(text, "ar").find_unworded()) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_taken(command, tmp_path, monkeypatch):
    monkeypatch.setenv("OUTSPOKEN_DATA", str(tmp_path))

    assert CliRunner().invoke(main, shlex.split(command)).exit_code == 0
