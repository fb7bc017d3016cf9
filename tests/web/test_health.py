from dataclasses import replace

import pytest

from narration.observer import NullObserver
from web import health
from web.build import build_narrator


class Counting(NullObserver):
    """Counts what was made."""

    clips = words = 0

    def clip_made(self, engine, seconds):
        self.clips += 1

    def sentence_spoken(self, engine):
        self.words += 1


@pytest.fixture
def build(build_ground):
    """Builds an application that tells of its health, with a silent engine, and its observer."""

    def make(engines=("silence",), **given):
        app = build_ground(engines=engines, **given)
        parts = app.extensions["outspoken"]
        observer = Counting()
        narrator = build_narrator(parts.settings, observer)
        app.extensions["outspoken"] = replace(parts, narrator=narrator)
        app.register_blueprint(health.bp)
        return app, observer

    return make


def test_a_process_that_answers_is_alive(build):
    app, _observer = build()

    answer = app.test_client().get("/healthz")

    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_readiness_is_a_word_really_spoken_but_not_for_everyone_who_asks(build):
    app, observer = build()
    client = app.test_client()

    statuses = [client.get("/readyz").status_code for _ in range(20)]

    assert set(statuses) == {200}
    assert 1 <= observer.words < 20


def test_the_word_spoken_for_readiness_is_no_clip(build):
    app, observer = build()

    app.test_client().get("/readyz")

    assert (observer.words, observer.clips) == (1, 0)


def test_an_engine_that_cannot_speak_is_named(build):
    app, _observer = build(engines=("pyttsx3",), workers=1)
    app.extensions["outspoken"].narrator.close()

    answer = app.test_client().get("/readyz")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert list(answer.json["failing"]) == ["speech"]


def test_a_store_that_cannot_be_written_is_named(build, tmp_path):
    app, _observer = build()
    parts = app.extensions["outspoken"]
    (tmp_path / "file").touch()
    elsewhere = parts.settings.model_copy(update={"data": tmp_path / "file" / "var"})
    app.extensions["outspoken"] = replace(parts, settings=elsewhere)

    answer = app.test_client().get("/readyz")

    assert answer.status_code == 503
    assert list(answer.json["failing"]) == ["store"]


def test_readiness_leaves_nothing_in_the_data_folder(build, tmp_path):
    app, _observer = build()
    before = sorted(tmp_path.rglob("*"))

    app.test_client().get("/readyz")

    assert sorted(tmp_path.rglob("*")) == before


def test_the_counts_are_in_prometheus_format(build):
    app, _observer = build()
    app.extensions["outspoken"].metrics.cache_hit()

    answer = app.test_client().get("/metrics")

    assert answer.content_type.startswith("text/plain; version=")
    assert "outspoken_cache_hits_total 1.0" in answer.text


@pytest.mark.parametrize(
    ("header", "status"),
    [(None, 401), ("Bearer wrong", 401), ("Bearer \xe9", 401), ("Bearer " + "t" * 20, 200)],
)
def test_a_metrics_token_is_asked_for_where_one_is_set(build, header, status):
    app, _observer = build(metrics_token="t" * 20)
    headers = {"Authorization": header} if header else {}

    assert app.test_client().get("/metrics", headers=headers).status_code == status
