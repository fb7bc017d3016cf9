"""The demo: an application for an old-age pension that can be listened to.

Nothing is kept. Answers travel in the body of each POST from one page to the next, never in an
address, a log or a session.
"""

from __future__ import annotations

import secrets
from datetime import date

from flask import Blueprint, Response, render_template, request
from jinja2 import PackageLoader, PrefixLoader
from werkzeug.exceptions import RequestEntityTooLarge

from web.demo.form import (
    MARITAL_STATUSES,
    MOST_EMPLOYERS,
    ApplicationForm,
    keep_readable,
    list_errors,
    list_fields,
)
from web.locale import Wording, format_day, get_language, gettext

_CLEAR_CHARACTERS = "23456789ABCDEFGHJKMNPQRTUVWXY"
"""Those that are not mistaken for one another when they are read out or written down."""

bp = Blueprint("demo", __name__, url_prefix="/demo")
bp.jinja_loader = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})


@bp.get("/")
def start() -> str:
    """Show the empty form."""
    return _render_form(ApplicationForm(formdata=None))


@bp.post("/")
def submit() -> str:
    """Take one step with the answers so far; the button that was pressed says which."""
    form = ApplicationForm(keep_readable(request.form))
    step = request.form.get("step")
    if step == "add-employer":
        form.add_employer()
        return _render_form(form)
    if step == "change":
        return _render_form(form)
    today = date.today()
    if not form.check(today):
        return _render_form(form, errors=list_errors(form))
    if step == "send":
        return render_template("demo/sent.html", reference=make_reference())
    return _render_answers(form, today)


def _render_form(form: ApplicationForm, errors: object = ()) -> str:
    return render_template(
        "demo/form.html",
        form=form,
        errors=errors,
        marital_statuses=name_marital_statuses(),
        most_employers=MOST_EMPLOYERS,
    )


def _render_answers(form: ApplicationForm, today: date) -> str:
    return render_template(
        "demo/answers.html",
        form=form,
        fields=list(list_fields(form)),
        date_of_birth=format_day(form.get_birth_date(today)),
        marital_status=name_marital_statuses()[str(form.marital_status.data)],
    )


def name_marital_statuses() -> dict[str, Wording]:
    """Return each marital status with its name in the page's language."""
    names = (
        gettext("Single"),
        gettext("Married"),
        gettext("Separated"),
        gettext("Divorced"),
        gettext("Widowed"),
    )
    return dict(zip(MARITAL_STATUSES, names, strict=True))


def make_reference() -> str:
    """Return a new random reference number, like ``7KQ4-M2XP``."""
    characters = [secrets.choice(_CLEAR_CHARACTERS) for _ in range(8)]
    return "".join(characters[:4]) + "-" + "".join(characters[4:])


@bp.errorhandler(RequestEntityTooLarge)
def _explain_too_large(_: RequestEntityTooLarge) -> tuple[str, int]:
    return render_template("demo/too_large.html"), 413


@bp.after_request
def _describe_response(response: Response) -> Response:
    response.headers["Content-Language"] = get_language()
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Accept-Language")
    return response
