import math
import wave
from io import BytesIO
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narration.audio import (
    FORMATS,
    Encoder,
    apply_gain,
    decode,
    get_format,
    measure_clipping,
    measure_loudness,
    measure_rms,
    patch_wav,
    trim_silence,
    wav_file,
    wav_header,
)
from narration.audio.frames import tempo_stages
from narration.errors import InvalidSpeedError, RecordingError, UnknownFormatError
from narration.pcm import Pcm

DECODABLE = ["mp3", "opus", "aac", "flac", "wav", "telephone"]


def tone(seconds=1.0, rate=24_000, hertz=440.0, level=0.3):
    moments = np.arange(round(seconds * rate)) / rate
    wave_form = level * 32_767 * np.sin(2 * np.pi * hertz * moments)
    return Pcm(wave_form.astype("<i2").tobytes(), rate)


def samples_of(pcm):
    return np.frombuffer(pcm.samples, "<i2").astype(float)


def encode(name, *sounds, speed=1.0):
    encoder = Encoder(get_format(name), speed)
    parts = [part for sound in sounds for part in encoder.encode(sound)]
    return b"".join(parts + list(encoder.finish()))


def pitch_of(pcm):
    spectrum = np.abs(np.fft.rfft(samples_of(pcm)))
    return np.argmax(spectrum) * pcm.rate / (len(pcm.samples) / 2)


def video_only():
    file = BytesIO()
    with av.open(file, "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=5)
        stream.width = stream.height = 16
        frame = av.VideoFrame(16, 16, "yuv420p")
        container.mux([*stream.encode(frame), *stream.encode(None)])
    return file.getvalue()


@pytest.mark.parametrize("name", DECODABLE)
def test_every_format_decodes_to_the_same_sound(name):
    heard = decode(encode(name, tone(2)), 10)
    assert heard.seconds == pytest.approx(2, abs=0.1)
    assert pitch_of(heard) == pytest.approx(440, abs=2)
    if name != "telephone":
        assert measure_rms(heard) == pytest.approx(measure_rms(tone(2)), abs=1)


def test_pcm_is_bare_samples_at_24_khz():
    assert encode("pcm", tone(0.5)) == tone(0.5).samples


@pytest.mark.parametrize("name", ["", "MP3", "ogg", None, [], "../mp3"])
def test_an_unknown_format_is_refused(name):
    with pytest.raises(UnknownFormatError, match="mp3, opus, aac, flac, wav, pcm"):
        get_format(name)


def test_the_first_mp3_bytes_leave_after_a_tenth_of_a_second_of_sound():
    encoder = Encoder(FORMATS["mp3"])
    packets = encoder.encode(tone(60))
    assert next(packets)
    assert encoder.seconds == pytest.approx(0.1)


@pytest.mark.parametrize("name", FORMATS)
def test_bytes_leave_before_a_second_of_sound_was_fed(name):
    assert list(Encoder(FORMATS[name]).encode(tone(0.9)))


def test_a_minute_of_mp3_is_at_most_250_kilobytes():
    assert len(encode("mp3", tone(60))) <= 250_000


def test_each_mp3_frame_stands_alone_without_a_header_that_needs_the_end():
    clip = encode("mp3", tone(1))
    assert clip[0] == 0xFF and b"Xing" not in clip and b"ID3" not in clip and b"Info" not in clip


@pytest.mark.parametrize("speed", [0.25, 0.3, 0.5, 0.99, 1, 1.25, 2, 2.5, 4])
def test_speed_changes_the_duration_and_not_the_pitch(speed):
    heard = Pcm(encode("pcm", tone(2, rate=22_050), speed=speed), 24_000)
    assert heard.seconds == pytest.approx(2 / speed, abs=0.001)
    assert pitch_of(heard) == pytest.approx(440, abs=4)


@pytest.mark.parametrize("speed", [0, 0.2499, 4.0001, -1, math.nan, math.inf, "1", None, True])
def test_a_speed_out_of_bounds_is_refused(speed):
    with pytest.raises(InvalidSpeedError):
        Encoder(FORMATS["mp3"], speed)


@given(st.floats(0.25, 4))
def test_no_tempo_stage_leaves_the_range_in_which_it_sounds_well(speed):
    stages = tempo_stages(speed)
    assert math.prod(stages) == pytest.approx(speed)
    assert len(stages) <= 2 and all(0.5 - 1e-9 <= stage <= 2 + 1e-9 for stage in stages)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([8_000, 16_000, 22_050, 24_000, 48_000]), st.floats(0, 0.5)),
        max_size=6,
    ),
    st.sampled_from([0.25, 1, 1.5, 4]),
)
def test_the_clip_is_as_long_as_what_was_fed_at_any_rates(parts, speed):
    sounds = [tone(seconds, rate) for rate, seconds in parts]
    encoder = Encoder(FORMATS["pcm"], speed)
    clip = b"".join(
        [part for sound in sounds for part in encoder.encode(sound)] + list(encoder.finish())
    )
    assert encoder.seconds == pytest.approx(sum(sound.seconds for sound in sounds) / speed)
    assert len(clip) / 48_000 == pytest.approx(encoder.seconds, abs=0.002)


def test_a_word_at_the_very_end_is_kept_when_spoken_fast():
    sound = Pcm(Pcm.silence(1, 22_050).samples + tone(0.1, 22_050).samples, 22_050)
    heard = Pcm(encode("pcm", sound, speed=2), 24_000)
    ending = Pcm(heard.samples[-2 * 24 * 30 :], 24_000)
    assert measure_rms(ending) > -20


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_sound_is_no_fault(name):
    encode(name, Pcm(b"", 22_050), tone(0.1, 22_050), Pcm(b"", 24_000))
    encode(name, Pcm(b"", 22_050), speed=2)


def test_a_telephone_clip_of_speech_at_the_common_loudness_has_about_minus_22_dbfs():
    speech = apply_gain(tone(4, hertz=1_000), -20 - measure_loudness(tone(4, hertz=1_000)))
    with wave.open(BytesIO(patch_wav(encode("telephone", speech)))) as file:
        heard = Pcm(file.readframes(file.getnframes()), file.getframerate())
    assert heard.rate == 8_000
    assert measure_rms(heard) == pytest.approx(-22, abs=1.5)


def test_a_streamed_wav_tells_no_size_and_a_patched_one_the_true_size():
    streamed = encode("wav", tone(0.5))
    assert streamed[4:8] == streamed[40:44] == b"\xff\xff\xff\xff"
    assert patch_wav(streamed) == wav_file(tone(0.5))
    with wave.open(BytesIO(patch_wav(streamed))) as file:
        assert file.getnframes() == 12_000


@pytest.mark.parametrize("data", [b"", b"RIFF", b"x" * 100])
def test_only_a_wav_is_patched(data):
    with pytest.raises(ValueError, match="Not a WAV file"):
        patch_wav(data)


@pytest.mark.parametrize("gain_db", [-20, -6, 3, 6])
def test_gain_changes_the_level_by_as_much(gain_db):
    louder = apply_gain(tone(level=0.3), gain_db)
    assert measure_rms(louder) == pytest.approx(measure_rms(tone(level=0.3)) + gain_db, abs=0.05)


def test_much_gain_bends_the_peaks_rather_than_cutting_them():
    louder = apply_gain(tone(level=0.9, hertz=50), 4)
    peaks = samples_of(louder)
    assert 0.9 * 32_767 < peaks.max() <= 32_767 and peaks.min() >= -32_767
    assert len(np.unique(peaks[peaks > 0.9 * 32_767])) > 20


def test_loudness_is_that_of_ebu_r_128():
    # EBU Tech 3341: a 1 kHz sine of -23 dBFS peak on one channel reads -23 - 3 LUFS.
    assert measure_loudness(tone(10, 48_000, 1_000, 10 ** (-23 / 20))) == pytest.approx(
        -26, abs=0.1
    )


@pytest.mark.parametrize("sound", [Pcm(b"", 24_000), Pcm.silence(4, 24_000), tone(0.1)])
def test_what_cannot_be_heard_has_no_loudness(sound):
    assert measure_loudness(sound) == -math.inf


@pytest.mark.parametrize("sound", [Pcm(b"", 24_000), Pcm.silence(1, 24_000)])
def test_silence_has_no_level_and_does_not_clip(sound):
    assert (measure_rms(sound), measure_clipping(sound)) == (-math.inf, 0)


def test_clipping_is_the_share_of_samples_at_the_end_of_the_scale():
    sound = Pcm(np.array([32_767, -32_768, 0, 100], "<i2").tobytes(), 24_000)
    assert measure_clipping(sound) == 0.5


def test_silence_around_a_sound_is_trimmed_to_a_margin():
    quiet = Pcm.silence(1, 24_000).samples
    trimmed = trim_silence(Pcm(quiet + tone(0.5).samples + quiet, 24_000))
    assert trimmed.seconds == pytest.approx(0.6, abs=0.02)
    assert trim_silence(Pcm(quiet, 24_000)).samples == b""
    assert trim_silence(Pcm(b"", 24_000)).samples == b""


@pytest.mark.parametrize(
    "data",
    [b"", b"RIFF", b"\x00" * 5_000, b"<html></html>", encode("mp3", tone(1))[:20], video_only(),
     wav_file(Pcm(b"", 24_000))],
    ids=["empty", "stub", "zeros", "html", "truncated", "video", "no samples"],
)  # fmt: skip
def test_a_recording_without_sound_is_refused(data):
    with pytest.raises(RecordingError):
        decode(data, 10)


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(RecordingError, match="cannot be read"):
        decode(tmp_path / "nothing.wav", 10)


def test_decoding_stops_at_the_limit(tmp_path: Path):
    days_long = tmp_path / "days.wav"
    with days_long.open("wb") as file:
        file.write(wav_header(8_000, 4_000_000_000))
        file.truncate(4_000_000_044)
    with pytest.raises(RecordingError, match="longer than 5 seconds"):
        decode(days_long, 5)


def test_a_playlist_cannot_make_the_decoder_open_another_file(tmp_path: Path):
    secret = tmp_path / "secret.wav"
    secret.write_bytes(wav_file(tone(1)))
    playlist = f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:1,\n{secret}\n#EXT-X-ENDLIST\n"
    concat = f"ffconcat version 1.0\nfile '{secret}'\n"
    for text in (playlist, concat):
        (tmp_path / "list.m3u8").write_text(text)
        with pytest.raises(RecordingError):
            decode(tmp_path / "list.m3u8", 10)
