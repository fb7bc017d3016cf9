"""SMS: how a text is encoded, how many parts it takes, and who it is from.

A message alone holds 160 characters of GSM-7 or 70 units of UCS-2; in parts, whose headers take
room, 153 or 67 each (3GPP TS 23.038 and 23.040). Characters of GSM-7's extension table count two,
and so do those outside the Basic Multilingual Plane in UCS-2; neither is split over two parts.
The national shift tables are left out on purpose: most carriers neither accept nor count them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

import locales
from outreach.errors import ChannelError

_GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM7_EXTENSION = frozenset("\f^{}\\[~]|€")
MAX_PARTS = 10
"""Beyond this many parts carriers and phones drop messages."""

_REPLACEMENTS = MappingProxyType(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2009\u200a\u202f\u2007\u2002\u2003\t", " "),
        **dict.fromkeys("\u200b\ufeff\u00ad\u2060", ""),
        "…": "...",
        "•": "-",
    }
)
_RIGHT_TO_LEFT = "\u200f"
_NO_BREAK = str.maketrans(dict.fromkeys("\u00a0\u202f", " "))


class Encoding(StrEnum):
    """The alphabet of a message, as Twilio and 3GPP name it."""

    GSM7 = "GSM-7"
    UCS2 = "UCS-2"


_ROOM = MappingProxyType({Encoding.GSM7: (160, 153), Encoding.UCS2: (70, 67)})


@dataclass(frozen=True, slots=True)
class SmsSize:
    """How large a message is; `units` are septets or UTF-16 units, `left` those left in the last
    part, `forced_by` the characters that GSM-7 does not have."""

    encoding: Encoding
    units: int
    parts: int
    left: int
    forced_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that says the same with plainer punctuation, and the parts it would take."""

    text: str
    replaced: tuple[str, ...]
    size: SmsSize


def normalize_sms(text: str, language: str) -> str:
    """Return the text of a message in a language (BCP 47) as it goes to a carrier.

    In composed characters (NFC), which are fewer and closer to GSM-7. Where spaces that do not
    break, as in ``1 234,50 €``, are all that GSM-7 does not have, they become plain ones: amounts
    bring them along, and would double the price. A text from right to left that begins with a
    Latin name gets a mark before it, because phones look at the first letter alone.
    """
    composed = unicodedata.normalize("NFC", text)
    plain = composed.translate(_NO_BREAK)
    if find_encoding(plain) is Encoding.GSM7:
        return plain
    turned = locales.is_rtl(language) and _find_direction(composed) == "L"
    return _RIGHT_TO_LEFT + composed if turned else composed


def _find_direction(text: str) -> str | None:
    """Return the direction of the first letter that has one, as Unicode names it."""
    directions = map(unicodedata.bidirectional, text)
    return next((each for each in directions if each in {"L", "R", "AL"}), None)


def find_encoding(text: str) -> Encoding:
    """Return the alphabet that a text needs."""
    fits = all(character in _GSM7 or character in _GSM7_EXTENSION for character in text)
    return Encoding.GSM7 if fits else Encoding.UCS2


def split_parts(text: str) -> list[str]:
    """Return the texts of the parts in which a message travels; one where it fits whole."""
    encoding = find_encoding(text)
    weigh = _WEIGHTS[encoding]
    alone, each = _ROOM[encoding]
    if sum(map(weigh, text)) <= alone:
        return [text]
    parts, started, used = [], 0, 0
    for index, character in enumerate(text):
        weight = weigh(character)
        if used + weight > each:
            parts.append(text[started:index])
            started, used = index, 0
        used += weight
    return [*parts, text[started:]]


def measure(text: str) -> SmsSize:
    """Return the size of a text as it would be billed."""
    encoding = find_encoding(text)
    weigh = _WEIGHTS[encoding]
    parts = split_parts(text)
    room = _ROOM[encoding][len(parts) > 1]
    last = sum(map(weigh, parts[-1]))
    units = sum(map(weigh, text))
    known = _GSM7 | _GSM7_EXTENSION
    forced_by = tuple(dict.fromkeys(each for each in text if each not in known))
    return SmsSize(encoding, units, len(parts), room - last, forced_by)


def suggest(text: str) -> Suggestion | None:
    """Return plainer punctuation where a message would then take fewer parts, else None.

    It is offered, not done: letters are never touched, and the writer decides.
    """
    found = tuple(dict.fromkeys(each for each in text if each in _REPLACEMENTS))
    plain = "".join(_REPLACEMENTS.get(character, character) for character in text)
    size = measure(plain)
    return Suggestion(plain, found, size) if size.parts < measure(text).parts else None


def _weigh_gsm7(character: str) -> int:
    return 2 if character in _GSM7_EXTENSION else 1


def _weigh_ucs2(character: str) -> int:
    return 2 if ord(character) > 0xFFFF else 1


_WEIGHTS: Mapping[Encoding, Callable[[str], int]] = MappingProxyType(
    {Encoding.GSM7: _weigh_gsm7, Encoding.UCS2: _weigh_ucs2}
)


_ALPHANUMERIC = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9 &+_-]{1,11}")
_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}|[0-9]{3,8}")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who an SMS is from. A name cannot be answered, so it needs another way to opt out."""

    name: str
    can_receive: bool


def parse_sender(name: str) -> Sender:
    """Return the sender of that name: a number in E.164, a short code, or up to 11 letters.

    Raises ChannelError where phones would not show it.
    """
    if _NUMBER.fullmatch(name):
        return Sender(name, can_receive=True)
    if name == name.strip() and _ALPHANUMERIC.fullmatch(name):
        return Sender(name, can_receive=False)
    raise ChannelError(
        f"{name!r} cannot be a sender: give a number such as +358401234567, a short code of 3 to"
        " 8 digits, or a name of 1 to 11 unaccented letters, digits, spaces, &, +, _ or -"
    )
