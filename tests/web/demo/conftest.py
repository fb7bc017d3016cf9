import pytest
from flask import Flask

from web import demo, locale, playground

MAX_BYTES = 1_000_000


@pytest.fixture(scope="module")
def app():
    app = Flask("web")
    app.config.update(
        SECRET_KEY="a test's own", MAX_CONTENT_LENGTH=MAX_BYTES, MAX_FORM_MEMORY_SIZE=MAX_BYTES
    )
    locale.init_app(app)
    app.register_blueprint(demo.bp)
    app.register_blueprint(playground.bp)
    return app


@pytest.fixture
def client(app):
    return app.test_client()
