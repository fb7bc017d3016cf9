"""What is said in the place of an element's content: a picture's alternative, a link's name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from narration.characters import is_spoken
from narration.document.tree import Element

_MOST_ELEMENTS = 100
"""Elements of a name at most: any number of pictures may name the same part of a page."""
_CONTROL_TAGS = frozenset(("input", "select", "textarea"))
_SUPERSCRIPTS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def said_instead(element: Element) -> str | None:
    """Return what is said in the place of an element's content, or None if that is said itself."""
    said = element.attributes.get("data-outspoken-text")
    if said is not None:
        return said
    if is_image(element):
        return _alternative(element)
    if element.tag == "sup":
        return _superscript(element)
    if element.tag in _CONTROL_TAGS:
        return " "
    if element.tag in ("a", "button") or element.role in ("link", "button"):
        return _label(element) or _title_alone(element)
    return None


def _title_alone(element: Element) -> str | None:
    """Return the title of a link in which nothing else can be said, such as an icon."""
    if element.tag != "a" or not element.get("title"):
        return None
    said = any(
        is_spoken(_own_text(each)) or (is_image(each) and _alternative(each))
        for each in _in_sight(element)
    )
    return None if said else element.get("title")


def _label(element: Element) -> str:
    """Return the name that attributes give a picture or link; references are not followed on."""
    named = (each.get("aria-label") or _text_in_sight(each) for each in element.labelled_by)
    return " ".join(named).strip() or element.get("aria-label")


def _text_in_sight(root: Element) -> str:
    return " ".join(_own_text(each) for each in _in_sight(root))


def is_image(element: Element) -> bool:
    """Tell whether an element is a picture, which is said by its alternative alone."""
    return element.tag in ("img", "area", "svg") or element.role == "img"


def _alternative(element: Element) -> str:
    named = _label(element) or element.get("alt")
    if named or "alt" in element.attributes:
        return named
    inside = [child for child in element.children if isinstance(child, Element)]
    drawn = [_own_text(each) for each in inside if each.tag == "title" and element.tag == "svg"]
    return drawn[0] if drawn else element.get("title")


def has_elements(element: Element) -> bool:
    """Tell whether there is more than text in an element."""
    return any(isinstance(child, Element) for child in element.children)


def _own_text(element: Element) -> str:
    return "".join(child for child in element.children if isinstance(child, str))


def _in_sight(element: Element) -> Iterator[Element]:
    """Yield an element and what is in it, up to what a name may hold."""
    return islice(chain((element,), element.descendants()), _MOST_ELEMENTS)


def _superscript(element: Element) -> str | None:
    """Keep the power in ``m<sup>2</sup>``."""
    if has_elements(element):
        return None
    text = _own_text(element).strip()
    return text.translate(_SUPERSCRIPTS) if text.lstrip("+-").isdecimal() else None
