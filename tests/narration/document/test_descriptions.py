"""Hints and errors are told apart, and are said once, with their question."""

import pytest

from narration.document import Kind


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("<p id=d>Text</p>", Kind.HINT),
        ("<p id=d class='field-Error'>Text</p>", Kind.ERROR),
        ("<p id=d role=alert>Text</p>", Kind.ERROR),
        ("<p id=errors-hint>Text</p>", Kind.HINT),
        ("<p id=d-error>Text</p>", Kind.ERROR),
        ("<p id=d style='display:none'>Text</p>", Kind.HINT),
    ],
)
def test_descriptions_are_hints_unless_they_are_called_errors(texts, only, target, kind):
    assert only(f"{target}<input aria-describedby='d d-error errors-hint'>", kind).text == "Text"
    assert texts(f"<input aria-describedby='d d-error errors-hint'>{target}").count("Text") == 1


@pytest.mark.parametrize(("invalid", "times"), [("", 1), ("true", 1), ("false", 0)])
def test_an_error_message_is_said_unless_the_field_is_valid(said, invalid, times):
    source = f"<input aria-errormessage=m aria-invalid='{invalid}'><p id=m>Wrong</p>"
    assert [kind for kind, _ in said(source)].count("error") == times


@pytest.mark.parametrize(
    ("attributes", "hints"),
    [
        ("aria-label=A title=Help", ["Help"]),
        ("aria-label=A aria-description=Help title=Other", ["Help"]),
        ("title=A", []),
        ("aria-label=A title=A", []),
        ("aria-label=A placeholder=Help", []),
        ("aria-label=A title=Other aria-describedby=d", ["Help"]),
    ],
)
def test_a_title_is_a_hint_where_it_is_not_the_name(said, attributes, hints):
    heard = said(f"<input {attributes}><p id=d hidden>Help</p>")
    assert [text for kind, text in heard if kind == "hint"] == hints
