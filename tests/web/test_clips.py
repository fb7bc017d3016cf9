"""Who may keep a clip, and for how long; and how often one may ask for clips."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.office import Office, open_office

FOR_EVER = "public, max-age=31536000, immutable"
NOT_AT_ALL = "private, no-store"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with open_office(tmp_path_factory.mktemp("office")) as running:
        yield running


@pytest.mark.parametrize("kind", ["mp3", "opus", "vtt"])
@pytest.mark.parametrize(("private", "kept"), [(False, FOR_EVER), (True, NOT_AT_ALL)])
def test_only_what_is_public_may_be_kept_by_others(
    office: Office, kind: str, private: bool, kept: str
) -> None:
    url = office.register("Two sentences. Both are short.", private=private)["url"]
    for _ in range(2):
        answer = office.ask("GET", url.replace("mp3", kind))
    assert answer.headers["Cache-Control"] == kept
    again = office.ask("GET", answer.url.partition(str(office.port))[2], headers={
        "If-None-Match": answer.headers["ETag"]
    })  # fmt: skip
    assert again.status_code == 304


def test_marks_and_sound_of_a_new_pronunciation_are_not_kept_under_the_old_name(
    tmp_path: Path,
) -> None:
    with open_office(tmp_path) as office:
        url = office.register("The office is in Zorblax.")["url"]
        (tmp_path / "lexicons").mkdir()
        (tmp_path / "lexicons" / "en.pls").write_text(
            '<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"'
            ' alphabet="ipa" xml:lang="en"><lexeme><grapheme>Zorblax</grapheme>'
            "<alias>zor blacks</alias></lexeme></lexicon>"
        )
        office.ask("GET", url)
        for kind in ("mp3", "vtt"):
            answer = office.ask("GET", url.replace("mp3", kind))
            assert (answer.status_code, answer.headers["Cache-Control"]) == (200, NOT_AT_ALL)


def test_the_speech_api_keeps_only_what_is_called_public(office: Office) -> None:
    before = len(office.kept())
    office.speak("Said to one person.")
    office.speak("Said to one person.", private=True)
    assert len(office.kept()) == before
    office.speak("Said to everybody.", private=False)
    assert len(office.kept()) == before + 1


def test_clips_and_marks_count_together_against_an_addresss_rate(tmp_path: Path) -> None:
    with open_office(tmp_path, rate_clips="3 per hour") as office:
        url = office.register("Asked for too often.")["url"]
        paths = [url, url.replace("mp3", "opus"), url.replace("mp3", "vtt"), url]
        answers = [office.ask("GET", path) for path in paths]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert int(answers[3].headers["Retry-After"]) >= 1
