"""From the HTML of a page to the tree of what can be said.

The parser is Lexbor, which follows the HTML standard on malformed pages and, other than libxml2,
keeps content at any depth.
"""

from __future__ import annotations

import re
from collections import Counter

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from narration.characters import clean
from narration.document.blocks import Delivery
from narration.document.tree import Element, Page
from narration.errors import InputError
from narration.spoken import SAY_AS

MAX_DEPTH = 12_000
"""Elements open at once. The parser's time grows with the square of it: 0.3 s at this limit."""

# fmt: off
_NEVER_SAID = frozenset((
    "head", "script", "style", "template", "noscript", "noembed", "noframes", "iframe", "audio",
    "video", "progress", "meter", "rp", "rt", "param", "source", "track", "link",
    "meta", "base",
))
_CLOSED_BY_OTHERS = frozenset((
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup",
    "colgroup", "caption", "area", "base", "br", "col", "embed", "hr", "img", "input", "link",
    "meta", "param", "source", "track", "wbr",
))
# fmt: on
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)", re.I)
_PARSER_OPTIONS = LexborDocumentOptions.WO_EVENTS  # Else a list of n options takes n squared.
_LANGUAGE_TAG = re.compile(r"[a-z]{2,8}([-_][a-z0-9]{1,8})*", re.I)
_EXPANDED = {"true": True, "false": False}
_STYLED_AWAY = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))")


def parse(source: str, language: str) -> Page:
    """Return the tree of an HTML page or fragment; `language` (BCP 47) is for what has none.

    Raises InputError where elements are nested deeper than `MAX_DEPTH`.
    """
    source = clean(source)
    _check_depth(source)
    document = LexborHTMLParser(source, options=_PARSER_OPTIONS)
    root = Element("", {}, Delivery(language), hidden=False)
    elements: dict[int, Element] = {}
    siblings: Counter[tuple[int, str]] = Counter()
    id_counts: Counter[str] = Counter()
    for node in document.root.traverse(include_text=True) if document.root else ():
        parent = elements.get(node.parent.mem_id) if elements and node.parent else root
        id_counts[(node.attributes.get("id") or "").strip() if node.is_element_node else ""] += 1
        if parent is None:
            continue
        if node.is_text_node:
            if not _is_closed(parent):
                parent.children.append(node.text_content or "")
            continue
        siblings[id(parent), node.tag or ""] += 1
        if element := _element(node, parent):
            element.nth = siblings[id(parent), element.tag]
            parent.children.append(element)
            elements[node.mem_id] = element
    return _page(root, elements, id_counts)


def _page(root: Element, elements: dict[int, Element], id_counts: Counter[str]) -> Page:
    ids: dict[str, Element] = {}
    for element in elements.values():
        ids.setdefault(element.get("id"), element)
    ids.pop("", None)
    del id_counts[""]
    top = next(iter(elements.values()), root)
    page = Page(root, ids, top.delivery.language, id_counts)
    for element in elements.values():
        element.labelled_by = page.referenced(element, "aria-labelledby")
    return page


def _check_depth(source: str) -> None:
    """Refuse what the parser would need minutes for, before it starts.

    Each end tag closes an element of its own name only, so that stray ones hide nothing.
    """
    still_open: Counter[str] = Counter()
    depth = 0
    for tag in _TAG.finditer(source):
        name = tag[2].lower()
        if name in _CLOSED_BY_OTHERS:
            continue
        if not tag[1]:
            still_open[name] += 1
            depth += 1
        elif still_open[name]:
            still_open[name] -= 1
            depth -= 1
        if depth > MAX_DEPTH:
            raise InputError(f"The page nests elements deeper than {MAX_DEPTH:,}.")


def _element(node: LexborNode, parent: Element) -> Element | None:
    """Return the node as an element, or None if nothing in it may ever be said."""
    if not node.is_element_node or node.tag is None or node.tag in _NEVER_SAID:
        return None
    if node.tag == "title" and not (node.parent and node.parent.tag == "svg"):
        return None
    attributes = {name: value or "" for name, value in node.attributes.items()}
    if "data-outspoken-skip" in attributes or _is_unseen_input(node.tag, attributes):
        return None
    delivery = _delivery(attributes, parent.delivery)
    role = (attributes.get("role", "").lower().split() or [""])[0]
    element = Element(node.tag, attributes, delivery, _is_hidden(node.tag, attributes), role)
    element.expanded = _EXPANDED.get(element.get("aria-expanded").lower())
    if parent.tag == "details":
        if node.tag == "summary" and not _has_summary(parent):
            element.expanded = "open" in parent.attributes
        elif _is_closed(parent):
            element.hidden = True
    return element


def _is_closed(element: Element) -> bool:
    return element.tag == "details" and "open" not in element.attributes


def _has_summary(details: Element) -> bool:
    return any(isinstance(child, Element) and child.tag == "summary" for child in details.children)


def _is_unseen_input(tag: str, attributes: dict[str, str]) -> bool:
    return tag == "input" and attributes.get("type", "").strip().lower() == "hidden"


def _delivery(attributes: dict[str, str], around: Delivery) -> Delivery:
    """Return how an element is said: its own hints, else those of the element around it."""
    language = around.language
    for name in ("xml:lang", "lang"):
        tag = attributes.get(name, "").strip()
        if _LANGUAGE_TAG.fullmatch(tag):
            language = tag.replace("_", "-")
    private = around.private
    if "data-outspoken-private" in attributes:
        private = True
    elif "data-outspoken-public" in attributes and not private:
        private = False
    hint = attributes.get("data-outspoken-say-as", "").strip()
    say_as = hint if hint in SAY_AS else around.say_as
    key = attributes.get("data-outspoken-key", "").strip() or around.key
    own = Delivery(language, say_as, key, private)
    return around if own == around else own


def _is_hidden(tag: str, attributes: dict[str, str]) -> bool:
    return (
        tag == "datalist"
        or not attributes.keys().isdisjoint(("hidden", "inert", "popover"))
        or (tag == "dialog" and "open" not in attributes)
        or attributes.get("aria-hidden", "").strip().lower() == "true"
        or _STYLED_AWAY.search(attributes.get("style", "").lower()) is not None
    )
