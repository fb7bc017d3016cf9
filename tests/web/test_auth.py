import pytest
from flask import Request
from werkzeug.test import EnvironBuilder

from narration.errors import StorageError
from web.auth import KeyRing, authenticate, authenticate_unless_own_page, is_own_page


@pytest.fixture
def path(tmp_path):
    return tmp_path / "var" / "keys.sqlite3"


def test_a_key_is_valid_at_once_in_a_running_service(path):
    service, terminal = KeyRing(path), KeyRing(path)

    identity, key = terminal.create("kiosk")

    assert service.find(key).id == identity
    assert service.find(key).name == "kiosk"


def test_a_revoked_key_is_refused_at_once(path):
    service, terminal = KeyRing(path), KeyRing(path)
    identity, key = terminal.create("kiosk")

    assert terminal.revoke(identity)

    assert service.find(key) is None
    assert service.records()[0].revoked_at is not None


def test_revoking_what_is_not_in_force_says_so(path):
    ring = KeyRing(path)
    identity, _key = ring.create("")
    ring.revoke(identity)

    assert not ring.revoke(identity)
    assert not ring.revoke("0000")


def test_the_key_itself_is_written_nowhere(path):
    _identity, key = KeyRing(path).create("kiosk")

    written = b"".join(file.read_bytes() for file in path.parent.iterdir())

    assert b"kiosk" in written
    assert key.encode() not in written
    assert key.removeprefix("osk_").encode() not in written


def test_the_file_is_its_owners_alone(path):
    KeyRing(path)

    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("key", ["", "osk_", "\udc80", "' OR ''='", "osk_" + "x" * 100_000])
def test_what_is_no_key_opens_nothing(path, key):
    ring = KeyRing(path)
    ring.create("")

    assert ring.find(key) is None


def test_a_file_that_is_no_database_is_a_clear_error(path):
    path.parent.mkdir()
    path.write_text("not a database, but long enough to be read as one" * 50)

    with pytest.raises(StorageError, match="API keys"):
        KeyRing(path)


@pytest.fixture
def app(build_ground):
    app = build_ground()
    app.add_url_rule("/v1/models", view_func=lambda: authenticate().name, endpoint="models")
    app.add_url_rule(
        "/scripts",
        view_func=lambda: {"key": (found := authenticate_unless_own_page()) and found.id},
        endpoint="scripts",
    )
    return app


def test_a_bearer_key_is_accepted(app):
    _identity, key = app.extensions["outspoken"].keys.create("kiosk")

    answer = app.test_client().get("/v1/models", headers={"Authorization": f"Bearer {key}"})

    assert answer.text == "kiosk"


@pytest.mark.parametrize(
    "header", [None, "Bearer", "Bearer ", "Bearer osk_x", "Basic eDp5", "\x80"]
)
def test_no_key_or_a_wrong_one_is_401_in_the_shape_clients_know(app, header):
    headers = {"Authorization": header} if header else {}

    answer = app.test_client().get("/v1/models", headers=headers)

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json["error"]["type"] == "authentication_error"
    assert answer.json["error"]["code"] == "invalid_api_key"


@pytest.mark.parametrize(
    ("headers", "own"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Origin": "http://localhost"}, True),
        ({"Origin": "http://localhost.evil.example"}, False),
        ({"Origin": "null"}, False),
        ({}, False),
    ],
)
def test_only_the_services_own_pages_need_no_key(app, headers, own):
    asking = Request(EnvironBuilder("/scripts", headers=headers).get_environ())

    assert is_own_page(asking) is own
    assert app.test_client().get("/scripts", headers=headers).status_code == (200 if own else 401)


def test_an_own_page_with_a_wrong_key_is_refused(app):
    headers = {"Sec-Fetch-Site": "same-origin", "Authorization": "Bearer osk_wrong"}

    assert app.test_client().get("/scripts", headers=headers).status_code == 401
