from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import psutil
import pytest

import locales
from narration.audio.levels import apply_gain, measure_loudness
from narration.engines import EngineSettings, espeak_process
from narration.engines.pyttsx3 import MAX_CHARACTERS, Pyttsx3Engine
from narration.engines.samples import SECONDS, SENTENCES
from narration.errors import (
    EmptyInputError,
    EngineCrashedError,
    EngineOutputError,
    EngineUnavailableError,
    InputTooLongError,
)
from narration.pool import PoolLimits, WorkerPool
from narration.voices import Catalogue, Quality

SENTENCE = "Your payment was sent, and it will reach your account on the third of May."
LONG = " ".join([SENTENCE] * 4)


def test_a_long_first_utterance_is_not_dropped(catalogue: Catalogue) -> None:
    engine = Pyttsx3Engine(EngineSettings(workers=1))
    assert engine.synthesize(LONG, catalogue.get("pyttsx3:en-gb")).seconds > 15
    engine.close()


def test_two_texts_in_a_row_both_come_back(speaker: Pyttsx3Engine, catalogue: Catalogue) -> None:
    voice = catalogue.get("pyttsx3:en-gb")
    short, long = (speaker.synthesize(text, voice).seconds for text in (SENTENCE, LONG))
    assert long > 3 * short > 9


def test_a_short_text_is_never_cut_short(speaker: Pyttsx3Engine, catalogue: Catalogue) -> None:
    voices = [catalogue.get("pyttsx3:en-gb"), catalogue.get("pyttsx3:fr-fr")]
    for voice in voices:
        lengths = {round(speaker.synthesize("1 2 3", voice).seconds, 2) for _ in range(60)}
        assert max(lengths) - min(lengths) < 0.05


def test_an_unknown_voice_is_an_error(speaker: Pyttsx3Engine, catalogue: Catalogue) -> None:
    for native in ("nobody", "xx/yy", ""):
        with pytest.raises(EngineOutputError):
            speaker.synthesize(SENTENCE, replace(catalogue.get("pyttsx3:fr-fr"), native=native))


def test_many_threads_speak_at_once(speaker: Pyttsx3Engine, catalogue: Catalogue) -> None:
    voices = [catalogue.candidates(tag)[0] for tag in locales.SUPPORTED] * 3
    with ThreadPoolExecutor(12) as threads:
        spoken = threads.map(lambda voice: speaker.synthesize(SENTENCE, voice), voices)
        assert all(pcm.seconds > 2 for pcm in spoken)


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\0"])
def test_nothing_to_say_is_refused(speaker: Pyttsx3Engine, catalogue: Catalogue, text: str) -> None:
    with pytest.raises(EmptyInputError):
        speaker.synthesize(text, catalogue.get("pyttsx3:en-gb"))


def test_an_endless_sentence_is_refused(speaker: Pyttsx3Engine, catalogue: Catalogue) -> None:
    with pytest.raises(InputTooLongError):
        speaker.synthesize("a" * (MAX_CHARACTERS + 1), catalogue.get("pyttsx3:en-gb"))


@pytest.mark.parametrize("text", ["Pay\0ment", "Pay \ud800 now", "<speak>Pay</speak>", "[[pay]]"])
def test_odd_text_is_spoken(speaker: Pyttsx3Engine, catalogue: Catalogue, text: str) -> None:
    assert speaker.synthesize(text, catalogue.get("pyttsx3:en-gb")).seconds > 0.5


def test_nothing_is_printed(catalogue: Catalogue, capfd: pytest.CaptureFixture[str]) -> None:
    engine = Pyttsx3Engine(EngineSettings(workers=1))
    engine.synthesize(SENTENCE, catalogue.get("pyttsx3:en-gb"))
    engine.close()
    assert capfd.readouterr() == ("", "")


def test_a_process_killed_in_mid_sentence_fails_that_sentence_alone() -> None:
    pool = WorkerPool(espeak_process.warm_up, PoolLimits(workers=1))
    process = psutil.Process(pool.run(os.getpid))
    with ThreadPoolExecutor(1) as threads:
        job = threads.submit(pool.run, espeak_process.speak, LONG * 60, "gmw/en", 120)
        before = process.cpu_times().user
        while process.cpu_times().user < before + 0.1:
            pass
        process.send_signal(signal.SIGKILL)
        assert isinstance(job.exception(10), EngineCrashedError)
    assert len(pool.run(espeak_process.speak, SENTENCE, "gmw/en", 120)) > 100_000
    pool.close()


def test_closing_while_it_speaks_ends_the_processes(catalogue: Catalogue) -> None:
    engine = Pyttsx3Engine(EngineSettings(workers=1))
    voice = catalogue.get("pyttsx3:en-gb")
    engine.synthesize(SENTENCE, voice)
    workers = psutil.Process().children()
    with ThreadPoolExecutor(1) as threads:
        job = threads.submit(lambda: [engine.synthesize(LONG, voice) for _ in range(1000)])
        threading.Event().wait(0.2)
        engine.close()
        assert isinstance(job.exception(10), EngineUnavailableError)
    assert any(not worker.is_running() for worker in workers)


@pytest.mark.parametrize("tag", locales.SUPPORTED)
def test_all_languages_are_alike_in_loudness_and_keep_their_pace(
    speaker: Pyttsx3Engine, catalogue: Catalogue, tag: str
) -> None:
    voice = catalogue.candidates(tag)[0]
    spoken = speaker.synthesize(SENTENCES[tag], voice)
    assert spoken.seconds > 10
    assert measure_loudness(apply_gain(spoken, voice.gain_db)) == pytest.approx(-20, abs=1)
    assert spoken.seconds == pytest.approx(SECONDS[tag], rel=0.03)


@pytest.mark.parametrize("voice_id", ["en-gb", "en-us", "fr-fr", "es", "sv"])
def test_the_default_pace_is_about_140_words_a_minute(
    speaker: Pyttsx3Engine, catalogue: Catalogue, voice_id: str
) -> None:
    text = SENTENCES[voice_id.split("-", maxsplit=1)[0]]
    spoken = speaker.synthesize(text, catalogue.get(f"pyttsx3:{voice_id}"))
    assert len(text.split()) / spoken.seconds * 60 == pytest.approx(140, abs=5)


@pytest.mark.parametrize("text", ["400", "四百", "1", "一二三"])
def test_mandarin_numerals_are_heard(
    speaker: Pyttsx3Engine, catalogue: Catalogue, text: str
) -> None:
    spoken = speaker.synthesize(text, catalogue.get("pyttsx3:cmn"))
    assert np.abs(np.frombuffer(spoken.samples, np.int16)).max() > 10_000


def test_voices_without_a_dictionary_or_a_language_are_left_out(catalogue: Catalogue) -> None:
    ids = {voice.id.removeprefix("pyttsx3:") for voice in catalogue.list()}
    assert not ids & {"fo", "kaa", "piqd", "xex", "py"}
    assert {"fr-fr", "cmn", "en-gb", "en-us", "ar", "es", "es-419", "fi", "sv"} <= ids
    assert {"id", "ms", "ta", "fr-be", "fr-ch"} <= ids


def test_quality_is_told_honestly(catalogue: Catalogue) -> None:
    best = {tag for tag in locales.SUPPORTED if _quality(catalogue, tag) is Quality.RECOMMENDED}
    assert best == {"en", "fr", "es", "fi", "sv"}


def _quality(catalogue: Catalogue, tag: str) -> Quality:
    return catalogue.candidates(tag)[0].quality
