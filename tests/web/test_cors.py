import pytest

from .conftest import ORIGIN

PREFLIGHT = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization, content-type",
}
PATHS = [
    "/narration/tokens",
    "/narration/scripts",
    "/narration/sections",
    "/narration/documents",
    "/narration/counts",
]


@pytest.mark.parametrize("path", [*PATHS, "/narration/clips/x.mp3", "/narration/clips/x.vtt"])
def test_a_registered_origins_preflight_is_allowed(client, site, path):
    answer = client.options(path, headers=PREFLIGHT | {"Origin": ORIGIN})

    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]
    assert "Origin" in answer.vary


@pytest.mark.parametrize("path", [*PATHS, "/narration/clips/x.mp3"])
@pytest.mark.parametrize(
    "origin",
    [
        "https://elsewhere.example",
        "http://caisse.example",
        "https://caisse.example:8443",
        "https://caisse.example.evil.example",
        "null",
        "http://[",
        "",
        "*",
    ],
)
def test_any_other_origin_is_refused_before_anything_happens(client, site, path, origin):
    preflight = client.options(path, headers=PREFLIGHT | {"Origin": origin})
    call = client.post(path, json={}, headers={"Origin": origin})

    for answer in (preflight, call):
        assert answer.status_code == 403
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert answer.json["error"]["code"] == "origin_refused"


def test_an_api_key_does_not_open_an_origin(client, parts):
    _identity, key = parts.keys.create("portal")
    headers = {"Authorization": f"Bearer {key}", "Origin": "https://elsewhere.example"}
    script = {"lang": "fr", "utterances": []}

    assert client.post("/narration/scripts", json=script, headers=headers).status_code == 403
    del headers["Origin"]
    assert client.post("/narration/scripts", json=script, headers=headers).status_code == 200


def test_a_revoked_site_closes_its_origin_at_once(client, parts):
    made = parts.sites.create("Brief", ["https://brief.example"])
    headers = PREFLIGHT | {"Origin": "https://brief.example"}
    before = client.options("/narration/scripts", headers=headers).status_code
    parts.sites.revoke(made.key)

    assert (before, client.options("/narration/scripts", headers=headers).status_code) == (204, 403)


def test_a_failure_can_be_read_by_the_page_too(client, site):
    answer = client.get("/narration/clips/unknown.mp3", headers={"Origin": ORIGIN})

    assert answer.status_code == 404
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert "Retry-After" in answer.headers["Access-Control-Expose-Headers"]


def test_no_credentials_of_the_browser_are_ever_allowed(client, site):
    answer = client.options(PATHS[0], headers=PREFLIGHT | {"Origin": ORIGIN})

    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("path", ["/v1/models", "/healthz", "/metrics", "/demo/"])
def test_what_is_not_for_pages_allows_no_origin(client, site, path):
    answer = client.get(path, headers={"Origin": ORIGIN})

    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_player_needs_no_origin_for_a_clip(client):
    answer = client.get("/narration/clips/unknown.mp3")

    assert answer.status_code == 404
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
