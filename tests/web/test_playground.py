"""The widget's manual, and the page of another origin on which it can be tried out."""

import re
import subprocess
from pathlib import Path

import pytest

from benchmarks.service import OUTSPOKEN, find_free_port, serving
from web.application import create_app
from web.config import ConfigurationError, load_settings
from web.playground.institution import create_institution

OPTIONS = Path(__file__).parents[2] / "web" / "widget" / "src" / "options.js"


@pytest.fixture
def institution():
    """The pages of the other origin, for a service on port 8000."""
    return create_institution("oss_key", 8000).test_client()


@pytest.fixture
def build_demo(tmp_path):
    """Builds the application of a demo, and closes it in the end."""
    made = []

    def build(**given):
        app = create_app(load_settings(data=tmp_path, engines="silence", **given))
        made.append(app.extensions["outspoken"])
        return app

    yield build
    for parts in made:
        parts.close()


def test_the_manual_names_every_option_of_the_widget(client):
    shown = client.get("/docs/widget").text
    written = re.search(r"export const options = \{(.*?)\};", OPTIONS.read_text(), re.DOTALL)[1]
    options = re.findall(r"^  (\w+):", written, re.MULTILINE)
    assert len(options) > 10
    assert [name for name in options if f"<code>data-{name}</code>" not in shown] == []


def test_without_a_demo_the_manual_shows_no_other_page(client):
    shown = client.get("/docs/widget").text
    assert "<iframe" not in shown
    assert "The live page is on another port" in shown


def test_the_manual_frames_the_page_under_the_name_by_which_the_browser_came(build_demo):
    app = build_demo(playground_port=8765)
    answer = app.test_client().get("/docs/widget", base_url="http://localhost:8000")
    assert 'src="http://localhost:8765/?lang=en"' in answer.text
    assert "frame-src http://localhost:8765" in answer.headers["Content-Security-Policy"]


def test_the_manual_of_a_demo_shows_a_placeholder_for_the_key_and_a_policy_for_pdfs(build_demo):
    shown = build_demo(playground_port=8765).test_client().get("/docs/widget").text
    assert "data-site=&#34;oss_…&#34;" in shown
    assert "connect-src https://HOST &#39;self&#39;" in shown


def test_a_browser_of_another_machine_is_shown_no_frame(build_demo):
    app = build_demo(playground_port=8765)
    assert "<iframe" not in app.test_client().get("/docs/widget", base_url="http://a.example").text


def test_the_site_is_registered_once(build_demo, tmp_path):
    keys = {build_demo(port=8000).extensions["outspoken"].playground.site.key for _ in range(2)}
    assert len(keys) == 1


def test_the_page_embeds_the_widget_with_the_options_that_were_asked_for(institution):
    page = institution.get("/?lang=ar&position=top&colour=%23112233").text
    assert '<html lang="ar" dir="rtl">' in page
    assert '<script src="http://localhost:8000/listen.js" data-site="oss_key"' in page
    assert 'data-position="top" data-colour="#112233"' in page


@pytest.mark.parametrize("query", ["position=left", "colour=red%3B", 'colour="><b>', "lang=%00"])
def test_an_option_that_the_widget_cannot_have_is_left_out(institution, query):
    page = institution.get(f"/?{query}").text
    assert "data-position" not in page
    assert "data-colour" not in page


def test_an_answer_that_is_missing_is_told_of(institution):
    page = institution.post("/?lang=en", data={"name": "", "status": "2"}).text
    assert "Write your full name." in page
    assert "Choose your marital status." not in page


def test_html_of_ones_own_is_taken_from_the_manual_alone(institution):
    sent = {"data": {"html": "<h1>Mine</h1>", "lang": "fr"}}
    for origin in ("http://evil.example", "null", None):
        headers = {"Origin": origin} if origin else {}
        assert institution.post("/yours", headers=headers, **sent).status_code == 403
    shown = institution.post("/yours", headers={"Origin": "http://localhost:8000"}, **sent)
    assert "<h1>Mine</h1>" in shown.text
    assert '<html lang="fr"' in shown.text
    policy = shown.headers["Content-Security-Policy"]
    assert "script-src http://localhost:8000;" in policy


PORTS = ["OUTSPOKEN_PLAYGROUND_PORT", "OUTSPOKEN_SANDBOX_SMTP_PORT", "OUTSPOKEN_BOUNCE_PORT"]


@pytest.mark.parametrize("variable", PORTS)
def test_a_port_that_is_taken_stops_the_start_with_one_line(tmp_path, variable):
    with serving(workers="1") as running:
        environment = {name: str(find_free_port()) for name in [*PORTS, "OUTSPOKEN_PORT"]}
        environment["OUTSPOKEN_DATA"] = str(tmp_path)
        environment[variable] = str(running.port)
        done = subprocess.run(
            [OUTSPOKEN, "serve"], env=environment, capture_output=True, text=True, check=False
        )
    assert done.returncode != 0
    [line] = done.stderr.splitlines()
    assert f"127.0.0.1:{running.port} is taken by another program" in line
    assert variable in line


def test_a_listener_that_comes_too_late_says_so(build_demo):
    port = find_free_port()
    first, second = (
        build_demo(playground_port=port).extensions["outspoken"].playground for _ in range(2)
    )
    first.start()
    with pytest.raises(ConfigurationError, match="is taken by another program"):
        second.start()


@pytest.mark.parametrize(
    ("settings", "port"),
    [
        ({"port": 8000}, 8001),
        ({"port": 65535}, 1),
        ({"playground_port": 0}, 0),
        ({"playground_port": 9000}, 9000),
        ({"playground_port": 9000, "mode": "trial"}, 0),
    ],
)
def test_the_port_is_the_next_one_unless_said_otherwise(tmp_path, settings, port):
    assert load_settings(data=tmp_path, **settings).open_playground_port == port
