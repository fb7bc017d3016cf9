"""How public pages are fetched: from where they are, in time, and from nowhere else."""

import socket
import ssl
from threading import Event

import pytest
import trustme

from web.narrated.errors import PageError, PageFailedError, PageRefusedError
from web.narrated.fetching import Fetcher, FetchLimits

from .institution import serving_institution

TEXT = "<html lang=fr><h1>Vos droits</h1></html>"


@pytest.fixture
def institution():
    with serving_institution() as running:
        yield running


def test_a_page_that_is_too_large_is_given_up(institution):
    page = institution.put("/large", "x" * 5000)

    with pytest.raises(PageFailedError, match="bytes"):
        Fetcher(True, FetchLimits(bytes=4000)).fetch(page, lambda _: True)


@pytest.mark.parametrize(
    "given", [{}, {"status": 302, "headers": {"Location": "/slow"}}, {"endless": True}]
)
def test_a_server_that_drips_is_given_up(institution, given):
    page = institution.put("/slow", drip=(enough := Event()), **given)

    with pytest.raises(PageError):
        Fetcher(True, FetchLimits(seconds=0.3)).fetch(page, lambda _: True)
    enough.set()


@pytest.mark.parametrize("endless", [False, True])
def test_a_server_that_drips_by_tls_is_given_up(tls, endless):
    with serving_institution(tls("localhost")) as institution:
        page = institution.put("/slow", drip=(enough := Event()), endless=endless)
        with pytest.raises(PageFailedError):
            Fetcher(True, FetchLimits(seconds=0.3)).fetch(page, lambda _: True)
        enough.set()


def test_a_server_that_is_gone_is_told_of(institution):
    page = institution.put("/gone", TEXT).replace("localhost", "127.0.0.1")
    with serving_institution() as gone:
        page = gone.put("/", TEXT)

    with pytest.raises(PageFailedError):
        Fetcher(True).fetch(page, lambda _: True)


def test_this_machine_is_refused_unless_the_operator_allows_it(institution):
    page = institution.put("/rights", TEXT)

    with pytest.raises(PageRefusedError):
        Fetcher().fetch(page, lambda _: True)
    assert not institution.requests


def test_a_host_is_looked_up_once_and_that_address_is_asked(institution, monkeypatch):
    """A name that gives another address the second time does not lead there."""
    answers = iter([socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM)])
    known = socket.getaddrinfo

    def look_up(host, *rest, **more):
        return next(answers) if host == "localhost" else known(host, *rest, **more)

    page = institution.put("/rights", TEXT)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)

    assert Fetcher(True).fetch(page, lambda _: True).content == TEXT.encode()
    assert institution.requests[0][1]["Host"] == page.split("/")[2]


def test_no_proxy_of_the_environment_is_asked(institution, monkeypatch):
    page = institution.put("/rights", TEXT)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)

    assert Fetcher(True).fetch(page, lambda _: True).content == TEXT.encode()
    assert institution.requests[0][0] == "/rights"


@pytest.fixture
def tls(tmp_path, monkeypatch):
    """Makes the TLS of a server whose certificate names a host, by an authority we trust."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "ca.pem"))

    def make(name):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name).configure_cert(context)
        return context

    return make


@pytest.mark.parametrize(("name", "trusted"), [("localhost", True), ("other.example", False)])
def test_the_certificate_is_that_of_the_host_not_of_its_address(tls, name, trusted):
    with serving_institution(tls(name)) as institution:
        page = institution.put("/", TEXT)
        if trusted:
            assert Fetcher(True).fetch(page, lambda _: True).content == TEXT.encode()
        else:
            with pytest.raises(PageFailedError, match="SSLError"):
                Fetcher(True).fetch(page, lambda _: True)
