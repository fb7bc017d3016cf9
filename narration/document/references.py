"""Which label, group, hint and error belongs to which control."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from narration.document.tree import Element, Page

_BUTTON_TYPES = frozenset(("submit", "reset", "button", "image"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True, slots=True)
class Place:
    """An element in sight, with the nearest label, group and form around it."""

    element: Element
    label: Element | None = None
    group: Element | None = None
    form: Element | None = None


def input_type(element: Element) -> str:
    """Return an input's type in lowercase: ``text`` where none is given."""
    return element.get("type").lower() or "text"


def is_button(element: Element) -> bool:
    """Tell whether an element is pressed."""
    by_type = element.tag == "input" and input_type(element) in _BUTTON_TYPES
    return element.tag == "button" or element.role == "button" or by_type


def is_field(element: Element) -> bool:
    """Tell whether an element is answered: written in, chosen from or ticked."""
    return element.tag in ("input", "select", "textarea") and not is_button(element)


def is_group(element: Element) -> bool:
    """Tell whether an element holds the fields of one question."""
    return element.tag == "fieldset" or element.role in ("group", "radiogroup")


def legend_of(group: Element) -> Element | None:
    """Return the legend of a fieldset."""
    for child in group.children:
        if isinstance(child, Element) and child.tag == "legend" and not child.hidden:
            return child
    return None


class References:
    """The page's fields with what belongs to each.

    `labels` are a field's label elements, `choices` the boxes of one question for each box in it,
    `numbers` its place among them, `group_of` the group around a field, and `claimed` what is
    said with its field or group and therefore not in its own place.
    """

    def __init__(self, page: Page) -> None:
        self.labels: dict[Element, list[Element]] = {}
        self.choices: dict[Element, list[Element]] = {}
        self.numbers: dict[Element, int] = {}
        self.claimed: set[Element] = set()
        self._page = page
        places = list(_places(page.root))
        fields = [place for place in places if is_field(place.element)]
        self.group_of = {place.element: place.group for place in fields}
        self._find_labels(places, fields)
        self._find_choices(fields)
        for place in places:
            self._claim(place.element)

    def _find_labels(self, places: list[Place], fields: list[Place]) -> None:
        known = {place.element for place in fields}
        for place in places:
            label = place.element
            if label.tag == "label" and label.get("for"):
                target = self._page.ids.get(label.get("for"))
                if target in known:
                    self.labels.setdefault(target, []).append(label)
                    self.claimed.add(label)
        for place in fields:
            around = place.label
            if around and not around.get("for") and around not in self.claimed:
                self.labels.setdefault(place.element, []).append(around)
                self.claimed.add(around)

    def _find_choices(self, fields: list[Place]) -> None:
        """Join radio buttons by name; tick boxes by name, else by a group that holds only them."""
        by_name: dict[tuple[object, ...], list[Element]] = {}
        by_group: dict[Element, list[Element]] = {}
        for place in fields:
            if place.group:
                by_group.setdefault(place.group, []).append(place.element)
            if input_type(place.element) in ("radio", "checkbox"):
                key = (input_type(place.element), place.form, place.element.get("name"))
                by_name.setdefault(key if key[2] else (*key, place.group), []).append(place.element)
        ticked = [
            members
            for members in by_group.values()
            if all(input_type(member) == "checkbox" for member in members)
        ]
        for boxes in (*by_name.values(), *ticked):
            self.choices.update(dict.fromkeys(boxes, boxes))
            self.numbers.update((box, number) for number, box in enumerate(boxes, 1))

    def _claim(self, element: Element) -> None:
        field, group = is_field(element), is_group(element)
        if field or group:
            names = self._page.referenced(element, "aria-labelledby")
            self.claimed.update(name for name in names if name.tag not in _HEADINGS)
            legend = legend_of(element) if group and not names else None
            self.claimed.update([legend] if legend else [])
        if field or group or is_button(element):
            self.claimed.update(self._page.referenced(element, "aria-describedby"))
            if element.get("aria-invalid").lower() != "false":
                self.claimed.update(self._page.referenced(element, "aria-errormessage"))


def _places(root: Element) -> Iterator[Place]:
    """Yield the elements in sight in document order."""
    stack = [Place(root)]
    while stack:
        place = stack.pop()
        yield place
        element = place.element
        label = element if element.tag == "label" else place.label
        group = element if is_group(element) else place.group
        form = element if element.tag == "form" else place.form
        for child in reversed(element.children):
            if isinstance(child, Element) and not child.hidden:
                stack.append(Place(child, label, group, form))
