import json
import time

import pytest

from web.sites.tokens import Grant

from .conftest import ORIGIN


@pytest.fixture
def token(parts, site):
    return parts.tokens.issue(Grant(site.key, ORIGIN, f"{ORIGIN}/rights", public=True))[0]


@pytest.fixture
def tell(client):
    def send(token, *events, **headers):
        body = json.dumps({"token": token, "events": list(events)})
        given = {"Origin": ORIGIN} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        return client.post("/narration/counts", data=body, content_type="text/plain", headers=given)

    return send


@pytest.fixture
def count(parts):
    """Counts the events of the widget that have all of these labels, since the test began."""

    def total(**labels):
        return sum(
            sample.value
            for metric in parts.metrics.registry.collect()
            if metric.name == "outspoken_widget_events"
            for sample in metric.samples
            if sample.name.endswith("_total") and labels.items() <= sample.labels.items()
        )

    before = {}

    def since(**labels):
        return total(**labels) - before.get(tuple(labels.items()), 0)

    def start(**labels):
        before[tuple(labels.items())] = total(**labels)
        return since

    return start


def test_a_play_is_counted_by_site_page_and_language(tell, token, count):
    labels = {"event": "play", "site": "Caisse", "page": f"{ORIGIN}/rights", "language": "ar"}
    since = count(**labels)

    answer = tell(token, {"event": "play", "lang": "ar-MA"}, {"event": "play", "lang": "ar"})

    assert (answer.status_code, answer.data) == (204, b"")
    assert since(**labels) == 2


@pytest.mark.parametrize("event", ["understood", "not_understood"])
def test_whether_it_was_understood_is_counted(tell, token, count, event):
    since = count(event=event, language="fr")

    tell(token, {"event": event, "lang": "fr"})

    assert since(event=event, language="fr") == 1


@pytest.mark.parametrize(
    ("sent", "label"), [("network", "network"), ("Mrs Alaoui, 4230", "other"), (None, "other")]
)
def test_a_failures_reason_is_one_of_few(tell, token, count, sent, label):
    since = count(event="failure", reason=label)

    tell(token, {"event": "failure", "lang": "fr", "reason": sent})

    assert since(event="failure", reason=label) == 1


def test_nothing_that_a_caller_sends_becomes_a_label(tell, parts, site):
    token = parts.tokens.issue(Grant(site.key, ORIGIN, f"{ORIGIN}/members/4711", public=True))[0]

    tell(token, {"event": "play", "lang": "tlh-x-secret", "reason": "secret"})

    rendered = parts.metrics.render().decode()
    assert "4711" not in rendered and "secret" not in rendered
    assert 'language="other",page="other",reason="",site="Caisse"' in rendered


@pytest.mark.parametrize("header", ["DNT", "Sec_GPC"])
def test_a_browser_that_asks_not_to_be_counted_is_not(tell, token, count, header):
    since = count(event="play", site="Caisse")

    answer = tell(token, {"event": "play", "lang": "fr"}, **{header: "1"})

    assert answer.status_code == 204
    assert since(event="play", site="Caisse") == 0


def test_a_site_that_wants_no_counts_has_none(tell, parts):
    quiet = parts.sites.create("Quiet", [ORIGIN], counts=False)
    token = parts.tokens.issue(Grant(quiet.key, ORIGIN, "", public=False))[0]

    assert tell(token, {"event": "play", "lang": "fr"}).status_code == 204
    assert b'"Quiet"' not in parts.metrics.render()


def test_counts_are_taken_when_a_page_is_closed_hours_later(tell, parts, site, monkeypatch):
    then = time.time() - 3 * 3600
    with monkeypatch.context() as patch:
        patch.setattr(time, "time", lambda: then)
        token = parts.tokens.issue(Grant(site.key, ORIGIN, "", public=False))[0]

    assert tell(token, {"event": "play", "lang": "fr"}).status_code == 204


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b'{"token": "x"}', 400),
        (b'{"token": "x", "events": []}', 401),
        (b'{"token": "TOKEN", "events": [{"event": "dance"}]}', 400),
        (b'{"token": "TOKEN", "events": [{"event": "play", "lang": 7}]}', 400),
        (
            b'{"token": "TOKEN", "events": [' + b'{"event":"play"},' * 100 + b'{"event":"play"}]}',
            400,
        ),
    ],
)
def test_counts_that_do_not_fit_are_refused(client, token, body, status):
    answer = client.post(
        "/narration/counts",
        data=body.replace(b"TOKEN", token.encode()),
        content_type="text/plain",
        headers={"Origin": ORIGIN},
    )

    assert answer.status_code == status
    assert answer.json["error"]["message"]


def test_another_page_cannot_count_with_a_sites_token(tell, token, parts):
    parts.sites.create("Other", ["https://other.example"])

    answer = tell(token, {"event": "play", "lang": "fr"}, Origin="https://other.example")

    assert answer.status_code == 403
