from __future__ import annotations

import pytest
import requests

from benchmarks.service import Service

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "This page does not exist"),
        ("ar", "هذه الصفحة غير موجودة"),
        ("zh-CN", "此页面不存在"),
    ],
)
def test_somebody_astray_is_told_so_in_their_language(
    service: Service, language: str, heading: str
) -> None:
    headers = {"Accept": BROWSER, "Accept-Language": language}
    answer = requests.get(f"http://127.0.0.1:{service.port}/nowhere", headers=headers, timeout=10)
    assert answer.status_code == 404
    assert heading in answer.text


@pytest.mark.parametrize("path", ["/nowhere", "/narration/clips/none.mp3", "/v1/nothing"])
def test_programs_are_told_in_json(service: Service, path: str) -> None:
    answer = requests.get(f"http://127.0.0.1:{service.port}{path}", timeout=10)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


def test_a_player_that_asks_as_a_browser_is_told_of_a_missing_clip_in_json(
    service: Service,
) -> None:
    url = f"http://127.0.0.1:{service.port}/narration/clips/none.mp3"
    answer = requests.get(url, headers={"Accept": BROWSER}, timeout=10)
    assert answer.json()["error"]["code"] == "not_found"
