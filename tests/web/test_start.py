"""The first page: what there is to see in a demonstration, and how its campaigns come on."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from outreach.demo import RUNNING, WAITING, fill
from web.application import create_app
from web.campaigns import make_premises
from web.config import load_settings


@pytest.fixture
def build(tmp_path):
    """Builds the application in a mode."""
    built = []

    def build_it(**given):
        settings = load_settings(
            data=tmp_path, engines="silence", workers=1, bounce_port=0, playground_port=0, **given
        )
        built.append(create_app(settings))
        return built[-1]

    yield build_it
    for app in built:
        app.extensions["outspoken"].close()


def test_it_leads_to_all_that_there_is_to_see(build):
    client = build().test_client()
    page = client.get("/")
    assert page.status_code == 200
    assert "No campaign yet" in page.text
    links = set(re.findall(r'<a [^>]*href="([^"]+)"', page.text))
    assert links >= {"/demo/", "/docs/widget", "/sandbox/"}
    assert all(client.get(link).status_code == 200 for link in links)


def test_it_tells_how_campaigns_come_on(build):
    app = build()
    parts = app.extensions["outspoken"]
    premises = make_premises(parts.settings)
    fill(parts.correspondence.database, datetime.now(UTC), premises, 100)
    page = app.test_client().get("/").text
    assert RUNNING in page
    assert WAITING in page


def test_in_earnest_there_is_no_such_page(build):
    client = build(mode="trial", guests="aino@example.org").test_client()
    assert client.get("/").location == "/demo/"
