import pytest

from narration.pdf.direction import Letter, is_mostly_rtl, order_line


def draw(seen):
    """Return letters one beside the other, as a line is seen from left to right."""
    return [Letter(text, number, number + 1) for number, text in enumerate(seen)]


@pytest.mark.parametrize(
    ("seen", "rtl", "read"),
    [
        ("כבא", True, "אבכ"),
        (".כבא", True, "אבכ."),
        ("גבא 123 כבא", True, "אבכ 123 אבג"),
        ("גבא 12/03 כבא", True, "אבכ 12/03 אבג"),
        ("גבא Ab Cd כבא", True, "אבכ Ab Cd אבג"),
        (".Ab Cd", True, "Ab Cd."),
        ("one כבא, two", False, "one אבכ, two"),
        ("one כבא גבא two", False, "one אבג אבכ two"),
        ("one, two", False, "one, two"),
    ],
)
def test_a_line_is_read_in_the_order_in_which_it_was_written(seen, rtl, read):
    assert order_line(draw(seen), rtl) == read


def test_the_order_in_which_letters_are_drawn_does_not_matter():
    letters = draw(".כבא")

    assert order_line(letters[::-1], True) == order_line(letters, True)


def test_letters_that_a_font_joins_stay_in_their_order():
    assert order_line(draw(["ם", "לא", "ש"]), True) == "שלאם"


def test_vowel_signs_follow_the_letter_over_which_they_stand():
    letters = [Letter("\u064e", 0.4, 0.6), *draw("بك"), Letter("\u064f", 1.4, 1.6)]

    assert order_line(letters, True) == "ك\u064fب\u064e"


@pytest.mark.parametrize(
    ("text", "rtl"), [("כבא abc", True), ("כב abc", False), ("abc", False), ("...", False)]
)
def test_a_paragraph_runs_as_most_of_its_letters_do(text, rtl):
    assert is_mostly_rtl(draw(text)) is rtl
