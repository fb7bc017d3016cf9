"""Twilio's Messages resources over HTTP, as far as the institution's client uses them."""

from __future__ import annotations

import hmac
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from flask import Blueprint, Response, jsonify, request

from web.sandbox.ledger import Text
from web.sandbox.parts import sandbox
from web.sandbox.resources import VERSION, CarrierError, describe, describe_page

bp = Blueprint("sandbox_messages", __name__, url_prefix=f"/sandbox/twilio/{VERSION}/Accounts")

_FILTERS = {"To": "recipient = ?", "From": "sender = ?"}
_MOST, _USUAL = 1000, 50
_MOST_PAGES = 1_000_000
_DAY = timedelta(days=1)


@bp.before_request
def _authenticate() -> None:
    account = sandbox().carrier.account
    given = request.authorization
    name, password = (given.username or "", given.password or "") if given else ("", "")
    known = hmac.compare_digest(name.encode(), account.sid.encode())
    if not known or not hmac.compare_digest(password.encode(), account.token.encode()):
        raise CarrierError(20003, "Authenticate", 401)
    if (request.view_args or {}).get("account") != account.sid:
        raise CarrierError(20404, "The requested resource was not found", 404)


@bp.before_request
def _behave() -> None:
    behaviour = sandbox().carrier.ledger.behaviour
    time.sleep(behaviour.answer_seconds)
    if sandbox().carrier.happens(behaviour.refused_share):
        raise CarrierError(20503, "Service unavailable", 503)


@bp.errorhandler(CarrierError)
def _refuse(error: CarrierError) -> tuple[Response, int]:
    return jsonify(error.body), error.status


@bp.post("/<account>/Messages.json")
def create(account: str) -> tuple[Response, int]:
    """Take a message."""
    carrier = sandbox().carrier
    text = carrier.take(request.form)
    answer = jsonify(describe(text, account))
    if carrier.happens(carrier.ledger.behaviour.dropped_share):
        # It was taken, and the client never learns of it: the connection breaks in the answer.
        return Response(_break_off(answer.get_data()), mimetype="application/json"), 201
    return answer, 201


def _break_off(body: bytes) -> Iterator[bytes]:
    yield body[:1]
    raise ConnectionAbortedError("The sandbox was told to lose answers.")


@bp.get("/<account>/Messages.json")
def list_messages(account: str) -> Response:
    """List messages, the latest first, by To, From and DateSent."""
    size = min(_MOST, max(1, request.args.get("PageSize", _USUAL, int)))
    page = min(_MOST_PAGES, max(0, request.args.get("Page", 0, int)))
    names = ("To", "From", "DateSent", "DateSent<", "DateSent>")
    filters = {name: request.args[name] for name in names if request.args.get(name)}
    conditions = [_condition(name, value) for name, value in filters.items()]
    flat = [each for group in conditions for each in group]
    texts = sandbox().carrier.ledger.list_texts(flat, page * size, size + 1)
    return jsonify(describe_page(texts, account, filters, page, size))


def _condition(name: str, value: str) -> list[tuple[str, object]]:
    if name in _FILTERS:
        return [(_FILTERS[name], value)]
    started = _read_day(name, value)
    since: tuple[str, object] = ("sent_at >= ?", started.timestamp())
    until: tuple[str, object] = ("sent_at < ?", (started + _DAY).timestamp())
    # Both bounds include the day that is named.
    return {"DateSent": [since, until], "DateSent<": [until], "DateSent>": [since]}[name]


def _read_day(name: str, value: str) -> datetime:
    """Return the beginning of the day that a filter names; a time of day counts for nothing."""
    for form in ("%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"):
        with suppress(ValueError):
            return datetime.strptime(value, form).replace(hour=0, minute=0, second=0, tzinfo=UTC)
    raise CarrierError(20001, f"{name} is a date as YYYY-MM-DD, in UTC")


@bp.get("/<account>/Messages/<sid>.json")
def fetch(account: str, sid: str) -> Response:
    """Answer with one message."""
    return jsonify(describe(_get(sid), account))


@bp.post("/<account>/Messages/<sid>.json")
def update(account: str, sid: str) -> Response:
    """Cancel a message that has not left, or redact its body."""
    text = _get(sid)
    if request.form.get("Status") == "canceled":
        if text.status not in ("accepted", "queued", "scheduled"):
            raise CarrierError(30409, "The message has left already", 409)
        sandbox().carrier.ledger.reach(sid, "canceled")
    if request.form.get("Body") == "":
        sandbox().carrier.ledger.redact(sid)
    return jsonify(describe(_get(sid), account))


@bp.delete("/<account>/Messages/<sid>.json")
def delete(account: str, sid: str) -> tuple[str, int]:
    """Strike a message out."""
    _get(sid)
    sandbox().carrier.ledger.remove(sid)
    return "", 204


def _get(sid: str) -> Text:
    text = sandbox().carrier.ledger.find(sid)
    if text is None:
        raise CarrierError(20404, "The requested resource was not found", 404)
    return text
