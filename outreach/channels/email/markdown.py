"""The Markdown of an email's body: to HTML, and to a text that reads well without markup.

CommonMark by markdown-it-py, without raw HTML and without images, which would tell who opened the
mail and when.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from outreach.errors import WordingError

_LINK = re.compile(r"https?://|mailto:|tel:", re.IGNORECASE)
_INDENT = "  "


class BodyParser(MarkdownIt):
    """Takes links to the web, mail and phones, or to a placeholder alone; no other address."""

    def __init__(self, placeholder: re.Pattern[str]) -> None:
        super().__init__("commonmark", {"html": False})
        self.disable(["image", "reference"])
        self._placeholder = placeholder

    def validateLink(self, url: str) -> bool:  # noqa: N802  (markdown-it-py's own name)
        """Tell that an address may be linked to. Raises WordingError where it may not."""
        if _LINK.match(url) or self._placeholder.fullmatch(url):
            return True
        raise WordingError("a link begins with https://, http://, mailto: or tel:, or is {a_link}")


def render_plain(tokens: Sequence[Token]) -> str:
    """Return the text of a parsed body: links with their address, lists with their marks."""
    page = _Plain()
    for token in tokens:
        page.take(token)
    return "\n".join(page.lines).strip() + "\n"


@dataclass
class _Plain:
    """The lines so far, and the marks of the lists and quotes that are open."""

    lines: list[str] = field(default_factory=list)
    lists: list[int | None] = field(default_factory=list)
    quotes: int = 0
    mark: str = ""

    def take(self, token: Token) -> None:
        match token.type:
            case "inline":
                self._write(render_inline(token.children or ()))
                self._end_block()
            case "fence" | "code_block":
                self._write(token.content.rstrip("\n"))
                self._end_block()
            case "hr":
                self._write("---")
                self._end_block()
            case "bullet_list_open":
                self.lists.append(None)
            case "ordered_list_open":
                self.lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self._close_list()
            case "list_item_open":
                self.mark = self._next_mark()
            case "blockquote_open" | "blockquote_close":
                self.quotes += token.nesting

    def _write(self, text: str) -> None:
        depth = _INDENT * max(0, len(self.lists) - 1)
        for number, line in enumerate(text.split("\n")):
            mark = self.mark if number == 0 else " " * len(self.mark)
            self.lines.append("> " * self.quotes + depth + mark + line)
        self.mark = " " * len(self.mark)

    def _end_block(self) -> None:
        if not self.lists:
            self.lines.append("")

    def _next_mark(self) -> str:
        number = self.lists[-1]
        if number is None:
            return "- "
        self.lists[-1] = number + 1
        return f"{number}. "

    def _close_list(self) -> None:
        self.lists.pop()
        self.mark = ""
        if not self.lists:
            self.lines.append("")


def render_inline(tokens: Iterable[Token]) -> str:
    """Return the text of one paragraph; a link is followed by its address."""
    written: list[str] = []
    opened: list[tuple[int, str]] = []
    for token in tokens:
        match token.type:
            case "softbreak" | "hardbreak":
                written.append("\n")
            case "link_open":
                opened.append((len(written), str(token.attrs["href"])))
            case "link_close":
                start, address = opened.pop()
                label = "".join(written[start:])
                shown = address.removeprefix("mailto:").removeprefix("tel:")
                written[start:] = [label if label == shown else f"{label}: {shown}"]
            case _:
                written.append(token.content)
    return "".join(written)
