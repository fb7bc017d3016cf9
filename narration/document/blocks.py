"""What a document becomes: blocks of text, each said in one language and one manner."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a block is to the listener. The listen widget tells the same kinds apart."""

    HEADING = "heading"
    TEXT = "text"
    IMAGE = "image"
    LINK = "link"
    BUTTON = "button"
    LEGEND = "legend"
    LABEL = "label"
    HINT = "hint"
    ERROR = "error"
    ROLE = "role"
    OPTION = "option"
    VALUE = "value"
    STATE = "state"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that is said in one go.

    `language` is a BCP 47 tag, `say_as` a hint on how to read the text (``date``), `key` the
    name under which a human recording may lie, `private` what the page says of the text, or
    None where it says nothing.
    """

    text: str
    language: str
    kind: Kind
    say_as: str | None = None
    key: str | None = None
    private: bool | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """How the text of an element is said; inherited from the elements around it."""

    language: str
    say_as: str | None = None
    key: str | None = None
    private: bool | None = None

    def block(self, text: str, kind: Kind) -> Block:
        """Return `text` as a block said in this way."""
        return Block(text, self.language, kind, self.say_as, self.key, self.private)
