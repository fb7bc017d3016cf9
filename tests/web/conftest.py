import pytest
from flask import Flask

from web import access_log, errors, limits
from web.auth import KeyRing
from web.config import load_settings
from web.metrics import Metrics
from web.services import Services
from web.sites.registry import Sites
from web.sites.tokens import Tokens


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
