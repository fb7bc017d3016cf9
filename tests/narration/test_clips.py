from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from narration.cache import Cache
from narration.clips import Clips
from narration.errors import EngineError, InputTooLongError
from narration.planning import Utterance
from narration.scripts import ScriptStore
from web.build import build_narrator
from web.config import load_settings
from web.metrics import Metrics

DEAD = "http://127.0.0.1:9"
"""Nobody listens on the discard port."""


class Store:
    """A store of clips with its engines, and what it has counted."""

    def __init__(self, data: Path, **settings: object) -> None:
        self.data = data
        self.metrics = Metrics()
        chosen = load_settings(data=data, workers=1, **settings)
        self.narrator = build_narrator(chosen, self.metrics)
        cache = Cache(data / "clips", 50_000_000, 60)
        self.clips = Clips(self.narrator, cache, ScriptStore(data, 30, 60), concurrency=4)

    def made(self) -> float:
        counts = self.metrics.registry.get_sample_value
        return sum(
            counts("outspoken_clips_made_total", {"engine": name}) or 0
            for name in ("pyttsx3", "gtts", "silence")
        )

    def hear(self, name: str) -> tuple[bytes, bool]:
        answer = self.clips.open(name, "mp3")
        assert answer is not None
        return b"".join(answer.stream), answer.lasting


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path)
    yield made
    made.clips.close()


def public(text: str) -> Utterance:
    return Utterance(text, "en", private=False)


def test_a_public_clip_is_made_once_and_lasts(store: Store) -> None:
    name = store.clips.register(public("Made once.")).id
    first, second = store.hear(name), store.hear(name)
    assert first[0] == second[0]
    assert second[1] is True
    assert store.made() == 1


def test_many_who_ask_at_once_have_it_made_once(store: Store) -> None:
    name = store.clips.register(public("Asked for by many at once. " * 20)).id
    heard: list[bytes] = []
    threads = [Thread(target=lambda: heard.append(store.hear(name)[0])) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(heard) == 5
    assert len(set(heard)) == 1
    assert store.made() == 1


def test_a_private_clip_never_lasts_and_lies_apart(store: Store) -> None:
    name = store.clips.register(Utterance("Your pension is 4230.", "en")).id
    store.hear(name)
    assert store.hear(name)[1] is False
    assert list((store.data / "clips/public").iterdir()) == []


def test_what_a_fallback_says_never_lasts(tmp_path: Path) -> None:
    store = Store(tmp_path, engines=("gtts", "pyttsx3"), gtts_url=DEAD)
    name = store.clips.register(public("Said by the second engine.")).id
    store.hear(name)
    audio, lasting = store.hear(name)
    facts = store.clips.find_facts(name)
    store.clips.close()
    assert len(audio) > 2000
    assert lasting is False
    assert facts is not None and facts.fallback and not facts.lasting


def test_nothing_is_stored_of_a_clip_that_failed(tmp_path: Path) -> None:
    store = Store(tmp_path, engines=("gtts",), gtts_url=DEAD)
    name = store.clips.register(public("Nobody can say this.")).id
    with pytest.raises(EngineError):
        store.hear(name)
    store.clips.close()
    assert list((tmp_path / "clips/public").iterdir()) == []


def test_a_new_pronunciation_gives_a_new_name_and_the_old_one_no_longer_lasts(
    store: Store,
) -> None:
    before = store.clips.register(public("Ask the Zorblax office.")).id
    lexicons = store.data / "lexicons"
    lexicons.mkdir()
    (lexicons / "en.pls").write_text(
        '<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"'
        ' alphabet="ipa" xml:lang="en"><lexeme><grapheme>Zorblax</grapheme>'
        "<alias>zor blacks</alias></lexeme></lexicon>"
    )
    after = store.clips.register(public("Ask the Zorblax office.")).id
    assert before != after
    store.hear(before)
    assert store.hear(before)[1] is False
    outdated, current = store.clips.find_facts(before), store.clips.find_facts(after)
    assert outdated is not None and not outdated.lasting
    assert current is not None and current.lasting
    other = public("Another word.")
    assert store.clips.register(other).id == store.clips.register(other).id


def test_marks_of_a_clip_complete_it_first(store: Store) -> None:
    name = store.clips.register(public("One sentence. And one more.")).id
    facts = store.clips.find_facts(name)
    assert facts is not None
    assert [mark.text for mark in facts.marks] == ["One sentence.", "And one more."]
    assert store.hear(name)[1] is True
    assert store.made() == 1


@pytest.mark.parametrize("made", ["opus", "wav"])
def test_marks_are_those_of_any_format_that_was_made(store: Store, made: str) -> None:
    sentences = "One sentence. And one more, a little longer. A third."
    first, second = (store.clips.register(public(sentences + more)).id for more in ("", "!"))
    answer = store.clips.open(first, made)
    assert answer is not None
    b"".join(answer.stream)
    facts, alike = store.clips.find_facts(first), store.clips.find_facts(second)
    assert facts is not None and alike is not None
    assert store.made() == 2  # One of each: no mp3 was made of the first.
    starts = [[mark.start for mark in each.marks] for each in (facts, alike)]
    assert starts[0] == pytest.approx(starts[1], abs=0.03)
    assert facts.lasting


def test_figures_read_one_by_one_at_a_quarter_of_the_speed_are_too_long(store: Store) -> None:
    figures = Utterance("7" * 4096, "en", say_as="digits", speed=0.25)
    with pytest.raises(InputTooLongError):
        store.clips.register(figures)


@pytest.mark.parametrize("name", ["", "unknown", "p-unknown", "../../secret_key", "a b", "ä"])
def test_an_unknown_name_is_no_clip(store: Store, name: str) -> None:
    assert store.clips.open(name, "mp3") is None
    assert store.clips.find_facts(name) is None
