"""How the sandbox carrier behaves: quick and honest, unless it is told otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from types import MappingProxyType

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "answer_seconds": "Seconds before it answers a request",
        "refused_share": "Share of requests that it is too busy for: it does not take the message",
        "dropped_share": "Share of messages that it takes, but whose answer is lost on its way",
        "unreachable_share": "Share of messages that never reach the phone (error 30003)",
        "callback_seconds": "Seconds between two reports on a message",
        "repeated_share": "Share of reports that come twice",
        "disordered": "Reports come in the wrong order, the later one first",
        "silent": "No report comes at all",
        "answers_stop": "It answers STOP itself, and takes nothing more for that phone"
        " (error 21610)",
        "hides_opt_out": "It does so without telling the institution",
    }
)
"""What each field means to whoever tries it out."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What a carrier may do to its clients. Shares are from 0 (never) to 1 (always).

    `answer_seconds` before each answer; `refused_share` of requests get 503 and are not taken;
    `dropped_share` are taken and the answer is lost on its way; `unreachable_share` of messages
    end undelivered (30003); `callback_seconds` between two states of a message;
    `repeated_share` of callbacks come twice; with `disordered` the later state is told first;
    with `silent` no callbacks come; with `answers_stop` the carrier itself confirms STOP and
    refuses further messages with 21610, as Twilio's Advanced Opt-Out does; with `hides_opt_out`
    it does so without telling of it in ``OptOutType``, as Twilio does by default.
    """

    answer_seconds: float = 0.0
    refused_share: float = 0.0
    dropped_share: float = 0.0
    unreachable_share: float = 0.0
    callback_seconds: float = 0.5
    repeated_share: float = 0.0
    disordered: bool = False
    silent: bool = False
    answers_stop: bool = False
    hides_opt_out: bool = False

    def __post_init__(self) -> None:
        """Raise ValueError for a share beyond 0 to 1, or for seconds beyond 0 to 60."""
        for name, value in asdict(self).items():
            highest = 60 if name.endswith("_seconds") else 1
            if not 0 <= value <= highest:
                raise ValueError(f"“{LABELS[name]}” lies between 0 and {highest}")


def parse_behaviour(values: dict[str, str]) -> Behaviour:
    """Return the behaviour that a form's values describe; what is absent is as by default.

    Raises ValueError with the name of what is not a number in range.
    """
    read: dict[str, float | bool] = {}
    for field in fields(Behaviour):
        text = values.get(field.name, "").strip()
        if isinstance(field.default, bool):
            read[field.name] = text in ("on", "true", "1")
        elif text:
            read[field.name] = _read_number(field.name, text)
    return Behaviour(**read)  # type: ignore[arg-type]  # By its default, each is of the right kind.


def _read_number(name: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"“{LABELS[name]}” is a number") from None
