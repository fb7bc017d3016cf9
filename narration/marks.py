"""When each sentence of a clip is said, written as WebVTT (https://www.w3.org/TR/webvtt1/)."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """One sentence of a clip: its block and its number in the block, both from 0 on.

    `text` is the sentence as written; `start` and `end` are seconds of the clip, its speed
    included.
    """

    block: int
    sentence: int
    text: str
    start: float
    end: float


def render_vtt(marks: Iterable[Mark]) -> str:
    """Return marks as a WebVTT file whose cues are called ``block.sentence``."""
    return "\n".join(["WEBVTT\n", *map(_cue, marks)])


def _cue(mark: Mark) -> str:
    start = round(mark.start * 1000)
    # A cue has to end after it starts, or players drop it.
    end = max(round(mark.end * 1000), start + 1)
    times = f"{_timestamp(start)} --> {_timestamp(end)}"
    return f"{mark.block}.{mark.sentence}\n{times}\n{_cue_text(mark.text)}\n"


def _timestamp(milliseconds: int) -> str:
    seconds, milliseconds = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}.{milliseconds:03}"


def _cue_text(text: str) -> str:
    """Return text on one line, as characters that stand in a UTF-8 file and mean themselves."""
    flat = " ".join(text.replace("\0", "\ufffd").split())
    return html.escape(flat.encode("utf-8", "replace").decode(), quote=False)
