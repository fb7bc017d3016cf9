"""What makes an answer right: pure rules on text as people write it, in any script's digits.

Every ``check_*`` returns what is right about the answer or raises a wtforms ValidationError whose
text, in the page's language, says what to write instead. No text quotes the answer.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from wtforms.validators import ValidationError

from web.locale import gettext

EARLIEST_YEAR = 1900
OLDEST, YOUNGEST = 120, 16
"""Ages in years between which a date of birth is believed."""

_UNREADABLE = "\ufffd"
_SEPARATORS = re.compile(r"[\s./–-]+")
_NATIONAL_NUMBER = re.compile(r"[^\W_]{6,20}")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_ACCOUNT_NUMBER = re.compile(r"[0-9]{5,20}")


class DateFaultError(ValidationError):
    """A date that is not right; `part` is its wrong part: ``day``, ``month``, ``year`` or None."""

    def __init__(self, message: str, part: str | None = None) -> None:
        super().__init__(message)
        self.part = part


def tidy_line(value: str | None) -> str:
    """Return one line with single spaces, and U+FFFD for every control character in it."""
    return _replace_controls(" ".join((value or "").split()))


def tidy_lines(value: str | None) -> str:
    """Return lines of text, each tidied like tidy_line()."""
    lines = (tidy_line(line) for line in re.split(r"\r\n|\r|\n", value or ""))
    return "\n".join(lines).strip("\n")


def _replace_controls(text: str) -> str:
    # A NUL may not stand in HTML and is shown as U+FFFD, which broken UTF-8 became as well.
    return "".join(_UNREADABLE if unicodedata.category(c) == "Cc" else c for c in text)


def check_text(text: str, longest: int) -> None:
    """Check that a text can be read and has at most `longest` characters."""
    if len(text) > longest:
        raise ValidationError(
            gettext("This answer is too long. Write at most {number} letters.", number=longest)
        )
    if _UNREADABLE in text:
        raise ValidationError(
            gettext("This answer has a character that we cannot read. Write it again.")
        )


def compact(text: str) -> str:
    """Return an identifier without separators, in capitals and European digits.

    Invisible marks go too: right-to-left keyboards and copied text bring them along.
    """
    visible = (c for c in _SEPARATORS.sub("", text) if unicodedata.category(c) != "Cf")
    return "".join(str(unicodedata.decimal(c, c)) for c in visible).upper()


def check_national_number(text: str) -> str:
    """Return a national number without separators: 6 to 20 letters or digits of any script."""
    number = compact(text)
    if not _NATIONAL_NUMBER.fullmatch(number):
        raise ValidationError(gettext("The national number must have 6 to 20 letters or numbers."))
    return number


def check_account(text: str) -> str:
    """Return an account without separators: an IBAN (ISO 13616), or 5 to 20 digits."""
    account = compact(text)
    if _IBAN.fullmatch(account):
        if not has_iban_checksum(account):
            raise ValidationError(
                gettext("The IBAN has a mistake. Compare it with your bank card.")
            )
    elif not _ACCOUNT_NUMBER.fullmatch(account):
        raise ValidationError(gettext("Write an IBAN, or an account number of 5 to 20 numbers."))
    return account


def has_iban_checksum(account: str) -> bool:
    """Tell whether an IBAN's check digits are right (ISO 7064, MOD 97-10)."""
    rearranged = account[4:] + account[:4]
    return int("".join(str(int(character, 36)) for character in rearranged)) % 97 == 1


def _read_number(text: str, most_digits: int) -> int | None:
    digits = compact(text)
    return int(digits) if re.fullmatch(rf"[0-9]{{1,{most_digits}}}", digits) else None


def check_birth_date(day: str, month: str, year: str, today: date) -> date:
    """Return the date of birth that day, month and year say. Raises DateFaultError."""
    _require_parts(day, month, year)
    numbers = _read_number(year, 4), _read_number(month, 2), _read_number(day, 2)
    born = _make_date(*numbers)
    if born is None:
        raise DateFaultError(gettext("The date of birth must be a real date."))
    if born >= today:
        raise DateFaultError(gettext("The date of birth must be in the past."), "year")
    if not YOUNGEST <= _age(born, today) <= OLDEST:
        raise DateFaultError(gettext("Check the year of birth. It does not seem right."), "year")
    return born


def _require_parts(day: str, month: str, year: str) -> None:
    if not (day or month or year):
        raise DateFaultError(gettext("Write your date of birth."))
    if not day:
        raise DateFaultError(gettext("Write the day of your birth."), "day")
    if not month:
        raise DateFaultError(gettext("Write the month of your birth."), "month")
    if not year:
        raise DateFaultError(gettext("Write the year of your birth."), "year")


def _make_date(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def check_year(text: str, today: date) -> int:
    """Return a year of work, from 1900 to this year."""
    year = _read_number(text, 4)
    if year is None or year < EARLIEST_YEAR:
        raise ValidationError(gettext("Write the year with four numbers, like 1984."))
    if year > today.year:
        raise ValidationError(gettext("The year must not be in the future."))
    return year
