"""Twilio's webhooks: receipts and incoming messages.

Each is signed with the account's token over the address that Twilio called. A call that repeats
an earlier one changes nothing, so that a recorded one is of no use to anybody.
"""

from __future__ import annotations

from datetime import UTC, datetime

import structlog
from flask import Blueprint, Response, abort, g, request
from twilio.request_validator import RequestValidator
from twilio.twiml.messaging_response import MessagingResponse

from outreach.providers.configuration import TwilioEntry
from outreach.providers.twilio_webhooks import read_receipt, read_reply
from web.correspondence import correspondence
from web.services import services

bp = Blueprint("twilio", __name__, url_prefix="/callbacks/twilio")
_LARGEST = 2**63 - 1  # The databases know no larger number.
_log = structlog.get_logger(__name__)


@bp.before_request
def _check_signature() -> None:
    """Let none in but the carrier: whoever else asks gets 403, and learns nothing."""
    account = correspondence().accounts.get(request.form.get("AccountSid", ""))
    if account is None or not _is_signed(account):
        _log.warning("callback_refused", known_account=account is not None)
        abort(403)
    g.account = account


def _is_signed(account: TwilioEntry) -> bool:
    """Tell whether the account's token signed this call.

    A proxy may have changed scheme, host and port: what counts is the address that carriers were
    given. The sandbox calls the one of this machine.
    """
    settings = services().settings
    check = RequestValidator(account.auth_token.get_secret_value()).validate
    given = request.headers.get("X-Twilio-Signature", "")
    path = request.full_path if request.query_string else request.path
    bases = (settings.reached_at, settings.own_url)
    return any(check(f"{base}{path}", request.form, given) for base in bases)


@bp.post(f"/status/<int(max={_LARGEST}):message>/<attempt>")
def take_status(message: int, attempt: str) -> tuple[str, int]:
    """Take a receipt of a message."""
    account: TwilioEntry = g.account
    receipt = read_receipt(request.form, account.name, message, attempt)
    if receipt:
        correspondence().receipts.record(receipt, datetime.now(UTC))
    return "", 204


@bp.post("/incoming")
def take_incoming() -> Response:
    """Take what a member wrote, and answer with what is to be sent back."""
    account: TwilioEntry = g.account
    now = datetime.now(UTC)
    reply = read_reply(request.form, account, now)
    answer = correspondence().replies.take(reply, now)
    twiml = MessagingResponse()
    if answer:
        twiml.message(answer)
    return Response(twiml.to_xml(), mimetype="application/xml")
