"""The demo's form: an application for an old-age pension, validated in the page's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, cast

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, FieldList, Form, FormField, StringField, TextAreaField
from wtforms.fields.core import Field
from wtforms.i18n import DummyTranslations
from wtforms.validators import ValidationError

from web.demo import validation
from web.locale import Wording, gettext

MARITAL_STATUSES = ("single", "married", "separated", "divorced", "widowed")
SHOWN_EMPLOYERS, MOST_EMPLOYERS = 2, 10
LONGEST_LINE, LONGEST_ADDRESS = 100, 500
"""In characters."""

_READABLE_KEY = re.compile(r"(?!employers-)|employers-[0-9]{1,2}-")


def keep_readable(submitted: MultiDict[str, str]) -> MultiDict[str, str]:
    """Return what was submitted without employers whose number is no small number.

    WTForms calls int() on anything that str.isdigit() accepts: "²", or 5,000 digits.
    """
    return MultiDict(
        (key, value) for key, value in submitted.items(multi=True) if _READABLE_KEY.match(key)
    )


def _line() -> StringField:
    return StringField(filters=[validation.tidy_line])


class DateForm(Form):
    """A date in three boxes, as GOV.UK's date input asks for it."""

    day = _line()
    month = _line()
    year = _line()


class EmployerForm(Form):
    """One employer, and the years from and to; the second is empty while work goes on."""

    name = _line()
    from_year = _line()
    to_year = _line()

    def is_blank(self) -> bool:
        """Tell whether nothing was written: such an entry is left out."""
        return not any(field.data for field in self)

    def check(self, today: date) -> bool:
        """Check an entry that is not blank, and put what is wrong on its fields."""
        if self.is_blank():
            return True
        checks = [
            _check(self.name, _check_employer_name),
            _check(self.from_year, lambda text: _check_start(text, today)),
            _check(self.to_year, lambda text: self._check_end(text, today)),
        ]
        return all(checks)

    def _check_end(self, text: str, today: date) -> None:
        if not text:
            return
        end = validation.check_year(text, today)
        start = self.from_year.data or ""
        if not self.from_year.errors and end < validation.check_year(start, today):
            raise ValidationError(gettext("You cannot stop before the year in which you started."))


class ApplicationForm(FlaskForm):  # type: ignore[misc]  # flask_wtf has no type information.
    """Everything that is asked. Messages come from the catalogs, none from WTForms."""

    class Meta:
        """Keeps WTForms from looking for catalogs of its own."""

        def get_translations(self, form: object) -> DummyTranslations:
            """Return translations that leave WTForms' few words as they are; none is shown."""
            return DummyTranslations()

    name = _line()
    national_number = _line()
    date_of_birth = FormField(DateForm)
    marital_status = _line()
    spouse = _line()
    address = TextAreaField(filters=[validation.tidy_lines])
    employers = FieldList(
        FormField(EmployerForm), min_entries=SHOWN_EMPLOYERS, max_entries=MOST_EMPLOYERS
    )
    account = _line()
    consent = BooleanField()

    def add_employer(self) -> None:
        """Add an empty entry, as long as there is room for one."""
        if self.can_add_employer():
            self.employers.append_entry()

    def can_add_employer(self) -> bool:
        """Tell whether there is room for one more entry."""
        return len(self.employers.entries) < MOST_EMPLOYERS

    def is_married(self) -> bool:
        """Tell whether the person is asked for their husband or wife."""
        return bool(self.marital_status.data == "married")

    def list_employers(self) -> list[EmployerForm]:
        """Return the entries in which something was written."""
        return [entry.form for entry in self.employers if not entry.form.is_blank()]

    def check(self, today: date) -> bool:
        """Check every answer, the token against forgery included; errors end up on the fields."""
        checks = [
            self.validate(),
            _check(self.name, _check_name),
            _check(self.national_number, _check_national_number),
            self._check_birth_date(today),
            _check(self.marital_status, _check_marital_status),
            not self.is_married() or _check(self.spouse, _check_spouse),
            _check(self.address, _check_address),
            *[entry.form.check(today) for entry in self.employers],
            _check(self.account, _check_account),
            _check(self.consent, _check_consent),
        ]
        return all(checks)

    def get_birth_date(self, today: date) -> date:
        """Return the date of birth. Raises DateFaultError where it is not right."""
        day, month, year = (part.data or "" for part in self.date_of_birth.form)
        return validation.check_birth_date(day, month, year, today)

    def _check_birth_date(self, today: date) -> bool:
        parts = self.date_of_birth.form
        try:
            self.get_birth_date(today)
        except validation.DateFaultError as fault:
            for field in [parts[fault.part]] if fault.part else list(parts):
                field.errors = [_get_message(fault)]
            return False
        return True


def _get_message(fault: ValidationError) -> str:
    # str(fault) would be a plain string, without what a Wording knows about being spoken.
    message: str = fault.args[0]
    return message


def _check(field: Field, rule: Callable[[Any], object]) -> bool:
    try:
        rule(field.data)
    except ValidationError as fault:
        field.errors = [_get_message(fault)]
        return False
    return True


def _require(answer: object, message: Wording) -> None:
    if not answer:
        raise ValidationError(message)


def _check_name(text: str) -> None:
    _require(text, gettext("Write your full name."))
    validation.check_text(text, LONGEST_LINE)


def _check_national_number(text: str) -> None:
    _require(text, gettext("Write your national number."))
    validation.check_national_number(text)


def _check_marital_status(choice: str) -> None:
    _require(choice in MARITAL_STATUSES, gettext("Choose your marital status."))


def _check_spouse(text: str) -> None:
    _require(text, gettext("Write the full name of your husband or wife."))
    validation.check_text(text, LONGEST_LINE)


def _check_address(text: str) -> None:
    _require(text, gettext("Write your address."))
    validation.check_text(text, LONGEST_ADDRESS)


def _check_employer_name(text: str) -> None:
    _require(text, gettext("Write the name of the employer."))
    validation.check_text(text, LONGEST_LINE)


def _check_start(text: str, today: date) -> None:
    _require(text, gettext("Write the year in which you started."))
    validation.check_year(text, today)


def _check_account(text: str) -> None:
    _require(text, gettext("Write your IBAN or your account number."))
    validation.check_account(text)


def _check_consent(agreed: bool) -> None:
    _require(agreed, gettext("Tick the box if you agree. We cannot continue without it."))


def list_fields(form: Form | FlaskForm) -> Iterator[Field]:
    """Yield every field that holds an answer, in the order of the page."""
    for field in form:
        if isinstance(field, FormField):
            yield from list_fields(field.form)
        elif isinstance(field, FieldList):
            for entry in field:
                yield from list_fields(entry.form)
        else:
            yield field


def list_errors(form: ApplicationForm) -> Sequence[tuple[str, Wording]]:
    """Return (id of the field, message) for an error summary, a date's message only once."""
    errors: dict[tuple[str, str], tuple[str, Wording]] = {}
    if form.csrf_token.errors:
        message = gettext("This page was open for too long. Check your answers and continue again.")
        errors["csrf_token", message] = ("main-content", message)
    for field in list_fields(form):
        if field.errors and field.name != "csrf_token":
            question = "date_of_birth" if field.id.startswith("date_of_birth") else field.id
            message = cast(Wording, field.errors[0])  # Every rule here raises one.
            errors.setdefault((question, message), (field.id, message))
    return list(errors.values())
