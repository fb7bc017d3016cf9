import json
import subprocess
import sys

import pytest

_PROGRAM = """
import logging, sys, threading
from flask import Blueprint, Flask
from web import access_log, errors, logs
from web.config import load_settings
from web.metrics import Metrics
from web.services import Services
from narration.errors import EngineTimeoutError

settings = load_settings()
logs.configure(settings)
app = Flask("logged")
health = Blueprint("health", __name__)
health.get("/healthz", endpoint="alive")(lambda: "ok")
health.get("/readyz", endpoint="ready")(lambda: ("failing", 503))
carrier = Blueprint("sandbox_messages", __name__)
carrier.get("/messages", endpoint="list")(lambda: "ok")
app.register_blueprint(health)
app.register_blueprint(carrier)
app.extensions["outspoken"] = Services(settings, None, None, None, Metrics(), *[None] * 4)
access_log.init_app(app)
errors.init_app(app)

@app.get("/clips/<name>")
def clip(name):
    private = "words of a member"
    if name == "broken":
        raise ValueError(private) from KeyError(private)
    if name == "slow":
        raise EngineTimeoutError("took too long")
    return "sound"

client = app.test_client()
own = ["/healthz", "/readyz", "/messages"]
for path in ["/clips/one?text=words", "/clips/broken", "/clips/slow", "/words", *own]:
    client.get(path).close()
thread = threading.Thread(target=int, args=["words"])
thread.start()
thread.join()
logging.getLogger("gtts").debug("text: words")
logging.getLogger("pebble").warning("a worker ended")
"""


def run(log_format, log_level="debug"):
    environ = {"OUTSPOKEN_LOG_FORMAT": log_format, "OUTSPOKEN_LOG_LEVEL": log_level}
    command = [sys.executable, "-c", _PROGRAM]
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=True)


@pytest.fixture(scope="module")
def events():
    return [json.loads(line) for line in run("json").stderr.splitlines()]


def find(events, **wanted):
    return [event for event in events if wanted.items() <= event.items()]


def test_each_request_is_one_line_with_its_route_and_status(events):
    requests = find(events, event="request")

    assert [(event["route"], event["status"]) for event in requests] == [
        ("/clips/<name>", 200),
        ("/clips/<name>", 500),
        ("/clips/<name>", 503),
        ("unmatched", 404),
        ("/healthz", 200),
        ("/readyz", 503),
        ("/messages", 200),
    ]
    assert all(event["ms"] >= 0 and event["timestamp"] for event in requests)
    assert len({event["request_id"] for event in requests}) == 7


def test_probes_and_the_sandbox_are_logged_where_they_fail_alone():
    events = [json.loads(line) for line in run("json", "info").stderr.splitlines()]

    routes = [event["route"] for event in find(events, event="request")]
    assert routes[-2:] == ["unmatched", "/readyz"]


def test_an_unexpected_error_is_logged_with_its_places_under_the_requests_id(events):
    (error,) = find(events, level="error", logger="logged")

    assert [cause["type"] for cause in error["raised"]] == ["ValueError", "KeyError"]
    assert error["raised"][0]["places"][-1].endswith(" clip")
    assert error["request_id"] == find(events, event="request", status=500)[0]["request_id"]


def test_a_thread_that_fails_is_logged(events):
    (error,) = find(events, event="thread ended")

    assert error["raised"][0]["type"] == "ValueError"


def test_a_failed_engine_is_logged_with_its_reason(events):
    (warning,) = find(events, event="narration failed")

    assert (warning["error"], warning["reason"]) == ("EngineTimeoutError", "timeout")


def test_libraries_are_heard_from_warnings_on(events):
    assert find(events, event="a worker ended", logger="pebble", level="warning")
    assert not find(events, logger="gtts")


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_no_narrated_text_is_ever_logged(log_format):
    finished = run(log_format)

    assert "request" in finished.stderr
    assert "words" not in finished.stderr
    assert finished.stdout == ""


def test_a_higher_level_leaves_requests_out():
    assert '"event": "request"' not in run("json", "warning").stderr


def test_every_answer_has_an_id_and_forbids_guessing_its_type(build_ground):
    app = build_ground()
    app.add_url_rule("/", view_func=lambda: "<p>", endpoint="page")

    answers = [app.test_client().get("/") for _ in range(2)]

    assert len({answer.headers["X-Request-Id"] for answer in answers}) == 2
    assert answers[0].headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'self'" in answers[0].headers["Content-Security-Policy"]
