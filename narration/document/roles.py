"""What an element is to the person who answers: by its ARIA role, else by its tag and type."""

from __future__ import annotations

from narration.document.tree import Element

_BUTTON_TYPES = frozenset(("submit", "reset", "button", "image"))
_FIELD_TAGS = frozenset(("input", "select", "textarea"))
_FIELD_KINDS = {
    "checkbox": "checkbox",
    "combobox": "combobox",
    "listbox": "listbox",
    "radio": "radio",
    "searchbox": "search",
    "slider": "range",
    "spinbutton": "number",
    "switch": "switch",
    "tablist": "tablist",
    "textbox": "text",
}
_WITH_SUGGESTIONS = frozenset(("text", "search", "email", "tel", "url", "number"))


def input_type(element: Element) -> str:
    """Return an input's type in lowercase: ``text`` where none is given."""
    return element.get("type").lower() or "text"


def is_button(element: Element) -> bool:
    """Tell whether an element is pressed; the summary of a part that opens is."""
    if element.role in _FIELD_KINDS:
        return False
    if element.role in ("button", "menuitem") or element.tag == "button":
        return True
    if element.tag == "summary":
        return element.expanded is not None
    return element.tag == "input" and input_type(element) in _BUTTON_TYPES


def is_field(element: Element) -> bool:
    """Tell whether an element is answered: written in, chosen from or ticked."""
    if element.tag in _FIELD_TAGS:
        return not is_button(element)
    if element.role == "combobox":
        return not any(isinstance(e, Element) and e.tag in _FIELD_TAGS for e in element.children)
    return element.role in _FIELD_KINDS or is_written_in(element)


def is_written_in(element: Element) -> bool:
    """Tell whether an element's own text is edited in the page."""
    editable = element.attributes.get("contenteditable")
    return editable is not None and editable.strip().lower() != "false"


def is_group(element: Element) -> bool:
    """Tell whether an element holds the fields of one question."""
    return element.tag == "fieldset" or element.role in ("group", "radiogroup")


def field_kind(field: Element) -> str:
    """Return what kind of field it is: the type of an input, or the nearest to its ARIA role."""
    by_role = _FIELD_KINDS.get(field.role)
    if field.tag in ("select", "textarea"):
        return field.tag
    if field.tag != "input":
        return by_role or "text"
    own = input_type(field)
    if own in ("checkbox", "radio"):
        return "switch" if by_role == "switch" else own
    if own in _WITH_SUGGESTIONS and (by_role == "combobox" or field.get("list")):
        return "combobox"
    return by_role if by_role and own == "text" else own


def is_true(element: Element, attribute: str) -> bool:
    """Tell whether an ARIA attribute says yes."""
    return element.get(attribute).lower() == "true"


def legend_of(group: Element) -> Element | None:
    """Return the legend of a fieldset."""
    for child in group.children:
        if isinstance(child, Element) and child.tag == "legend" and not child.hidden:
            return child
    return None
