import pytest
from flask import abort, request
from pydantic import BaseModel, ValidationError

from narration import errors as narration
from web.errors import respond_invalid


def raising(error):
    def view():
        raise error

    return view


@pytest.mark.parametrize(
    ("error", "status", "code", "retry_after"),
    [
        (narration.EmptyInputError("x"), 400, "empty_input", None),
        (narration.InputTooLongError("x"), 413, "input_too_long", None),
        (narration.UnsupportedLanguageError("x"), 400, "unsupported_language", None),
        (narration.PrivateTextError("x"), 400, "private_text", None),
        (narration.RecordingError("x"), 400, "invalid_recording", None),
        (narration.EngineTimeoutError("x"), 503, "engine_failed", "5"),
        (narration.EngineUnavailableError("x", 30.0), 503, "engine_unavailable", "30"),
        (narration.BusyError("x", 0.2), 503, "busy", "1"),
        (narration.StorageError("x"), 503, "storage_failed", "5"),
    ],
)
def test_a_domain_error_becomes_a_response(build_ground, error, status, code, retry_after):
    app = build_ground()
    app.add_url_rule("/narration", view_func=raising(error), endpoint="view")

    answer = app.test_client().get("/narration")

    assert answer.status_code == status
    assert set(answer.json["error"]) == {"message", "type", "param", "code"}
    assert answer.json["error"]["code"] == code
    assert answer.headers.get("Retry-After") == retry_after


def test_every_error_of_narration_has_a_response(build_ground):
    pending = [narration.NarrationError]
    while pending:
        kind = pending.pop()
        pending += kind.__subclasses__()
        app = build_ground()
        app.add_url_rule("/", view_func=raising(kind("x")), endpoint="view")

        assert app.test_client().get("/").json["error"]["code"] == kind.code


def test_too_long_an_input_is_400_in_the_speech_api(build_ground):
    app = build_ground()
    app.add_url_rule("/v1/audio/speech", view_func=raising(narration.InputTooLongError("x")))

    answer = app.test_client().get("/v1/audio/speech")

    assert answer.status_code == 400
    assert answer.json["error"]["param"] == "input"


def test_too_large_a_body_is_413(build_ground):
    app = build_ground()
    app.config["MAX_CONTENT_LENGTH"] = 10
    app.add_url_rule("/", view_func=lambda: f"{request.data}", methods=["POST"], endpoint="view")

    answer = app.test_client().post("/", data=b"x" * 11)

    assert (answer.status_code, answer.json["error"]["code"]) == (413, "input_too_long")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not_found"),
        ("DELETE", "/here", 405, "method_not_allowed"),
        ("GET", "/here?status=415", 415, "unsupported_media_type"),
        ("GET", "/here?status=403", 403, "forbidden"),
    ],
)
def test_errors_of_http_have_the_same_shape(build_ground, method, path, status, code):
    app = build_ground()
    app.add_url_rule("/here", view_func=lambda: abort(int(request.args["status"])), endpoint="v")

    answer = app.test_client().open(path, method=method)

    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)
    assert answer.headers["X-Request-Id"]
    assert (answer.headers.get("Allow") is not None) == (status == 405)


def test_a_redirection_stays_one(build_ground):
    app = build_ground()
    app.add_url_rule("/folder/", view_func=lambda: "here", endpoint="view")

    assert app.test_client().get("/folder").status_code == 308


def test_an_unexpected_error_tells_nothing_of_itself(build_ground):
    app = build_ground()
    app.add_url_rule("/", view_func=raising(KeyError("a member's words")), endpoint="view")

    answer = app.test_client().get("/")

    assert answer.status_code == 500
    assert answer.json["error"]["type"] == "server_error"
    assert "words" not in answer.text
    assert "KeyError" not in answer.text


def test_a_body_that_does_not_fit_names_its_field_and_not_its_value(build_ground):
    class Body(BaseModel):
        speed: float

    app = build_ground()
    with pytest.raises(ValidationError) as error:
        Body(speed="a member's words")
    app.add_url_rule("/", view_func=lambda: respond_invalid(error.value), endpoint="view")

    answer = app.test_client().get("/")

    assert answer.status_code == 400
    assert answer.json["error"]["param"] == "speed"
    assert "words" not in answer.text
