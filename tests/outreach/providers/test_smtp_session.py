"""Mail over real SMTP: with TLS and a password, kept connections, and servers that fail."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from benchmarks.service import find_free_port
from outreach.providers import Accepted, Again, Outgoing, Refused
from outreach.providers.smtp import Server, Smtp
from outreach.statuses import Status
from tests.outreach.providers.servers import crowded

CONTENT = b"Subject: Hei\r\n\r\n.Hei\r\n..\r\n"


@dataclass
class Office:
    """A mail server's side: what came, over how many connections, and whether by TLS."""

    mails: list[tuple[str, list[str], bytes, bool]] = field(default_factory=list)
    connections: set[tuple[str, int]] = field(default_factory=set)
    answers: dict[str, str] = field(default_factory=dict)

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802, aiosmtpd's name
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802, aiosmtpd's name
        if address in self.answers:
            return self.answers[address]
        envelope.mail_from = address
        return "250 fine"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802, aiosmtpd's name
        self.connections.add(session.peer)
        came = (envelope.mail_from, envelope.rcpt_tos, envelope.original_content)
        self.mails.append((*came, session.ssl is not None))
        return "250 fine"


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority, tmp_path, monkeypatch) -> None:
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))


def authenticate(server, session, envelope, mechanism, given) -> AuthResult:
    return AuthResult(success=given.password == b"right", handled=False)


@pytest.fixture
def office(authority) -> Iterator[tuple[Office, int]]:
    """A server that asks for STARTTLS and a password."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    handler = Office()
    asks = {"require_starttls": True, "auth_required": True, "authenticator": authenticate}
    controller = Controller(handler, "127.0.0.1", find_free_port(), tls_context=context, **asks)
    controller.start()
    yield handler, controller.port
    controller.stop()


@pytest.fixture
def plain_office() -> Iterator[tuple[Office, int]]:
    handler = Office()
    controller = Controller(handler, "127.0.0.1", find_free_port())
    controller.start()
    yield handler, controller.port
    controller.stop()


def send(server: Server, *addresses: str):
    """Hand mails over, one after the other; return their outcomes."""

    async def run():
        provider = Smtp("mail", server)
        outcomes = []
        for address in addresses or ("aino@example.org",):
            outgoing = Outgoing(1, "a", address, "Pensions <p@example.org>", "", "", CONTENT)
            outcomes.append(await provider.send(outgoing))
        await provider.close()
        return outcomes

    return asyncio.run(run())


def test_a_mail_goes_by_tls_with_the_password_and_arrives_byte_for_byte(office, trusted):
    handler, port = office
    server = Server("127.0.0.1", port, "starttls", "pensions", "right", "bounces@example.org")
    assert send(server) == [Accepted("1.a")]
    assert handler.mails == [("bounces@example.org", ["aino@example.org"], CONTENT, True)]


def test_mails_share_a_connection(plain_office):
    handler, port = plain_office
    send(Server("127.0.0.1", port, "none"), *(f"m{number}@example.org" for number in range(5)))
    assert (len(handler.mails), len(handler.connections)) == (5, 1)


def test_a_wrong_password_rests_the_provider(office, trusted):
    handler, port = office
    server = Server("127.0.0.1", port, "starttls", "pensions", "wrong")
    assert send(server) == [Again("not-authenticated", "535", rests=True)]
    assert handler.mails == []


def test_a_server_whose_certificate_nobody_vouches_for_gets_no_password(office):
    _handler, port = office
    outcome = send(Server("127.0.0.1", port, "starttls", "pensions", "right"))[0]
    assert outcome == Again("unreachable-carrier", rests=True)


def test_a_server_without_tls_gets_nothing_where_tls_is_asked_for(plain_office):
    handler, port = plain_office
    outcome = send(Server("127.0.0.1", port, "starttls", "pensions", "right"))[0]
    assert isinstance(outcome, Again)
    assert outcome.rests
    assert handler.mails == []


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("421 closing", Again("unavailable", "421", rests=True)),
        ("450 busy", Again("mailbox-busy", "450")),
        ("452 full", Again("mailbox-full", "452")),
        ("499 odd", Again("try-later", "499")),
        ("550 5.1.1 unknown", Refused(Status.PERMANENT_FAILURE, "unknown-mailbox", "5.1.1")),
        ("550 5.7.1 spam", Refused(Status.PERMANENT_FAILURE, "rejected", "5.7.1")),
        ("550 no", Refused(Status.PERMANENT_FAILURE, "mailbox-unavailable", "550")),
        ("552 full", Refused(Status.TEMPORARY_FAILURE, "mailbox-full", "552")),
        ("553 no address", Refused(Status.PERMANENT_FAILURE, "invalid-address", "553")),
        ("554 no", Refused(Status.PERMANENT_FAILURE, "rejected", "554")),
        ("599 odd", Refused(Status.TECHNICAL_FAILURE, "rejected", "599")),
    ],
)
def test_each_refusal_means_what_its_code_says_and_spoils_no_later_mail(
    plain_office, answer, outcome
):
    handler, port = plain_office
    handler.answers["aino@example.org"] = answer
    outcomes = send(Server("127.0.0.1", port, "none"), "aino@example.org", "ben@example.org")
    assert outcomes == [outcome, Accepted("1.a")]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("550 5.1.1 unknown", Again("invalid-sender", "550", rests=True)),
        ("553 5.7.1 not yours", Again("invalid-sender", "553", rests=True)),
        ("452 full", Again("mailbox-full", "452")),
    ],
)
def test_a_sender_that_is_refused_is_no_recipients_fault(plain_office, answer, outcome):
    handler, port = plain_office
    handler.answers["p@example.org"] = answer
    assert send(Server("127.0.0.1", port, "none")) == [outcome]


def test_what_never_reached_the_server_is_tried_again():
    refused = send(Server("127.0.0.1", find_free_port(), "none"))
    with crowded() as port:
        timed_out = send(Server("127.0.0.1", port, "none", seconds=0.2))
    assert refused == timed_out == [Again("unreachable-carrier", rests=True)]
