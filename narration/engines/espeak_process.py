"""eSpeak NG driven through pyttsx3: what runs inside a worker process, and nowhere else.

eSpeak NG is GPL software and allows one instance a process, so it is never loaded into the
service. This module imports little: every new process pays for it, and FFmpeg's libraries in the
same process were seen to make eSpeak NG's Mandarin numerals silent.
"""

from __future__ import annotations

import ctypes
import io
import os
import threading
import time
import wave
from functools import cache
from typing import Any, NamedTuple

from narration.errors import EngineOutputError, EngineUnavailableError

RATE = 22_050
"""Sample rate of everything pyttsx3 writes, in Hz."""

_POLL = 0.0002  # Seconds.
_POLLS = 100  # Before a command is taken for lost.
_FIRST_RATE = 120  # Words a minute, as eSpeak NG counts; another than pyttsx3 sets as it starts.
_FIRST_LIMIT = 10.0  # Seconds.


class EspeakVoice(NamedTuple):
    """A voice as eSpeak NG lists it: its first language tag, its file, and its English name."""

    language: str
    identifier: str
    name: str


@cache
def _load() -> Any:
    """Return the process' one pyttsx3 engine, made on first use, past its first utterance.

    pyttsx3 looks eSpeak NG up by its file name alone: a library that the process holds already is
    found under it. The first utterance of an engine is dropped if it takes longer than 10 ms.
    """
    try:
        import espeakng_loader  # noqa: PLC0415 - GPL code enters worker processes only.

        ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
        import pyttsx3  # noqa: PLC0415 - it loads eSpeak NG as it is imported.

        engine = pyttsx3.init("espeak")
    except (ImportError, OSError, RuntimeError) as error:
        raise EngineUnavailableError(f"eSpeak NG cannot be loaded: {error}") from None
    _set_rate(engine, _FIRST_RATE)
    finished = threading.Event()
    token = engine.connect("finished-utterance", lambda name, completed: finished.set())
    engine.save_to_file("a", io.BytesIO())
    engine.runAndWait()
    if not finished.wait(_FIRST_LIMIT):
        raise EngineUnavailableError("eSpeak NG does not end its first utterance")
    engine.disconnect(token)
    _wait_until_idle()
    return engine


def _set_rate(engine: Any, words_per_minute: int) -> None:
    """Set the pace, and wait for eSpeak NG to have taken this, and all before it, off its queue.

    A command that is queued while its thread is about to fall asleep stays there until the next
    one arrives (7 starts of 100 on busy cores hung for ever), so it is sent again until it works.
    """
    from pyttsx3.drivers import _espeak  # noqa: PLC0415 - it loads eSpeak NG as it is imported.

    while engine.getProperty("rate") != words_per_minute:
        _espeak.SetParameter(_espeak.RATE, words_per_minute, 0)
        for _ in range(_POLLS):
            if engine.getProperty("rate") == words_per_minute:
                break
            time.sleep(_POLL)
    _wait_until_idle()


def _wait_until_idle() -> None:
    """Wait for eSpeak NG to end the command it carries out; its own wait sleeps for 20 ms.

    pyttsx3 cancels whatever eSpeak NG is doing as an utterance begins, be it a change of rate, and
    by then it is the utterance itself: it was cut short, without an error, one time in ten.
    """
    from pyttsx3.drivers import _espeak  # noqa: PLC0415 - it loads eSpeak NG as it is imported.

    while _espeak.IsPlaying():
        time.sleep(_POLL)


def warm_up() -> None:
    """Load eSpeak NG and make it speak once."""
    speak("a", "gmw/en", _FIRST_RATE)


def list_voices() -> list[EspeakVoice]:
    """Return every voice of eSpeak NG, fit or not.

    pyttsx3's own list loses the case of identifiers, which are file names.
    """
    _load()
    from pyttsx3.drivers import _espeak  # noqa: PLC0415 - it loads eSpeak NG as it is imported.

    return [
        EspeakVoice(each.languages[1:].decode(), each.identifier.decode(), each.name.decode())
        for each in _espeak.ListVoices(None)
    ]


def speak(text: str, identifier: str, words_per_minute: int) -> bytes:
    """Return `text` as 16-bit mono samples at RATE, spoken by the voice of that identifier.

    The sound is written into memory: a person's own words never reach a disk. Raises
    EngineOutputError unless the voice is the one asked for, the utterance finished, and it has
    samples.
    """
    engine = _load()
    _set_rate(engine, words_per_minute)
    engine.setProperty("voice", identifier)
    if engine.getProperty("voice") != identifier.lower():
        raise EngineOutputError("eSpeak NG has another voice than asked for")
    finished: list[bool] = []
    token = engine.connect("finished-utterance", lambda name, completed: finished.append(completed))
    sound = io.BytesIO()
    try:
        engine.save_to_file(text, sound)
        engine.runAndWait()
        _wait_until_idle()
    finally:
        engine.disconnect(token)
    if finished != [True]:
        raise EngineOutputError("pyttsx3 did not finish the utterance")
    return _read_samples(sound)


def _read_samples(sound: io.BytesIO) -> bytes:
    sound.seek(0)
    try:
        with wave.open(sound) as file:
            samples: bytes = file.readframes(file.getnframes())
    except (EOFError, wave.Error):
        raise EngineOutputError("pyttsx3 wrote no sound") from None
    if not samples:
        raise EngineOutputError("pyttsx3 wrote an empty sound")
    return samples
