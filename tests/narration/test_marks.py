import html
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from narration.marks import Mark, render_vtt

TIMES = re.compile(r"(\d\d+):([0-5]\d):([0-5]\d)\.(\d{3})")


def seconds(stamp):
    hours, minutes, whole, thousandths = map(int, TIMES.fullmatch(stamp).groups())
    return hours * 3600 + minutes * 60 + whole + thousandths / 1000


def parse(vtt):
    """Read WebVTT as its standard says: blocks between blank lines, id, times, text."""
    head, *cues = re.split(r"\n{2,}", vtt.rstrip("\n"))
    assert head == "WEBVTT"
    for cue in cues:
        name, times, *lines = cue.split("\n")
        start, end = map(seconds, times.split(" --> "))
        yield name, start, end, "\n".join(lines)


def test_a_cue_has_the_numbers_the_times_and_the_written_sentence():
    marks = [Mark(0, 0, "Née le 1/2/1980 ?", 0, 1.25), Mark(3, 1, "نعم", 3_661.5, 3_662)]
    assert render_vtt(marks) == (
        "WEBVTT\n\n0.0\n00:00:00.000 --> 00:00:01.250\nNée le 1/2/1980 ?\n"
        "\n3.1\n01:01:01.500 --> 01:01:02.000\nنعم\n"
    )


def test_no_marks_are_an_empty_file():
    assert render_vtt([]) == "WEBVTT\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a --> b", "a --&gt; b"),
        ("one\n\ntwo\r\nthree", "one two three"),
        ("<b>AT&T</b>", "&lt;b&gt;AT&amp;T&lt;/b&gt;"),
        ("\n\n9.9\n00:00.000 --> 00:09.000\nfalse", "9.9 00:00.000 --&gt; 00:09.000 false"),
        ("a\0b", "a\ufffdb"),
        ("\ud800", "?"),
    ],
)  # fmt: skip
def test_no_text_breaks_out_of_its_cue(text, shown):
    assert [cue[3] for cue in parse(render_vtt([Mark(1, 2, text, 0, 1)]))] == [shown]


def test_a_cue_of_no_length_still_ends_after_it_starts():
    ((_, start, end, _),) = parse(render_vtt([Mark(0, 0, "x", 2, 2)]))
    assert end > start


MARKS = st.builds(
    Mark,
    st.integers(0, 999),
    st.integers(0, 999),
    st.text(min_size=1),
    st.floats(0, 1e5),
    st.floats(0, 1e5),
)


@settings(deadline=None)
@example([Mark(0, 0, "\r", 0, 0), Mark(0, 1, "x", 0, 0)])
@given(st.lists(MARKS, max_size=5))
def test_whatever_is_marked_is_read_back(marks):
    cues = list(parse(render_vtt(marks)))
    assert [cue[0] for cue in cues] == [f"{mark.block}.{mark.sentence}" for mark in marks]
    for (_, start, _, text), mark in zip(cues, marks, strict=True):
        assert start == pytest.approx(mark.start, abs=0.001)
        assert html.unescape(text) == " ".join(mark.text.replace("\0", "\ufffd").split())
