import json
import subprocess
import sys

import numpy as np
import psutil
import pytest

from narration.audio import (
    apply_gain,
    measure_loudness,
    measure_rms,
    trim_silence,
    wav_file,
    wav_header,
)
from narration.errors import EngineOutputError, RecordingError
from narration.pcm import Pcm
from narration.recordings import State
from tests.narration.recordings.sounds import GOOD, TEXT, speech

NOISE = np.random.default_rng(1).normal(0, 1, 16_000)
BAD = {
    "nothing": (b"", "record|decode"),
    "text": (b"not a sound", "cannot be decoded"),
    "cut off": (GOOD["m4a"][:200], "cannot be decoded"),
    "no samples": (wav_file(Pcm(b"", 16_000)), "record it again"),
    "silence": (wav_file(Pcm.silence(3, 16_000)), "silent"),
    "hiss": (wav_file(Pcm((NOISE * 20).astype("<i2").tobytes(), 16_000)), "silent"),
    "a click": (wav_file(Pcm(b"\xff\x3f" * 160 + bytes(32_000), 16_000)), "shorter than 0.2"),
    "distorted": (
        wav_file(Pcm(np.clip(NOISE * 40_000, -32_768, 32_767).astype("<i2").tobytes(), 16_000)),
        "distorted",
    ),
    "an hour": (wav_header(8_000, 3_600 * 16_000) + bytes(3_600 * 16_000), "longer than 300"),
}


@pytest.mark.parametrize("kind", GOOD)
def test_a_recording_of_any_kind_takes_the_place_of_its_text(recordings, kind):
    added = recordings.add("pension.intro", "zgh", TEXT, GOOD[kind])
    found = recordings.find("pension.intro", "zgh", TEXT)
    assert found == added
    assert found.load().seconds == pytest.approx(2.1, abs=0.1)
    assert found.seconds == pytest.approx(found.load().seconds, abs=0.001)


@pytest.mark.parametrize("level", [0.02, 0.1, 0.5])
@pytest.mark.parametrize("seconds", [0.5, 5])
def test_every_recording_is_brought_to_the_common_loudness(recordings, level, seconds):
    recording = recordings.add("k", "zgh", TEXT, wav_file(speech(seconds, level)))
    spoken = trim_silence(recording.load(), margin=0)
    assert measure_loudness(Pcm(spoken.samples * 8, spoken.rate)) == pytest.approx(-20, abs=0.5)


def test_what_is_known_of_a_recording_lies_beside_it(recordings):
    recordings.add("k", "zgh", TEXT, GOOD["mp3"])
    facts = json.loads((recordings.root / "zgh" / "k.json").read_text())
    assert (facts["language"], facts["source_format"]) == ("zgh", "mp3")
    assert facts["added_at"] == "2030-01-02T00:00:00+00:00"
    assert TEXT not in json.dumps(facts, ensure_ascii=False)


@pytest.mark.parametrize("kind", BAD)
def test_a_recording_that_cannot_be_used_is_refused_with_what_to_do(recordings, kind):
    source, message = BAD[kind]
    with pytest.raises(RecordingError, match=message):
        recordings.add("k", "zgh", TEXT, source)
    assert recordings.find("k", "zgh", TEXT) is None and recordings.status() == []


def test_a_refused_recording_leaves_the_earlier_one(recordings):
    earlier = recordings.add("k", "zgh", TEXT, GOOD["wav"])
    with pytest.raises(RecordingError):
        recordings.add("k", "zgh", TEXT, b"broken")
    assert recordings.find("k", "zgh", TEXT) == earlier


@pytest.mark.parametrize("key", ["", ".", "..", "../k", "a/b", "/k", "k\n", ".k", "é", "k" * 201])
def test_a_key_that_could_lead_elsewhere_is_refused(recordings, key):
    with pytest.raises(RecordingError, match="key"):
        recordings.add(key, "zgh", TEXT, GOOD["wav"])
    with pytest.raises(RecordingError, match="key"):
        recordings.remove(key, "zgh")
    assert recordings.find(key, "zgh", TEXT) is None


@pytest.mark.parametrize("language", ["", "..", "../zgh", "zgh/x", "é", "z", "zgh-"])
def test_a_language_that_could_lead_elsewhere_is_refused(recordings, language):
    with pytest.raises(RecordingError, match="language"):
        recordings.add("k", language, TEXT, GOOD["wav"])
    assert recordings.find("k", language, TEXT) is None


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("fr-MA", "fr-ma"), ("fr-ma", "fr-ma"), ("fr-MA-x-a", "fr-ma"), ("fr-SN", "fr"), ("fr", "fr"),
     ("ar", None), ("f", None)],
)  # fmt: skip
def test_a_language_falls_back_on_its_base_alone(recordings, wanted, found):
    recordings.add("k", "fr", TEXT, GOOD["wav"])
    recordings.add("k", "fr-MA", TEXT, GOOD["wav"])
    recording = recordings.find("k", wanted, TEXT)
    assert (recording and recording.language) == found


def test_a_regional_recording_does_not_stand_for_the_language(recordings):
    recordings.add("k", "fr-MA", TEXT, GOOD["wav"])
    assert recordings.find("k", "fr", TEXT) is None


@pytest.mark.parametrize("text", [TEXT.replace("1,200", "1,300"), "", TEXT.upper(), "\ud800"])
def test_a_recording_of_another_text_is_stale_and_never_played(recordings, text):
    recordings.add("k", "zgh", TEXT, GOOD["wav"])
    recordings.note("k", "zgh", text)
    assert recordings.find("k", "zgh", text) is None
    assert [line.state for line in recordings.status()] == [State.STALE]


def test_who_merely_asks_does_not_change_the_report(recordings):
    recordings.add("k", "zgh", TEXT, GOOD["wav"])
    recordings.find("k", "zgh", "another")
    assert [line.state for line in recordings.status()] == [State.OK]
    recordings.note("k", "zgh", "another")
    recordings.find("k", "zgh", TEXT)
    assert [line.state for line in recordings.status()] == [State.STALE]


@pytest.mark.parametrize("text", [f"  {TEXT}\n", TEXT.replace(" ", " \n ")])
def test_white_space_does_not_make_a_recording_stale(recordings, text):
    recordings.add("k", "zgh", TEXT, GOOD["wav"])
    assert recordings.find("k", "zgh", text)


def test_an_accent_counts_as_one_however_it_is_encoded(recordings):
    recordings.add("k", "fr", "e\u0301tat", GOOD["wav"])
    assert recordings.find("k", "fr", "\xe9tat")


def test_a_stale_recording_is_ok_again_with_its_text_or_a_new_recording(recordings):
    recordings.add("k", "zgh", TEXT, GOOD["wav"])
    for renew in (
        lambda: recordings.note("k", "zgh", TEXT),
        lambda: recordings.add("k", "zgh", "new", GOOD["mp3"]),
    ):
        recordings.note("k", "zgh", "another")
        renew()
        assert [line.state for line in recordings.status()] == [State.OK]


def test_a_replaced_recording_has_another_digest(recordings):
    first = recordings.add("k", "zgh", TEXT, wav_file(speech(2)))
    second = recordings.add("k", "zgh", TEXT, wav_file(speech(2.5)))
    assert first.digest != second.digest == recordings.find("k", "zgh", TEXT).digest


@pytest.mark.parametrize("file", ["k.wav", "k.json"])
@pytest.mark.parametrize("damage", [None, b"", b"{}", b"[1]", b"RIFF"])
def test_a_damaged_recording_is_reported_and_never_played(recordings, file, damage):
    recordings.add("k", "zgh", TEXT, GOOD["wav"])
    recordings.add("other", "zgh", TEXT, GOOD["wav"])
    path = recordings.root / "zgh" / file
    path.unlink() if damage is None else path.write_bytes(damage)
    assert recordings.find("k", "zgh", TEXT) is None
    states = {line.key: line.state for line in recordings.status()}
    assert states.get("k", State.DAMAGED) == State.DAMAGED and states["other"] == State.OK


def test_a_sound_changed_behind_our_back_is_not_played(recordings):
    recording = recordings.add("k", "zgh", TEXT, GOOD["wav"])
    recording.path.write_bytes(recording.path.read_bytes()[:-2] + b"xx")
    assert recordings.find("k", "zgh", TEXT) is None
    with pytest.raises(EngineOutputError):
        recording.load()
    assert [line.state for line in recordings.status()] == [State.DAMAGED]


def test_a_sound_is_read_once_however_often_it_is_asked_for(recordings):
    size = recordings.add("k", "zgh", TEXT, GOOD["wav"]).size
    process = psutil.Process()
    before = process.io_counters().read_chars
    assert all(recordings.find("k", "zgh", TEXT) for _ in range(20))
    assert process.io_counters().read_chars - before < 2 * size


def test_a_damaged_recording_that_is_asked_for_is_told_of_in_the_log(recordings, caplog):
    recordings.add("k", "zgh", TEXT, GOOD["wav"]).path.write_bytes(b"")
    recordings.status()
    assert caplog.messages == []
    recordings.find("k", "zgh", TEXT)
    assert caplog.messages == ["recording_damaged"] and TEXT not in caplog.text


def test_a_recording_that_was_removed_is_gone(recordings):
    recordings.add("k", "zgh", TEXT, GOOD["wav"])
    assert recordings.remove("k", "ZGH") is True
    assert recordings.remove("k", "zgh") is False
    assert recordings.find("k", "zgh", TEXT) is None and recordings.status() == []
    assert list((recordings.root / "zgh").iterdir()) == []


def test_a_damaged_recording_can_be_removed(recordings):
    recordings.add("k", "zgh", TEXT, GOOD["wav"]).path.unlink()
    assert recordings.remove("k", "zgh") is True
    assert recordings.status() == []


def test_a_loud_recording_keeps_its_shape(recordings):
    loud = apply_gain(speech(3, 0.9), -0.5)
    recording = recordings.add("k", "zgh", TEXT, wav_file(loud))
    assert recording.gain_db < 0
    assert measure_rms(recording.load()) == pytest.approx(-20, abs=2)


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from narration.errors import StorageError
from narration.recordings import Recordings
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
try:
    Recordings(Path(sys.argv[1])).add("k", "zgh", "text", Path(sys.argv[2]))
except StorageError as error:
    print(error)
"""


def test_a_full_disk_is_a_clear_error_and_leaves_nothing(tmp_path):
    (tmp_path / "source.wav").write_bytes(GOOD["wav"])
    arguments = [str(tmp_path / "store"), str(tmp_path / "source.wav")]
    command = [sys.executable, "-c", FULL_DISK, *arguments]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert out == "Recordings cannot be stored: File too large.\n"
    assert list((tmp_path / "store").rglob("*.*")) == []
