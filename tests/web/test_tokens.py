import time

import pytest

from web.sites.tokens import TOKEN_SECONDS, Grant, TokenError, TokenExpiredError, Tokens

from .conftest import ORIGIN

GRANT = Grant("oss_x", ORIGIN, f"{ORIGIN}/rights", public=True)
SCRIPT = {"lang": "fr", "utterances": [{"id": "a", "text": "Bonjour"}]}


@pytest.fixture
def ask(client, site):
    def send(origin=ORIGIN, **body):
        given = {"site": site.key, "page": f"{ORIGIN}/form"} | body
        headers = {"Origin": origin} if origin else {}
        return client.post("/narration/tokens", json=given, headers=headers)

    return send


@pytest.fixture
def say(client):
    def send(token, origin=ORIGIN, path="/narration/scripts"):
        headers = {"Authorization": f"Bearer {token}"} | ({"Origin": origin} if origin else {})
        return client.post(path, json=SCRIPT, headers=headers)

    return send


def issue(tokens, monkeypatch, seconds_ago, grant=GRANT):
    then = time.time() - seconds_ago
    with monkeypatch.context() as patch:
        patch.setattr(time, "time", lambda: then)
        return tokens.issue(grant)[0]


def test_a_token_gives_back_what_was_granted():
    token, expires_at = Tokens("a secret").issue(GRANT)

    assert Tokens("a secret").read(token) == GRANT
    assert token.startswith("ost_")
    assert 0 < expires_at - time.time() <= TOKEN_SECONDS


@pytest.mark.parametrize(
    "damage",
    [
        lambda token: "",
        lambda token: "ost_",
        lambda token: token[:-1],
        lambda token: token[:-2] + ("AA" if token[-2:] != "AA" else "BB"),
        lambda token: "ost_x" + token[4:],
        lambda token: token * 2,
    ],
)
def test_a_token_that_was_touched_is_refused(damage):
    tokens = Tokens("a secret")

    with pytest.raises(TokenError):
        tokens.read(damage(tokens.issue(GRANT)[0]))


def test_a_token_of_another_secret_is_refused():
    with pytest.raises(TokenError):
        Tokens("a secret").read(Tokens("another").issue(GRANT)[0])


def test_a_token_lasts_ten_minutes(monkeypatch):
    tokens = Tokens("a secret")

    assert tokens.read(issue(tokens, monkeypatch, TOKEN_SECONDS - 5)) == GRANT
    with pytest.raises(TokenExpiredError):
        tokens.read(issue(tokens, monkeypatch, TOKEN_SECONDS + 5))


def test_a_page_of_a_site_gets_a_token_and_what_the_site_tells_it(ask, site):
    answer = ask()

    assert answer.status_code == 200
    assert answer.json["phone"] == site.phone
    assert answer.json["counts"] is True
    assert {"en", "fr", "ar"} <= set(answer.json["languages"])
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("page", "public"),
    [
        (f"{ORIGIN}/rights", True),
        (f"{ORIGIN}/rights?lang=fr#top", True),
        (f"{ORIGIN}/rights/", False),
        (f"{ORIGIN}/form", False),
        ("https://elsewhere.example/rights", False),
        ("about:blank", False),
        ("", False),
    ],
)
def test_only_a_registered_page_is_public(ask, page, public):
    assert ask(page=page).json["public"] is public


def test_a_page_is_public_on_its_own_origin_alone(client, parts, site):
    two = parts.sites.create("Two", [ORIGIN, "https://second.example"])
    parts.sites.add_page(two.key, f"{ORIGIN}/rights")
    body = {"site": two.key, "page": f"{ORIGIN}/rights"}

    def ask(origin):
        return client.post("/narration/tokens", json=body, headers={"Origin": origin}).json[
            "public"
        ]

    assert (ask(ORIGIN), ask("https://second.example")) == (True, False)


def test_no_token_holds_an_address_that_was_not_registered(ask, parts):
    token = ask(page=f"{ORIGIN}/members/4711").json["token"]

    assert parts.tokens.read(token).page == ""


@pytest.mark.parametrize("origin", [None, "null", "https://elsewhere.example", ORIGIN + ":444"])
def test_a_page_of_another_origin_gets_no_token(ask, origin):
    answer = ask(origin)

    assert answer.status_code == 403
    assert answer.json["error"]["code"] == "origin_refused"


@pytest.mark.parametrize("key", ["oss_unknown", ""])
def test_a_page_without_a_site_gets_no_token(ask, key):
    assert ask(site=key).status_code == 403


def test_another_sites_origin_is_no_origin_of_this_one(ask, parts):
    parts.sites.create("Other", ["https://other.example"])

    assert ask("https://other.example").status_code == 403


def test_an_own_page_needs_no_site(ask):
    assert ask("http://localhost", site="").status_code == 200


@pytest.mark.parametrize("body", [{"site": 7}, {"site": "x" * 101}, {"page": "x" * 2001}])
def test_a_body_that_does_not_fit_is_refused(ask, body):
    assert ask(**body).status_code == 400


@pytest.mark.parametrize("path", ["/narration/scripts", "/narration/sections"])
def test_a_token_admits_its_page(ask, say, path):
    answer = say(ask().json["token"], path=path)

    assert answer.status_code == 200


def test_an_expired_token_is_told_apart(say, site, parts, monkeypatch):
    old = issue(parts.tokens, monkeypatch, 700, Grant(site.key, ORIGIN, "", public=False))

    answer = say(old)

    assert answer.status_code == 401
    assert answer.json["error"]["code"] == "token_expired"
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN


@pytest.mark.parametrize("origin", [None, "https://other.example"])
def test_a_token_is_its_own_pages_alone(ask, say, parts, origin):
    parts.sites.create("Other", ["https://other.example"])

    answer = say(ask().json["token"], origin)

    assert answer.status_code == 403


def test_a_token_ends_with_its_site(ask, say, site, parts):
    token = ask().json["token"]
    parts.sites.create("Other", [ORIGIN])
    parts.sites.revoke(site.key)

    assert say(token).status_code == 403


def test_a_forged_token_is_refused(say, site):
    answer = say("ost_forged")

    assert answer.status_code == 401
    assert answer.json["error"]["code"] == "invalid_token"


def test_a_section_is_one_clip_and_private_unless_all_of_it_is_public(ask, client):
    headers = {"Authorization": f"Bearer {ask().json['token']}", "Origin": ORIGIN}

    def join(*private):
        utterances = [{"id": "u", "text": "Bonjour", "private": each} for each in private]
        body = {"lang": "fr", "utterances": utterances}
        return client.post("/narration/sections", json=body, headers=headers).json

    public, mixed = join(False, False), join(False, True)

    assert (public["private"], mixed["private"]) == (False, True)
    assert len(client.get(public["url"]).data) > 1000
    assert "/p-" in mixed["url"]


@pytest.mark.parametrize(
    ("utterances", "status"),
    [
        ([], 400),
        ([{"id": "a"}], 400),
        ([{"id": "a", "text": ""}], 400),
        ([{"id": "a", "text": "x", "speed": 9}], 400),
        ([{"id": "a", "text": "x"}] * 201, 413),
        ([{"id": "a", "text": "x" * 4097}], 413),
    ],
)
def test_a_section_that_cannot_be_spoken_is_refused(ask, client, utterances, status):
    headers = {"Authorization": f"Bearer {ask().json['token']}", "Origin": ORIGIN}

    body = {"lang": "fr", "utterances": utterances}
    answer = client.post("/narration/sections", json=body, headers=headers)

    assert answer.status_code == status
    assert answer.json["error"]["message"]
