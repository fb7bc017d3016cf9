"""The page as a tree of what can be said: elements with their language and hints, and text.

Nothing here or in the readers recurses, because pages nest as deep as they like.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from narration.document.blocks import Delivery


@dataclass(eq=False, slots=True)
class Element:
    """An element that may be said. Attributes without a value are empty strings.

    `hidden` is what the element says of itself; its children are then out of sight too. `role`
    is the first ARIA role, in lowercase. `expanded` tells of a button that opens a part of the
    page, or of a summary, whether that part is open, `labelled_by` are the elements that its
    ``aria-labelledby`` names, `nth` is its place among the children of its parent that have its
    tag, from 1.
    """

    tag: str
    attributes: dict[str, str]
    delivery: Delivery
    hidden: bool
    role: str = ""
    expanded: bool | None = None
    labelled_by: list[Element] = field(default_factory=list)
    nth: int = 1
    children: list[Element | str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Return an attribute without white space around it, empty where there is none."""
        return self.attributes.get(name, "").strip()

    def tokens(self, name: str) -> list[str]:
        """Return the different words of an attribute, in order."""
        return list(dict.fromkeys(self.get(name).split()))

    def descendants(self) -> Iterator[Element]:
        """Yield the elements below that are in sight, in document order."""
        stack = [self.children]
        positions = [0]
        while stack:
            if positions[-1] == len(stack[-1]):
                stack.pop()
                positions.pop()
                continue
            child = stack[-1][positions[-1]]
            positions[-1] += 1
            if isinstance(child, Element) and not child.hidden:
                yield child
                stack.append(child.children)
                positions.append(0)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: its root, its elements by id (the first of each), and its language.

    `id_counts` tells how often each id stands in the source, said or not.
    """

    root: Element
    ids: dict[str, Element]
    language: str
    id_counts: Counter[str]

    def referenced(self, element: Element, attribute: str) -> list[Element]:
        """Return the elements that the ids in `attribute` name, in sight or not."""
        return [self.ids[name] for name in element.tokens(attribute) if name in self.ids]
