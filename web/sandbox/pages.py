"""The sandbox's pages: what each phone and mailbox received, a box to reply, and the behaviour."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import asdict
from datetime import UTC, datetime
from email.message import EmailMessage

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

from web.access_log import CONTENT_SECURITY_POLICY
from web.auth import is_own_page
from web.sandbox.behaviour import LABELS, parse_behaviour
from web.sandbox.mailboxes import Mail
from web.sandbox.parts import sandbox

bp = Blueprint("sandbox", __name__, url_prefix="/sandbox")

_SHOWN = 200
_ON_A_PAGE = 100
_NUMBER = f"<int(max={2**63 - 1}):number>"  # Its books know no larger one.
_MOST_PAGES = 1_000_000
_MAIL_POLICY = CONTENT_SECURITY_POLICY.replace(
    "default-src 'self'", "default-src 'self'; style-src 'self' 'unsafe-inline'"
)
"""A mail brings its looks with it; still nothing of it runs, or is fetched from elsewhere."""


@bp.before_request
def _own_pages_alone() -> None:
    if request.method == "POST" and not is_own_page(request):
        abort(403)


@bp.after_request
def _describe_response(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.app_template_filter("sandbox_time")
def _format_time(moment: float) -> Markup:
    """Return the day and the time, each of which stands in one line."""
    when = datetime.fromtimestamp(moment, UTC)
    parts = Markup('<span class="moment">{}</span> <span class="moment">{}</span>')
    return parts.format(f"{when:%Y-%m-%d}", f"{when:%H:%M:%S} UTC")


@bp.app_template_filter("sandbox_words")
def _preview(last: str | bytes) -> str:
    """Return what a phone or a mailbox received last, in words: of a mail, its subject."""
    if isinstance(last, str):
        return last
    return str(email.message_from_bytes(last, policy=email.policy.default)["Subject"] or "")


@bp.get("/")
def index() -> str:
    """Show the phones and mailboxes, the last active first, so many on a page."""
    page = min(max(request.args.get("page", 1, int), 1), _MOST_PAGES)
    start = (page - 1) * _ON_A_PAGE
    phones = sandbox().carrier.ledger.directory.list_conversations(_ON_A_PAGE + 1, start)
    mailboxes = sandbox().mailboxes.directory.list_conversations(_ON_A_PAGE + 1, start)
    return render_template(
        "sandbox/index.html",
        phones=phones[:_ON_A_PAGE],
        mailboxes=mailboxes[:_ON_A_PAGE],
        page=page,
        goes_on=max(len(phones), len(mailboxes)) > _ON_A_PAGE,
        behaviour=asdict(sandbox().carrier.ledger.behaviour),
        labels=LABELS,
    )


@bp.get(f"/phones/{_NUMBER}")
def phone(number: int) -> str:
    """Show one phone: what came and went, and a box to reply."""
    ledger = sandbox().carrier.ledger
    address = ledger.directory.find(number) or abort(404)
    texts = ledger.list_texts([("? IN (sender, recipient)", address)], 0, _SHOWN)
    senders = list(
        dict.fromkeys(each.recipient if each.is_inbound else each.sender for each in texts)
    )
    return render_template(
        "sandbox/phone.html", number=number, address=address, texts=texts, senders=senders
    )


@bp.post(f"/phones/{_NUMBER}")
def reply(number: int) -> BaseResponse:
    """Send what the phone's owner answers, to the institution's number."""
    address = sandbox().carrier.ledger.directory.find(number) or abort(404)
    body, recipient = request.form.get("body", "").strip(), request.form.get("to", "")
    if not body or not recipient:
        flash("Write an answer first.", "error")
    else:
        text, opt_out = sandbox().carrier.hear(address, recipient, body)
        if not sandbox().callbacks.deliver(text, opt_out):
            flash("The institution's webhook did not take the message; see its log.", "error")
    return redirect(url_for("sandbox.phone", number=number), 303)


@bp.get(f"/mailboxes/{_NUMBER}")
def mailbox(number: int) -> str:
    """Show one mailbox."""
    address = sandbox().mailboxes.directory.find(number) or abort(404)
    mails = [(mail, _parse(mail)) for mail in sandbox().mailboxes.list_mails(address, _SHOWN)]
    return render_template("sandbox/mailbox.html", address=address, mails=mails)


@bp.get(f"/mails/{_NUMBER}")
def mail(number: int) -> Response:
    """Show one mail: its header, its text, and its HTML in a frame that runs nothing."""
    found = sandbox().mailboxes.find(number) or abort(404)
    parsed = _parse(found)
    page = render_template(
        "sandbox/mail.html",
        mail=found,
        header=[(name, str(value)) for name, value in parsed.items()],
        subject=str(parsed["Subject"] or ""),
        text=_get_body(parsed, "plain"),
        html=_open_links_outside(_get_body(parsed, "html")),
        unsubscribe=re.sub("[<>]", "", str(parsed["List-Unsubscribe"] or "")),
    )
    return Response(page, headers={"Content-Security-Policy": _MAIL_POLICY})


@bp.post("/behaviour")
def behave() -> BaseResponse:
    """Behave as the form says from now on."""
    try:
        sandbox().carrier.ledger.behave(parse_behaviour(request.form.to_dict()))
    except ValueError as error:
        flash(f"{error}.", "error")
    return redirect(url_for("sandbox.index"), 303)


def _parse(mail: Mail) -> EmailMessage:
    return email.message_from_bytes(mail.content, policy=email.policy.default)


def _open_links_outside(html: str) -> str:
    """Have links open in a tab of their own: the service's pages stand in no frame."""
    head, begun, rest = html.partition("<head>")
    base = '<base target="_blank">'
    return f"{head}{begun}{base}{rest}" if begun else html and f"{base}{html}"


def _get_body(parsed: EmailMessage, kind: str) -> str:
    part = parsed.get_body((kind,))
    return str(part.get_content()) if part is not None else ""
