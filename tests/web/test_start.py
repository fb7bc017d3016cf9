"""The first page: what there is to see in a demonstration, and how its campaigns come on."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from outreach.demo import RUNNING, WAITING, fill
from outreach.stopping import stop_all
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
    assert f'campaigns show "{RUNNING}" --watch' in page.replace("&#34;", '"')
    assert f'campaigns approve "{WAITING}" --watch' in page.replace("&#34;", '"')


def test_a_demonstration_without_members_names_no_campaign_of_theirs(build):
    page = build(demo_members=0).test_client().get("/").text
    assert "OUTSPOKEN_DEMO_MEMBERS is 0" in page
    assert RUNNING not in page
    assert "once its worker runs" not in page


def test_it_tells_that_all_sending_is_stopped_and_why(build):
    app = build()
    database = app.extensions["outspoken"].correspondence.database
    stop_all(database, "ann", datetime.now(UTC), "wrong <amounts>")
    page = app.test_client().get("/").text
    assert "by ann: wrong &lt;amounts&gt;. Resume: outspoken resume-all" in page


@pytest.mark.parametrize("mode", ["trial", "production"])
def test_in_earnest_it_says_whose_service_it_is(build, mode):
    said = {"institution_name": "Caisse", "institution_phone": "+212 5 22 00 00 00"}
    page = build(mode=mode, **said).test_client().get("/?lang=fr")
    assert page.status_code == 200
    assert "<h1" in page.text
    assert page.text.count("Caisse") == 3
    assert 'href="tel:+212522000000"' in page.text


def test_in_earnest_nothing_is_a_demonstrations(build):
    client = build(mode="production").test_client()
    page = client.get("/").text
    assert not any(each in page for each in ("demo", "Social Security", "tel:"))
    assert client.get("/demo/").status_code == 404
    astray = client.get("/nowhere", headers={"Accept": "text/html"})
    assert astray.status_code == 404
    assert "demo" not in astray.text
