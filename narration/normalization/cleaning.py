"""Makes any text safe and even: before the rules see it, and before an engine does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from narration.normalization.emoji_names import has_emoji, name_emoji

_FULL_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}
_KEPT_WIDE = "，；！？（）：｡、"
_TABLE: dict[int, int | str] = {
    **{code: ascii_ for code, ascii_ in _FULL_WIDTH.items() if chr(code) not in _KEPT_WIDE},
    **{ord("\u066a"): "%", ord("\u066c"): "\xa0", ord("\u2212"): "-", ord("\u2011"): "-"},
    **dict.fromkeys(range(65024, 65040), ""),
    **{ord("\ufe64"): "<", ord("\ufe65"): ">"},
    **{ord("℃"): "°C", ord("㎡"): "m²", ord("㎏"): "kg", ord("㎞"): "km", ord("㎝"): "cm"},
}
"""Wide Latin letters, digits and signs to ASCII; Arabic percent and thousands signs; minus signs
and hyphens that only differ in looks; variation selectors to nothing."""
_BRACKETS = re.compile(r"\[{2,}|\]{2,}")
_ARABIC_POINT = re.compile(r"(?<=\d)\u066b(?=\d)")
_COMMAS = re.compile(r",(?= ?[.,،;:!?])")
_ALONE = re.compile(r"(?<!\S)[<>&](?!\S)|(?<![\w</])[<>](?=\d)")


def clean(text: str, language: str, decimal_mark: str = ".") -> str:
    """Return `text` with ASCII digits, named emoji, and nothing invisible in it.

    `language` is a language subtag. Control characters, lone surrogates, zero-width and private
    characters are dropped; unusual spaces become U+00A0, line ends a space.
    """
    composed = unicodedata.normalize("NFC", name_emoji(text, language)).translate(_TABLE)
    visible = "".join(map(_visible, composed))
    return _ARABIC_POINT.sub(decimal_mark, visible)


def harmless(text: str, words: Mapping[str, str]) -> str:
    """Return `text` without anything that an engine takes for markup or a command.

    ``<``, ``>`` and ``&`` are said where they stand alone, or before a number, and `words` names
    them, and dropped elsewhere; eSpeak NG's ``[[phonemes]]`` lose the doubled brackets. A text
    without letters, digits, currency signs or emoji becomes empty.
    """
    said = _ALONE.sub(lambda match: f"{words.get(match[0], '')} ", text)
    said = said.replace("&", f" {words.get('&', '')} ").replace("<", " ").replace(">", " ")
    said = _BRACKETS.sub(lambda match: match[0][0], said)
    said = _COMMAS.sub("", " ".join(said.split()))
    return said if any(map(_is_sayable, said)) or has_emoji(said) else ""


@lru_cache(maxsize=4096)
def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Zs":
        return character if character == " " else "\xa0"
    if character.isspace():
        return " "
    return "" if category.startswith("C") else character


def _is_sayable(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) == "Sc"
