"""Whether the human recordings can be played, and still say what is asked for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from narration.recordings import Recordings, State
from web.doctor.findings import Finding, Grade, well

_ADVICE = "`outspoken recordings list` names them: record them again, or remove them."


def check_recordings(folder: Path) -> Finding:
    """Read every recording and count those that are damaged, or say a text of yesterday."""
    part = "recordings"
    states = Counter(status.state for status in Recordings(folder).status())
    if not states:
        return well(part, "none")
    detail = ", ".join(f"{states[state]} {state}" for state in State if states[state])
    if set(states) == {State.OK}:
        return well(part, detail)
    return Finding(part, Grade.WARNED, detail, _ADVICE)
