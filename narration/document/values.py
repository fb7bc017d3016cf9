"""What has been answered so far, and how it is read back: always as private."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from narration.characters import clean, collapse, is_spoken
from narration.document.blocks import Block, Kind
from narration.document.inline import gather
from narration.document.roles import input_type
from narration.document.tree import Element

_NEVER_SAID = frozenset(("password", "file", "color"))
_BY_KIND = {"date": "date", "month": "date", "time": "time", "tel": "telephone"}
_BY_PURPOSE = {
    "bday": "date",
    "tel": "telephone",
    "cc-number": "digits",
    "one-time-code": "digits",
    "postal-code": "digits",
    "street-address": "address",
}
_DIGITS = re.compile(r"[0-9][0-9 .-]*")
_VALID = {
    "number": re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.I),
    "date": re.compile(r"\d{4,}-\d\d-\d\d"),
    "month": re.compile(r"\d{4,}-\d\d"),
    "week": re.compile(r"\d{4,}-W\d\d"),
    "time": re.compile(r"\d\d:\d\d(?::\d\d.*)?"),
}
"""What a browser keeps of the value of an input of these types; it empties the field of others."""
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d.*)?")


def read_value(field: Element, kind: str) -> Iterator[Block]:
    """Yield what a field holds: nothing where it is empty, and never a password."""
    if kind in _NEVER_SAID or _is_secret(field):
        return
    text = collapse(clean(_content(field, kind)))
    moment = _MOMENT.fullmatch(text) if kind == "datetime-local" else None
    if moment:
        yield _value(field, moment[1], "date")
        yield _value(field, moment[2], "time")
    elif is_spoken(text):
        yield _value(field, text, _hint(field, kind, text))


def _is_secret(field: Element) -> bool:
    """Tell whether an answer is a secret, by its purpose or because dots are shown for it."""
    purpose = field.get("autocomplete").lower()
    masked = "text-security" in field.get("style").lower()
    return masked or "password" in purpose or "cc-csc" in purpose.split()


def _value(field: Element, text: str, say_as: str | None) -> Block:
    own = field.delivery
    said = replace(own, key=None, private=True, say_as=own.say_as or say_as)
    return said.block(text, Kind.VALUE)


def _content(field: Element, kind: str) -> str:
    if field.tag == "textarea":
        return "".join(child for child in field.children if isinstance(child, str))
    if kind == "range":
        return _place_on_scale(field)
    if field.tag == "input":
        valid = _VALID.get(input_type(field))
        value = field.get("value")
        if input_type(field) == "email" and "multiple" in field.attributes:
            return ",".join(address.strip() for address in value.split(","))
        return value if valid is None or valid.fullmatch(value) else ""
    told = field.get("aria-valuetext") or field.get("aria-valuenow")
    return told or "".join(piece.text for piece in gather(field))


def _place_on_scale(field: Element) -> str:
    """Return where a slider stands; without a word on it, a browser puts it in the middle."""
    told = field.get("aria-valuetext") or field.get("value") or field.get("aria-valuenow")
    if told or field.tag != "input":
        return told
    low, high = limits(field)
    try:
        return f"{(float(low) + max(float(low), float(high))) / 2:g}"
    except ValueError:
        return ""


def limits(field: Element) -> tuple[str, str]:
    """Return both ends of a slider's scale."""
    native = field.tag == "input"
    low = field.get("min") if native else field.get("aria-valuemin")
    high = field.get("max") if native else field.get("aria-valuemax")
    return low or "0", high or "100"


def _hint(field: Element, kind: str, text: str) -> str | None:
    """Return how a value is read: by its type, its purpose, or the keypad it is written with."""
    purposes = field.get("autocomplete").lower().split()
    hint = _BY_KIND.get(kind) or (_BY_PURPOSE.get(purposes[-1]) if purposes else None)
    if hint is None and field.get("inputmode").lower() == "numeric":
        hint = "digits"
    return hint if hint != "digits" or _DIGITS.fullmatch(text) else None
