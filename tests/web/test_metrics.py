import pytest

from web.metrics import Metrics


@pytest.fixture
def metrics():
    return Metrics()


def test_everything_that_happens_is_counted(metrics):
    metrics.clip_made("pyttsx3", 2.5)
    metrics.clip_made("pyttsx3", 1.5)
    metrics.cache_hit()
    metrics.sentence_spoken("pyttsx3")
    metrics.sentence_failed("gtts", "timeout")
    metrics.watch_queue(lambda: 7)

    lines = metrics.render().decode().splitlines()

    assert 'outspoken_clips_made_total{engine="pyttsx3"} 2.0' in lines
    assert 'outspoken_speech_seconds_total{engine="pyttsx3"} 4.0' in lines
    assert "outspoken_cache_hits_total 1.0" in lines
    assert 'outspoken_sentences_spoken_total{engine="pyttsx3"} 1.0' in lines
    assert 'outspoken_sentences_failed_total{engine="gtts",reason="timeout"} 1.0' in lines
    assert "outspoken_queue_length 7.0" in lines


def test_two_applications_count_apart(metrics):
    metrics.cache_hit()

    assert "outspoken_cache_hits_total 0.0" in Metrics().render().decode().splitlines()


def test_a_request_is_counted_when_its_last_byte_has_left(build_ground):
    app = build_ground()
    app.add_url_rule("/clip", view_func=lambda: iter([b"one", b"two"]), endpoint="clip")
    counts = app.extensions["outspoken"].metrics
    line = b'outspoken_requests_total{endpoint="clip",status="200"} 1.0'

    answer = app.test_client().get("/clip")
    early = counts.render()
    answer.close()

    assert line not in early
    assert line in counts.render()


def test_addresses_that_lead_nowhere_make_no_labels(build_ground):
    app = build_ground()
    client = app.test_client()

    for number in range(3):
        client.get(f"/secret-{number}").close()
    counts = app.extensions["outspoken"].metrics.render()

    assert b'outspoken_requests_total{endpoint="unmatched",status="404"} 3.0' in counts
    assert b"secret" not in counts
