"""Which label, group, hint and error belongs to which control."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from narration.document.roles import field_kind, is_button, is_field, is_group, is_true, legend_of
from narration.document.tree import Element, Page

_NATIVE = frozenset(("button", "input", "select", "textarea"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True, slots=True)
class Place:
    """An element in sight, with the nearest label, group and form around it.

    `disabled` says that a fieldset around it takes no answers.
    """

    element: Element
    label: Element | None = None
    group: Element | None = None
    form: Element | None = None
    disabled: bool = False


class References:
    """The page's fields with what belongs to each.

    `labels` are a field's label elements, `choices` the boxes of one question for each box in it,
    `numbers` its place among them, `group_of` the group around a field, `claimed` what is said
    with its field or group and therefore not in its own place, `disabled` the fields and buttons
    that cannot be used, `pop_ups` the lists in sight that a box to write in has opened, and
    `popped_up` all of those.
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
        self.disabled = {place.element for place in places if _is_disabled(place)}
        self._find_labels(places)
        self._find_choices(fields)
        for place in places:
            self._claim(place.element)
        self.pop_ups = self._find_pop_ups(places)
        self.popped_up = {each for lists in self.pop_ups.values() for each in lists}

    def _find_labels(self, places: list[Place]) -> None:
        labelled = [place for place in places if place.element.tag in _NATIVE]
        known = {place.element for place in labelled}
        for place in places:
            label = place.element
            if label.tag == "label" and label.get("for"):
                target = self._page.ids.get(label.get("for"))
                if target in known:
                    self.labels.setdefault(target, []).append(label)
                    self.claimed.add(label)
        for place in labelled:
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
            kind = field_kind(place.element)
            if kind in ("radio", "checkbox"):
                key: tuple[object, ...] = (kind, place.form, place.element.get("name"))
                alone = None if place.group else place.element
                key = key if key[2] else (*key, place.group, alone)
                by_name.setdefault(key, []).append(place.element)
        ticked = [
            members
            for members in by_group.values()
            if all(field_kind(member) == "checkbox" for member in members)
        ]
        for boxes in (*by_name.values(), *ticked):
            self.choices.update(dict.fromkeys(boxes, boxes))
            self.numbers.update((box, number) for number, box in enumerate(boxes, 1))

    def _find_pop_ups(self, places: list[Place]) -> dict[Element, list[Element]]:
        lists = {place.element for place in places if place.element.role == "listbox"}
        return {
            place.element: [each for each in self._controlled(place.element) if each in lists]
            for place in places
            if place.element.role == "combobox"
        }

    def _controlled(self, element: Element) -> list[Element]:
        names = ("aria-controls", "aria-owns")
        return [each for name in names for each in self._page.referenced(element, name)]

    def _claim(self, element: Element) -> None:
        field, group = is_field(element), is_group(element)
        if field or group:
            names = element.labelled_by
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
        disabled = element.tag != "legend" and (place.disabled or _disables(element))
        for child in reversed(element.children):
            if isinstance(child, Element) and not child.hidden:
                stack.append(Place(child, label, group, form, disabled))


def _disables(element: Element) -> bool:
    return element.tag == "fieldset" and "disabled" in element.attributes


def _is_disabled(place: Place) -> bool:
    element = place.element
    native = element.tag in _NATIVE and (place.disabled or "disabled" in element.attributes)
    return native or is_true(element, "aria-disabled")
