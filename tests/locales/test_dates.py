from datetime import date

import pytest
from babel import Locale

from locales.dates import write_date
from narration.spoken import normalize


@pytest.mark.parametrize(
    ("locale", "style", "written"),
    [
        ("fr", "long", "1er janvier 2027"),
        ("fr_CA", "medium", "1er janv. 2027"),
        ("fr_CH", "full", "vendredi, 1er janvier 2027"),
        ("fr", "short", "01/01/2027"),
        ("en_GB", "long", "1 January 2027"),
        ("es", "long", "1 de enero de 2027"),
        ("sv", "long", "1 januari 2027"),
        ("id", "long", "1 Januari 2027"),
        ("ms", "long", "1 Januari 2027"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal_in_french_alone(locale, style, written):
    assert write_date(date(2027, 1, 1), style, Locale.parse(locale)) == written


@pytest.mark.parametrize("day", [11, 21, 31])
def test_no_other_day_is_an_ordinal(day):
    assert write_date(date(2027, 1, day), "long", Locale("fr")) == f"{day} janvier 2027"


def test_it_is_said_as_it_is_written():
    shown = write_date(date(2027, 1, 1), "long", Locale("fr"))

    assert normalize(f"à partir du {shown}", "fr").startswith("à partir du premier janvier")
