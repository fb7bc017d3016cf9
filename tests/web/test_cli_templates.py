import email
import email.policy
import json
from contextlib import closing

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from outreach.segments import parse_rule, save_segment
from tests.outreach.segments.people import NOW, add_member
from web.cli import main
from web.config import load_settings
from web.database import open_database


@pytest.fixture
def run(database_url, tmp_path, monkeypatch):
    """Runs a command on a database of its own, in a folder of its own."""
    monkeypatch.setenv("OUTSPOKEN_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("OUTSPOKEN_DATABASE_URL", database_url)
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments):
        return CliRunner(mix_stderr=False).invoke(main, ["templates", *arguments])

    return invoke


@pytest.fixture
def starter(run):
    assert run("import", "--starter").exit_code == 0
    return run


def test_the_starter_library_is_taken_up_once(run):
    assert "10 templates changed" in run("import", "--starter").stderr
    assert "0 templates changed" in run("import", "--starter").stderr


def test_templates_are_listed_with_their_languages(starter):
    facts = json.loads(starter("list", "--json").stdout)

    assert len(facts) == 10
    assert facts[0]["languages"] == {"sms": 10, "voice": 10, "email": 10}
    assert {(fact["reviewed"], fact["stale"], fact["errors"]) for fact in facts} == {(0, 0, 0)}
    assert "pensioner" in starter("list").stdout


def test_a_wording_is_shown_as_it_is_written(starter):
    shown = starter("show", "pensioner", "--channel", "sms", "--lang", "fi").stdout

    assert "== sms / fi (not reviewed)" in shown
    assert "{institution_phone}" in shown
    assert "email" not in shown


def test_a_message_is_previewed_with_its_size(starter):
    result = starter("preview", "pensioner", "--lang", "ta", "--value", "institution=Fund")

    assert result.stdout.startswith("Fund: ")
    assert "UCS-2" in result.stderr
    assert "2 part(s)" in result.stderr


def test_a_preview_tells_of_the_institution_itself(starter, monkeypatch):
    monkeypatch.setenv("OUTSPOKEN_INSTITUTION_NAME", "Pension Fund of the North")
    monkeypatch.setenv("OUTSPOKEN_INSTITUTION_PHONE", "+358 9 555 0100")
    monkeypatch.setenv("OUTSPOKEN_PUBLIC_URL", "https://messages.fund.example")

    shown = starter("preview", "pensioner").stdout
    mail = starter("preview", "pensioner", "--channel", "email").stdout

    assert shown.startswith("Pension Fund of the North: ")
    assert "+358 9 555 0100" in shown
    assert "https://messages.fund.example/l/" in mail
    assert "https://messages.fund.example/preferences/" in mail


def test_a_preview_names_the_letters_that_make_a_message_dear(starter):
    dear = starter("preview", "migrant_worker", "--value", "institution=Fönd’ê").stderr

    assert dear.rstrip().endswith("; GSM-7 lacks ’ ê")
    assert "lacks" not in starter("preview", "migrant_worker").stderr


def test_who_falls_back_is_shown_what_they_get(starter, tmp_path):
    starter("save", "own", "--fallback", "*=en")
    starter("export", "own.xlsx", "--template", "own")
    book = load_workbook("own.xlsx")
    book.worksheets[0]["D2"] = "Hello."
    book.save("own.xlsx")
    starter("import", "own.xlsx")

    result = starter("preview", "own", "--lang", "fi")

    assert result.stdout == "Hello.\n"
    assert "not worded in fi: en stands in" in result.stderr
    assert (
        "no wording for voice in fi"
        in starter("preview", "own", "--channel", "voice", "--lang", "fi").stderr
    )


def test_what_an_sms_costs_is_told_by_country(starter, tmp_path, monkeypatch):
    opened = closing(open_database(load_settings(data=tmp_path / "var")))
    with opened as database, database.write() as connection:
        for number in range(3):
            add_member(connection, f"M-{number}", phone=f"+35840123456{number}")
        save_segment(connection, "all", parse_rule({"everyone": True}), "ann", NOW)
    (tmp_path / "prices.toml").write_text('currency = "EUR"\n[prices]\n"+358" = "0.06"\n')

    result = starter("cost", "pensioner", "--segment", "all", "--prices", "prices.toml")

    assert result.stdout.split()[:6] == ["+358", "fi", "3", "x", "2", "part(s)"]
    assert "about 0.36 EUR" in result.stdout


def test_a_previewed_email_is_a_whole_mail(starter, tmp_path):
    starter("preview", "survivor", "--channel", "email", "--lang", "ar", "-o", "mail.eml")

    mail = email.message_from_bytes((tmp_path / "mail.eml").read_bytes(), policy=email.policy.SMTP)
    assert 'dir="rtl"' in mail.get_body(("html",)).get_content()


def test_a_translation_goes_out_and_comes_back(starter, tmp_path):
    starter("export", "fi.po", "--lang", "fi", "--template", "pensioner")
    path = tmp_path / "fi.po"
    path.write_text(path.read_text().replace("Uusi osoite tai tili", "Vaihtuiko osoite tai tili"))

    result = starter("import", "fi.po", "--as", "aino")

    assert result.stderr.splitlines() == ["pensioner: version 2", "1 templates changed"]
    assert "Vaihtuiko" in starter("show", "pensioner", "--lang", "fi").stdout


def test_what_is_still_marked_fuzzy_or_lacks_a_plural_form_is_told(run, tmp_path):
    run("save", "wait")
    head = 'msgid ""\nmsgstr "Language: {}\\nContent-Type: text/plain; charset=utf-8\\n"\n\n'
    text = "{n, plural, one {# day} other {# days}}"
    entry = f'msgctxt "wait/sms/body"\nmsgid "{text}"\nmsgstr "{text}"\n'
    (tmp_path / "en.po").write_text(head.format("en") + entry)
    (tmp_path / "ar.po").write_text(head.format("ar") + entry)
    (tmp_path / "fi.po").write_text(head.format("fi") + "#, fuzzy\n" + entry)

    assert "Note" not in run("import", "en.po").stderr
    assert "Note: wait/sms/ar: {n, plural} has no text for few" in run("import", "ar.po").stderr
    fuzzy = run("import", "fi.po")

    assert fuzzy.exit_code == 0
    assert "1 entry is marked fuzzy and was left out: remove the mark (wait" in fuzzy.stderr


def test_a_spreadsheet_comes_back_unchanged(starter):
    assert "10 templates written" in starter("export", "all.xlsx").stderr
    assert "0 templates changed" in starter("import", "all.xlsx").stderr


def test_an_institution_makes_a_template_of_its_own(starter, tmp_path):
    saved = starter("save", "newsletter", "--purpose", "promotion", "--fallback", "zh-Hant=zh-Hans")
    assert saved.stderr == "newsletter: version 1\n"
    starter("export", "own.xlsx", "--template", "newsletter")
    book = load_workbook("own.xlsx")
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet["C"]][1:] == ["body", "reviewed_by"] * 2 + [
        "subject",
        "body",
        "reviewed_by",
    ]
    sheet["D2"], sheet["H2"] = "Hello {name}.", "{name}，您好。"
    book.save("own.xlsx")

    assert "newsletter: version 2" in starter("import", "own.xlsx").stderr
    shown = starter("show", "newsletter").stdout
    assert "newsletter, version 2: promotion, zh-Hans for zh-Hant" in shown
    assert "{name}，您好。" in shown


def test_what_holds_for_a_template_is_changed_with_its_version(starter):
    assert starter("save", "pensioner", "--sensitive").stderr == "pensioner: version 2\n"
    assert starter("save", "pensioner", "--sensitive").stderr == "pensioner: version 2\n"
    assert "service, sensitive, en for *" in starter("show", "pensioner").stdout
    starter("save", "pensioner", "--not-sensitive", "--no-fallback")
    assert starter("show", "pensioner").stdout.startswith("pensioner, version 3: service\n")
    assert starter("show", "student").stdout.startswith("student, version 1: service, en for *")


@pytest.mark.parametrize(
    "given",
    [["Bad/Name"], ["x", "--fallback", "fi"], ["x", "--fallback", "?=en"], ["x", "--purpose", "y"]],
)
def test_a_template_that_could_not_be_used_is_not_made(run, given):
    assert run("save", *given).exit_code == 2
    assert json.loads(run("list", "--json").stdout) == []


def test_a_broken_translation_is_refused_whole(starter, tmp_path):
    starter("export", "fi.po", "--lang", "fi")
    path = tmp_path / "fi.po"
    path.write_text(path.read_text().replace("{institution_phone}", "{puhelin}"))

    result = starter("import", "fi.po")

    assert result.exit_code == 2
    assert "nothing was taken in" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "nothing"),
        ("preview", "nothing"),
        ("preview", "pensioner", "--value", "x"),
        ("preview", "pensioner", "--country", "??"),
        ("preview", "pensioner", "--output", "sms.eml"),
        ("cost", "pensioner", "--segment", "all", "--prices", "missing.toml"),
        ("export", "all.txt"),
        ("export", "fi.po"),
        ("export", "no/such/folder.xlsx"),
        ("import",),
        ("import", "missing.po"),
        ("import", "--starter", "README"),
    ],
)
def test_wrong_use_says_what_to_do(starter, arguments):
    result = starter(*arguments)

    assert result.exit_code == 2
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr
