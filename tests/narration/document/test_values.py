"""What has been answered is read back in the way that suits it, as private; a password never."""

import pytest

from narration.document import Kind


@pytest.mark.parametrize(
    "source",
    [
        "<input type=password value=secret>",
        "<input type=text autocomplete='section-a current-password' value=secret>",
        "<input type=hidden value=secret>",
        "<input autocomplete=cc-csc value=secret>",
        "<input style='-webkit-text-security: disc' value=secret>",
        "<input type=file value=secret>",
    ],
)
def test_a_password_and_a_hidden_value_are_never_said(texts, source):
    assert "secret" not in "".join(texts(source))


@pytest.mark.parametrize(
    ("attributes", "say_as"),
    [
        ("", None),
        ("type=date value=1958-03-27", "date"),
        ("type=tel", "telephone"),
        ("type=number", None),
        ("autocomplete='section-a bday'", "date"),
        ("autocomplete=cc-number", "digits"),
        ("inputmode=numeric", "digits"),
        ("autocomplete=street-address", "address"),
        ("data-outspoken-say-as=loudly", None),
        ("data-outspoken-public", None),
        ("data-outspoken-say-as=digits", "digits"),
    ],
)
def test_a_value_is_always_private_and_read_in_its_own_way(only, attributes, say_as):
    block = only(f"<input {attributes} value=12>", Kind.VALUE)
    assert (block.private, block.say_as) == (True, say_as)


def test_digits_are_said_one_by_one_only_where_there_are_no_letters(only):
    assert only("<input autocomplete=postal-code value='SW1A 1AA'>", Kind.VALUE).say_as is None


def test_a_moment_is_said_as_a_date_and_a_time(said):
    source = "<input type=datetime-local value=2026-03-01T10:30>"
    assert said(source)[-2:] == [("value", "2026-03-01"), ("value", "10:30")]


@pytest.mark.parametrize(
    "control",
    [
        "<textarea>Oulu</textarea>",
        "<div role=textbox><p>Oulu</p></div>",
        "<div contenteditable=true><b>Ou</b>lu</div>",
        "<button role=combobox>Oulu</button>",
        "<input role=combobox value=Oulu>",
    ],
)
def test_what_is_written_is_said_wherever_it_stands(only, control):
    assert (only(control, Kind.VALUE).text, only(control, Kind.VALUE).private) == ("Oulu", True)


@pytest.mark.parametrize("kind", ["number", "date", "month", "week", "time"])
def test_a_value_that_a_browser_would_not_keep_is_not_said(texts, kind):
    assert len(texts(f"<input type={kind} value=soon>")) == 1
