import pytest

from web.auth import authenticate
from web.limits import limit


def make(build_ground, **given):
    app = build_ground(rate_clips="2 per hour", rate_speech="2 per hour", **given)

    def clips():
        limit("clips")
        return "a clip"

    def speech():
        authenticate()
        limit("speech")
        return "speech"

    app.add_url_rule("/clips", view_func=clips)
    app.add_url_rule("/v1/speech", view_func=speech)
    return app


def test_one_request_too_many_is_429_and_says_when_to_come_back(build_ground):
    client = make(build_ground).test_client()

    statuses = [client.get("/clips").status_code for _ in range(2)]
    refused = client.get("/clips")

    assert statuses == [200, 200]
    assert refused.status_code == 429
    assert refused.json["error"]["code"] == "rate_limit_exceeded"
    assert 1 <= int(refused.headers["Retry-After"]) <= 3600


def test_each_key_has_its_own_count(build_ground):
    app = make(build_ground)
    keys = [app.extensions["outspoken"].keys.create(name)[1] for name in ("one", "two")]
    client = app.test_client()

    def ask(key):
        return client.get("/v1/speech", headers={"Authorization": f"Bearer {key}"}).status_code

    assert [ask(keys[0]) for _ in range(3)] == [200, 200, 429]
    assert ask(keys[1]) == 200


def test_each_rule_has_its_own_count(build_ground):
    app = make(build_ground)
    _identity, key = app.extensions["outspoken"].keys.create("")
    client = app.test_client()
    headers = {"Authorization": f"Bearer {key}"}

    assert [client.get("/clips").status_code for _ in range(3)] == [200, 200, 429]
    assert client.get("/v1/speech", headers=headers).status_code == 200


@pytest.mark.parametrize(("proxies", "last"), [(0, 429), (1, 200)])
def test_a_forwarded_address_counts_only_behind_a_trusted_proxy(build_ground, proxies, last):
    client = make(build_ground, trusted_proxies=proxies).test_client()

    statuses = [
        client.get("/clips", headers={"X-Forwarded-For": f"192.0.2.{number}"}).status_code
        for number in range(3)
    ]

    assert statuses == [200, 200, last]


def test_a_caller_cannot_invent_addresses_in_front_of_the_proxys(build_ground):
    client = make(build_ground, trusted_proxies=1).test_client()

    statuses = [
        client.get("/clips", headers={"X-Forwarded-For": f"10.0.0.{number}, 192.0.2.1"}).status_code
        for number in range(3)
    ]

    assert statuses == [200, 200, 429]


@pytest.mark.parametrize("header", ["Bearer wrong", "Basic dTpw", None])
def test_who_often_sends_a_wrong_key_is_told_to_wait(build_ground, header):
    client = make(build_ground, rate_failures="2 per hour").test_client()
    headers = {"Authorization": header} if header else {}

    answers = [client.get("/v1/speech", headers=headers) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert int(answers[2].headers["Retry-After"]) >= 1


def test_wrong_keys_keep_nobody_out_who_has_a_right_one_or_another_address(build_ground):
    app = make(build_ground, rate_failures="1 per hour", trusted_proxies=1)
    _identity, key = app.extensions["outspoken"].keys.create("")
    client = app.test_client()

    def ask(key, address):
        headers = {"Authorization": f"Bearer {key}", "X-Forwarded-For": address}
        return client.get("/v1/speech", headers=headers).status_code

    assert [ask("wrong", "192.0.2.1") for _ in range(2)] == [401, 429]
    assert ask(key, "192.0.2.1") == 200
    assert ask("wrong", "192.0.2.2") == 401
