from __future__ import annotations

import io
from dataclasses import astuple
from pathlib import Path

import av
import numpy as np
import pytest

from narration.audio import decode
from narration.document import parse_html
from narration.errors import EngineUnavailableError, PrivateTextError, UnsupportedLanguageError
from narration.narrator import Narrator
from narration.planning import Utterance
from narration.recordings import Recordings
from web.build import build_narrator
from web.config import Settings, load_settings

DEAD = "http://127.0.0.1:9"
"""Nobody listens on the discard port."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(data=tmp_path, workers=1)


def online_first(tmp_path: Path, second: str | None = "pyttsx3") -> Narrator:
    engines = ("gtts", second) if second else ("gtts",)
    return build_narrator(load_settings(data=tmp_path, workers=1, engines=engines, gtts_url=DEAD))


def test_a_page_in_two_languages_has_a_voice_for_each(narrator: Narrator) -> None:
    html = '<p lang="fr">Bonjour à tous.</p><p lang="ar">مرحبا بكم.</p>'
    plan = narrator.plan_blocks(parse_html(html, "en"), Utterance("", "en"))
    rendition = narrator.render(plan, "mp3")
    audio = b"".join(rendition)
    assert {language: voice.id for language, voice in plan.casts[0].items()} == {
        "fr": "pyttsx3:fr-fr",
        "ar": "pyttsx3:ar",
    }
    assert [mark.block for mark in rendition.marks] == [0, 1]
    assert decode(audio, 60).seconds == pytest.approx(rendition.seconds, abs=0.15)


def test_marks_point_at_sound_and_pauses_are_silent(narrator: Narrator) -> None:
    plan = narrator.plan(Utterance("This is the first one. This is the second one.", "en"))
    rendition = narrator.render(plan, "wav")
    pcm = decode(b"".join(rendition), 60)
    samples = np.frombuffer(pcm.samples, "<i2").astype(float)
    first, second = rendition.marks
    middle = samples[int((first.end + 0.05) * pcm.rate) : int((second.start - 0.05) * pcm.rate)]
    spoken = samples[int(first.start * pcm.rate) : int(first.end * pcm.rate)]
    assert np.sqrt((middle**2).mean()) < 40 < 1000 < np.sqrt((spoken**2).mean())


def test_an_engine_out_of_reach_gives_way_to_the_next(tmp_path: Path) -> None:
    narrator = online_first(tmp_path)
    plan = narrator.plan(Utterance("Good morning. And good night.", "en", private=False))
    rendition = narrator.render(plan, "mp3")
    assert len(b"".join(rendition)) > 4000
    assert (plan.engine, rendition.engine, rendition.fallback) == ("gtts", "pyttsx3", True)
    narrator.close()


def test_the_last_engines_failure_is_an_error(tmp_path: Path) -> None:
    narrator = online_first(tmp_path, None)
    plan = narrator.plan(Utterance("Good morning.", "en", private=False))
    with pytest.raises(EngineUnavailableError):
        b"".join(narrator.render(plan, "mp3"))
    narrator.close()


def test_private_text_is_spoken_on_the_premises_or_not_at_all(tmp_path: Path) -> None:
    both, online = online_first(tmp_path), online_first(tmp_path, None)
    utterance = Utterance("Your pension is 4,230.", "en", private=True)
    assert both.plan(utterance).engine == "pyttsx3"
    with pytest.raises(PrivateTextError):
        online.plan(utterance)
    both.close()
    online.close()


def test_tamazight_is_heard_from_a_recording_and_refused_without_one(settings: Settings) -> None:
    text = "ⴰⵣⵓⵍ ⴼⵍⵍⴰⵡⵏ"
    narrator = build_narrator(settings)
    with pytest.raises(UnsupportedLanguageError, match="zgh"):
        narrator.plan(Utterance(text, "zgh", key="welcome"))
    Recordings(settings.recordings).add("welcome", "zgh", text, make_tone())
    plan = narrator.plan(Utterance(text, "zgh", key="welcome"))
    rendition = narrator.render(plan, "mp3")
    assert decode(b"".join(rendition), 10).seconds == pytest.approx(2.0, abs=0.2)
    assert rendition.engine == "recording"
    with pytest.raises(UnsupportedLanguageError):
        narrator.plan(Utterance(text + " ⵙ", "zgh", key="welcome"))
    narrator.close()


def test_a_recording_is_heard_among_what_engines_say(settings: Settings) -> None:
    html = (
        '<p>Bonjour.</p><p lang="zgh" data-outspoken-key="welcome">ⴰⵣⵓⵍ. ⴼⵍⵍⴰⵡⵏ.</p><p>Merci.</p>'
    )
    Recordings(settings.recordings).add("welcome", "zgh", "ⴰⵣⵓⵍ. ⴼⵍⵍⴰⵡⵏ.", make_tone())
    narrator, page = build_narrator(settings), Utterance("", "fr")
    plan = narrator.plan_blocks(parse_html(html, "fr"), page)
    assert narrator.restore(page, [list(astuple(each)) for each in plan.sentences]) == plan
    rendition = narrator.render(plan, "mp3")
    assert decode(b"".join(rendition), 60).seconds == pytest.approx(rendition.seconds, abs=0.15)
    _, recorded, _ = rendition.marks
    assert (recorded.block, recorded.text) == (1, "ⴰⵣⵓⵍ. ⴼⵍⵍⴰⵡⵏ.")
    assert recorded.end - recorded.start == pytest.approx(2.0, abs=0.2)
    narrator.close()


def test_an_engine_says_what_a_recording_said_that_was_removed(settings: Settings) -> None:
    recordings, page = Recordings(settings.recordings), Utterance("", "en")
    recordings.add("hello", "en", "Hello. Come in.", make_tone())
    narrator = build_narrator(settings)
    html = "<p>Good day.</p><p data-outspoken-key=hello>Hello. Come in.</p>"
    plan = narrator.plan_blocks(parse_html(html, "en"), page)
    recordings.remove("hello", "en")
    later = narrator.restore(page, [list(astuple(each)) for each in plan.sentences])
    assert (later.recordings, later.content == plan.content) == ({}, False)
    assert [each.spoken for each in later.sentences] == ["Good day.", "Hello. Come in."]
    narrator.close()


def make_tone(seconds: float = 2.0, rate: int = 16_000) -> bytes:
    """A wav file with a tone that swells and falls as speech does."""
    time = np.arange(int(seconds * rate)) / rate
    wave = 9000 * np.sin(2 * np.pi * 220 * time) * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * time))
    target = io.BytesIO()
    with av.open(target, "w", format="wav") as container:
        stream = container.add_stream("pcm_s16le", rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(
            wave.astype(np.int16).reshape(1, -1), format="s16", layout="mono"
        )
        frame.sample_rate = rate
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return target.getvalue()
