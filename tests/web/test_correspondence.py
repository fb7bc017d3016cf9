"""The whole way: what is sent through the sandbox, and what comes back of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
import requests
from werkzeug.serving import make_server

from benchmarks.service import find_free_port
from outreach.addresses import get_hasher
from outreach.dispatch import deliver
from outreach.statuses import Status
from outreach.suppressions import find_suppressions
from tests.outreach.dispatch.rows import PHONE, add_message, read_message
from web.application import create_app
from web.config import load_settings
from web.outreach import build_delivery
from web.sandbox.behaviour import Behaviour

PATIENCE = 20.0
MAILBOX = "bounce@example.org"


def wait_until(holds: Callable[[], Any]) -> Any:
    end = time.monotonic() + PATIENCE
    while not (found := holds()):
        if time.monotonic() > end:
            raise TimeoutError("it did not come")
        time.sleep(0.05)
    return found


@pytest.fixture
def settings(database_url, tmp_path):
    ports = {f"{name}port": find_free_port() for name in ("", "sandbox_smtp_", "bounce_")}
    fixed = {"engines": "silence", "workers": 1, "playground_port": 0}
    return load_settings(data=tmp_path, database_url=database_url, **fixed, **ports)


@pytest.fixture
def running(settings):
    """A demonstration that is served, with its carrier."""
    app = create_app(settings)
    parts = app.extensions["outspoken"]
    server = make_server("127.0.0.1", settings.port, app, threaded=True)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    parts.start()
    parts.sandbox.carrier.ledger.behave(Behaviour(callback_seconds=0.05))
    yield parts
    server.shutdown()
    server.server_close()
    parts.close()


@pytest.fixture
def database(running):
    return running.correspondence.database


@pytest.fixture
def send(running, settings, database):
    """Sends a message that is due, as the worker does."""

    def send(channel="sms", **given):
        hashed = get_hasher(database).hash
        hashes = {"phone_hash": hashed(PHONE), "email": MAILBOX, "email_hash": hashed(MAILBOX)}
        address = {"sms": PHONE, "email": MAILBOX}[channel]
        given.setdefault("values", {"name": "Aino"})
        number = add_message(database, channel=channel, address=address, member=hashes, **given)
        deliver(build_delivery(settings, database), channel)
        return number

    return send


@pytest.fixture
def reply(running, settings):
    """Writes from the phone, on the sandbox's page."""

    def reply(body):
        (phone,) = running.sandbox.carrier.ledger.directory.list_conversations(10)
        url = f"{settings.own_url}/sandbox/phones/{phone.number}"
        form = {"body": body, "to": running.sandbox.carrier.account.number}
        requests.post(url, form, headers={"Origin": settings.own_url}, timeout=10)

    return reply


def read_phone(running):
    return [text.body for text in running.sandbox.carrier.ledger.list_texts([], 0, 100)]


@pytest.mark.parametrize("behaviour", [{}, {"repeated_share": 1.0, "disordered": True}])
def test_a_message_is_seen_to_arrive(running, database, send, behaviour):
    running.sandbox.carrier.ledger.behave(Behaviour(callback_seconds=0.05, **behaviour))

    number = send()

    wait_until(lambda: read_message(database, number).status == Status.DELIVERED)


def test_a_stop_is_confirmed_on_the_phone_and_stops_what_waits(running, database, send, reply):
    send()
    waiting = send(status=Status.CLAIMED, sender="+15005550006")

    reply("LOPETA")

    assert read_message(database, waiting).status == Status.CANCELLED
    assert "START" in read_phone(running)[0]


def test_after_a_stop_nothing_more_reaches_the_phone_until_a_start(running, database, send, reply):
    send()
    reply("STOP")

    assert read_message(database, send()).reason == "suppressed"
    reply("START")
    assert read_message(database, send()).status in (Status.SENT, Status.DELIVERED)


def test_what_the_carrier_confirms_is_not_confirmed_again(running, send, reply):
    running.sandbox.carrier.ledger.behave(Behaviour(callback_seconds=0.05, answers_stop=True))
    send()

    reply("STOP")

    assert sum("unsubscribed" in body for body in read_phone(running)) == 1
    assert not any("START" in body and "Social Security" in body for body in read_phone(running))


def test_a_phone_that_stopped_at_the_carrier_is_not_tried_again(running, database, send):
    account = running.sandbox.carrier.account
    running.sandbox.carrier.ledger.stop(PHONE, account.number)

    assert read_message(database, send()).reason == "opted-out"
    assert read_message(database, send()).reason == "suppressed"


def test_a_mail_that_bounces_suppresses_its_mailbox(database, send):
    number = send("email")

    wait_until(lambda: read_message(database, number).status == Status.PERMANENT_FAILURE)

    with database.read() as connection:
        (found,) = find_suppressions(connection, [get_hasher(database).hash(MAILBOX)])
    assert found.reason == "hard-bounce"


def test_the_links_of_a_mail_open_and_unsubscribe_with_one_click(running, settings, database, send):
    send("email", words="Hei {name} [Kuuntele]({listen_link})", purpose="service")
    (mail,) = running.sandbox.mailboxes.list_mails(MAILBOX, 10)
    parsed = message_from_bytes(mail.content, policy=default)
    unsubscribe = parsed["List-Unsubscribe"].strip("<>")

    assert parsed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    answer = requests.post(unsubscribe, {"List-Unsubscribe": "One-Click"}, timeout=10)
    listened = requests.get(find_link(parsed, f"{settings.own_url}/l/"), timeout=10)

    assert (answer.status_code, listened.status_code) == (200, 200)
    assert read_message(database, send("email")).reason in ("suppressed", "no-consent")


def find_link(mail, start):
    text = mail.get_body(("plain",)).get_content()
    return next(word for word in text.split() if word.startswith(start))
