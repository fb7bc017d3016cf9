"""What the sandbox's views work with, put together once for the application."""

from __future__ import annotations

import random
from dataclasses import dataclass

from flask import abort

from web.config import Settings
from web.config.secret_key import get_secret_key
from web.sandbox.account import get_account
from web.sandbox.callbacks import Callbacks
from web.sandbox.carrier import Carrier
from web.sandbox.ledger import Ledger
from web.sandbox.mail_server import MailServer
from web.sandbox.mailboxes import Mailboxes
from web.services import services


@dataclass(frozen=True, slots=True)
class Sandbox:
    """The parts of the sandbox of one running application."""

    carrier: Carrier
    callbacks: Callbacks
    mailboxes: Mailboxes
    mail_server: MailServer

    def start(self) -> None:
        """Open the mail server and begin to call back. Raises ConfigurationError."""
        self.mail_server.start()
        self.callbacks.start()

    def close(self) -> None:
        """End the mail server and the callbacks, and close the books."""
        self.mail_server.close()
        self.callbacks.close()
        self.carrier.ledger.close()
        self.mailboxes.close()


def build_sandbox(settings: Settings) -> Sandbox:
    """Return the sandbox of an installation. Raises StorageError."""
    account = get_account(get_secret_key(settings))
    chance = random.Random()  # noqa: S311, nothing secret hangs on it
    carrier = Carrier(account, Ledger(settings.data / "sandbox.sqlite3"), chance)
    callbacks = Callbacks(carrier, f"{settings.own_url}/callbacks/twilio/incoming")
    mailboxes = Mailboxes(settings.data / "sandbox_mail.sqlite3")
    return Sandbox(carrier, callbacks, mailboxes, MailServer(mailboxes, carrier, settings))


def sandbox() -> Sandbox:
    """Return the sandbox of the application that answers this request."""
    found = services().sandbox
    if found is None:
        abort(404)
    return found
