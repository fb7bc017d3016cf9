"""Messages that have left, and the pages that they lead to."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from outreach.addresses import get_hasher
from outreach.channels import Channel
from outreach.tables import messages
from outreach.wording import Template, Wording
from tests.outreach.returning import Returning

BORN = date(1958, 3, 27)
WORDINGS = [
    Wording(Channel.SMS, "fi", "Hei {name}. Kuuntele: {listen_link}"),
    Wording(Channel.SMS, "ar", "مرحبا {name}. استمع: {listen_link}"),
    Wording(Channel.SMS, "ta", "வணக்கம் {name}. கேளுங்கள்: {listen_link}"),
    Wording(Channel.EMAIL, "fi", "Hei {name}\n\n[Kuuntele]({listen_link})", "Uutisia"),
]
TEMPLATE = Template("news", wordings={(each.channel, each.locale): each for each in WORDINGS})
SENSITIVE = Template("private", sensitive=True, wordings=TEMPLATE.wordings)


@pytest.fixture
def parts(answering):
    return answering.extensions["outspoken"]


@pytest.fixture
def client(answering):
    return answering.test_client()


@pytest.fixture
def returning(parts):
    acting = parts.correspondence
    hasher = get_hasher(acting.database)
    return Returning(acting.database, hasher, None, acting.optouts, acting.receipts, acting.replies)


@pytest.fixture
def send(parts, returning):
    """Sends a message; returns its number and the paths that its links lead to."""

    def send(template=TEMPLATE, channel=Channel.SMS, **given):
        acting = parts.correspondence
        if channel is Channel.EMAIL:
            given.setdefault("address", "aino@example.org")
        number = returning.add_worded(template, channel, **given)
        with acting.database.write() as connection:
            made = acting.links.make(connection, [number])[number]
        base = parts.settings.reached_at
        return number, {name: url.removeprefix(base) for name, url in made.items()}

    return send


@pytest.fixture
def read(parts):
    def read(number):
        with parts.correspondence.database.read() as connection:
            return connection.execute(sa.select(messages).where(messages.c.id == number)).one()

    return read


@pytest.fixture
def now():
    return datetime.now(UTC)
