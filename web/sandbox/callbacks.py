"""Tells the institution what became of its messages, and what phones sent, as Twilio does."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import requests
import structlog
from lxml import etree
from twilio.request_validator import RequestValidator

from narration.errors import StorageError
from web.sandbox.carrier import Carrier, describe_callback, describe_incoming
from web.sandbox.ledger import Step, Text

_TIME_LIMIT = 15.0
_AT_ONCE = 8
_PAUSE = 0.1
_log = structlog.get_logger(__name__)


class Callbacks:
    """Calls the institution's webhooks, signed with the account's token.

    A status is told once, whatever the answer; a phone's message is tried again once. Both are as
    Twilio does by default.
    """

    def __init__(self, carrier: Carrier, incoming_url: str) -> None:
        self._carrier = carrier
        self._incoming_url = incoming_url
        self._sign = RequestValidator(carrier.account.token).compute_signature
        self._stopped = threading.Event()
        self._callers = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="callback")
        self._clock = threading.Thread(target=self._run, name="sandbox", daemon=True)

    def start(self) -> None:
        """Begin to move messages on and to tell of it."""
        self._clock.start()

    def close(self) -> None:
        """Tell of nothing more; what is due waits in the books."""
        self._stopped.set()
        if self._clock.is_alive():
            self._clock.join(_TIME_LIMIT)
        self._callers.shutdown(wait=False, cancel_futures=True)

    def deliver(self, text: Text, opt_out: str | None) -> bool:
        """Hand a phone's message to the institution, and its answer to the phone.

        Tells whether the institution took it.
        """
        form = describe_incoming(text, self._carrier.account, opt_out)
        for _try in range(2):
            answer = self._post(self._incoming_url, form)
            if answer is not None and answer.ok:
                for body in _read_answers(answer.content):
                    self._carrier.answer(text.recipient, text.sender, body)
                return True
        return False

    def _run(self) -> None:
        while not self._stopped.wait(_PAUSE):
            try:
                for step in self._carrier.ledger.take_due(time.time(), count=500):
                    self._move(step)
            except StorageError as error:
                _log.warning("sandbox_waits", error=type(error).__name__)

    def _move(self, step: Step) -> None:
        text = self._carrier.ledger.find(step.sid)
        if text is None or text.status == "canceled":
            return
        if text.status not in ("delivered", "undelivered"):
            self._carrier.ledger.reach(step.sid, step.status, step.error_code)
        if text.callback and not self._carrier.ledger.behaviour.silent:
            form = describe_callback(text, step, self._carrier.account)
            self._callers.submit(self._post, text.callback, form)

    def _post(self, url: str, form: dict[str, str]) -> requests.Response | None:
        headers = {"X-Twilio-Signature": self._sign(url, form)}
        try:
            with requests.Session() as session:
                session.trust_env = False  # A proxy for the web does not know this machine.
                return session.post(url, data=form, headers=headers, timeout=_TIME_LIMIT)
        except requests.RequestException as error:
            _log.warning("callback_failed", error=type(error).__name__)
            return None


def _read_answers(twiml: bytes) -> list[str]:
    """Return the texts of a TwiML answer's ``<Message>`` elements."""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(twiml, parser)
    except etree.XMLSyntaxError:
        return []
    messages = ("".join(each.itertext()).strip() for each in root.iter("Message"))
    return [message for message in messages if message]
