import pytest
from click.testing import CliRunner
from flask import Flask

from web import access_log, errors, limits
from web.application import create_app
from web.auth import KeyRing
from web.cli import main
from web.config import load_settings
from web.metrics import Metrics
from web.services import Services
from web.sites.registry import Sites
from web.sites.tokens import Tokens

ORIGIN = "https://caisse.example"
"""Where the pages of the site lie that the tests know."""


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs a command in this process, with an engine that makes no sound."""
    monkeypatch.setenv("OUTSPOKEN_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("OUTSPOKEN_ENGINES", "silence")
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments, stdin=None):
        return CliRunner(mix_stderr=False).invoke(main, arguments, input=stdin)

    return invoke


@pytest.fixture(scope="session")
def speaking(tmp_path_factory):
    """The whole application, with an engine that makes no sound."""
    settings = load_settings(
        data=tmp_path_factory.mktemp("speaking"),
        engines=("silence",),
        demo_members=0,
        playground_port=0,
        page_loopback=True,
        rate_documents="100000 per minute",
        rate_scripts="100000 per minute",
    )
    app = create_app(settings)
    yield app
    app.extensions["outspoken"].close()


PROVIDERS = """
[[provider]]
name = "sandbox-sms"
kind = "twilio"
account_sid = "AC00112233445566778899aabbccddeeff"
auth_token = "ffeeddccbbaa99887766554433221100"
senders = ["+15005550006"]
"""


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def answering(request, tmp_path_factory):
    """The whole application, reached by carriers and members behind a proxy, on both databases."""
    data = tmp_path_factory.mktemp("answering")
    on_server = request.param == "postgresql"
    url = request.getfixturevalue("cluster").create() if on_server else None
    (data / "providers.toml").write_text(PROVIDERS)
    settings = load_settings(
        data=data,
        database_url=url,
        engines=("silence",),
        mode="trial",
        public_url="https://outspoken.example",
        guests=("+358401234567",),
        institution_name="Social Security",
        institution_phone="+1 500 555 0006",
        bounce_port=0,
        rate_checks="100000 per minute",
    )
    app = create_app(settings)
    yield app
    app.extensions["outspoken"].close()


@pytest.fixture
def parts(speaking):
    """What the application's views work with."""
    return speaking.extensions["outspoken"]


@pytest.fixture
def client(speaking):
    return speaking.test_client()


@pytest.fixture
def site(parts):
    """A site with one public page, ``/rights``."""
    made = parts.sites.create("Caisse", [ORIGIN], phone="+212 5 22 00 00 00")
    parts.sites.add_page(made.key, f"{ORIGIN}/rights")
    yield made
    parts.sites.revoke(made.key)


@pytest.fixture
def build_ground(tmp_path):
    """Builds an application that has the ground, but no narration, under a test's own views."""

    def build(**given):
        settings = load_settings(data=tmp_path, **given)
        app = Flask("ground")
        keys = KeyRing(tmp_path / "keys.sqlite3")
        sites, tokens = Sites(tmp_path / "sites.sqlite3"), Tokens("a secret of the tests")
        app.extensions["outspoken"] = Services(
            settings, None, None, keys, Metrics(), sites, tokens, None, None
        )
        limits.init_app(app, settings)
        access_log.init_app(app)
        errors.init_app(app)
        return app

    return build
