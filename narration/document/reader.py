"""A page read aloud from top to bottom: its tree to blocks, without recursion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from narration.document.alternatives import is_image, said_instead
from narration.document.blocks import Block, Kind
from narration.document.controls import Controls
from narration.document.inline import BLOCK_TAGS, Run, spacing
from narration.document.references import References
from narration.document.roles import is_button, is_field, is_group
from narration.document.tables import is_data, read_table
from narration.document.tree import Element, Page
from narration.errors import InputTooLongError

_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Kind.HEADING),
    **{"li": Kind.TEXT, "legend": Kind.LEGEND, "label": Kind.LABEL},
}
_KINDS_BY_ROLE = {"heading": Kind.HEADING}
_MAX_GROWTH = 10
_ALWAYS_ALLOWED = 1_000_000


class Step(NamedTuple):
    """Something still to be read: text, an element, what is added, or None to end a block.

    In a `muted` part only controls are said, because the rest is said with one of them.
    """

    node: Element | str | Block | None
    parent: Element
    kind: Kind = Kind.TEXT
    link: Element | None = None
    muted: bool = False


class Reader:
    """Reads one page.

    `source_length` in characters bounds what may be said, because labels and headers can be
    referred to any number of times.
    """

    def __init__(self, page: Page, source_length: int) -> None:
        self._page = page
        self._references = References(page)
        self._controls = Controls(page, self._references)
        self._run = Run()
        self._steps = [Step(None, page.root), Step(page.root, page.root)]
        self._blocks: list[Block] = []
        self._allowed = max(_ALWAYS_ALLOWED, _MAX_GROWTH * source_length)

    def read(self) -> list[Block]:
        """Return the page's blocks in reading order.

        Raises InputTooLongError where the page repeats itself beyond measure.
        """
        while self._steps:
            step = self._steps.pop()
            if step.node is None:
                self._emit(self._run.take(step.kind))
            elif isinstance(step.node, Element):
                self._element(step.node, step)
            elif isinstance(step.node, Block):
                self._emit([step.node])
            elif not step.muted:
                self._run.add(step.node, step.parent.delivery, step.link)
        return self._blocks

    def _emit(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            named = block.kind in (Kind.LABEL, Kind.LEGEND) and self._blocks
            if named and replace(self._blocks[-1], kind=block.kind) == block:
                continue  # A heading that is also the name of the field right below it.
            self._allowed -= len(block.text)
            if self._allowed < 0:
                raise InputTooLongError("The page repeats its labels or headers too often.")
            self._blocks.append(block)

    def _element(self, element: Element, step: Step) -> None:
        if element.hidden or element in self._references.popped_up:
            return
        if is_field(element) or is_button(element):
            self._emit(self._run.take(step.kind))
            self._emit(self._controls.read(element))
        elif step.muted or element in self._references.claimed:
            self._enter(element, step, step._replace(muted=True))
        elif is_group(element):
            self._emit(self._run.take(step.kind))
            self._emit(self._controls.read_group(element))
            self._enter(element, step, step)
        elif element.tag == "table" and said_instead(element) is None and is_data(element):
            self._emit(self._run.take(step.kind))
            self._emit(read_table(element, self._page))
        else:
            self._text(element, step)

    def _text(self, element: Element, step: Step) -> None:
        """Read an element that is neither a control nor a table of data."""
        if element.tag == "br":
            if self._run.line_break(element.delivery):
                self._emit(self._run.take(step.kind))
            return
        kind = _KINDS_BY_ROLE.get(element.role) or _KINDS.get(element.tag, step.kind)
        if is_image(element) and not step.link and step.kind is Kind.TEXT:
            kind = Kind.IMAGE
        is_link = element.role == "link" or (element.tag == "a" and "href" in element.attributes)
        link = step.link or (element if is_link else None)
        inside = step._replace(kind=kind, link=link)
        if is_link and element.get("aria-current").lower() not in ("", "false"):
            self._emit(self._run.take(step.kind))
            state = self._controls.additions.state(element, "current")
            self._steps += [step._replace(node=state), step._replace(node=None)]
        self._enter(element, step, inside, said=said_instead(element))

    def _enter(
        self, element: Element, around: Step, inside: Step, *, said: str | None = None
    ) -> None:
        """Read the inside of an element next, or what is said instead, as a block if it is one."""
        children = element.children if said is None else [said]
        apart = element.tag in BLOCK_TAGS or element.role == "listitem"
        if apart or around.kind != inside.kind:
            self._emit(self._run.take(around.kind))
            self._steps.append(inside._replace(node=None))
        elif space := spacing(element):
            children = [space, *children, space]
        self._steps.extend(
            inside._replace(node=child, parent=element) for child in reversed(children)
        )
