"""From structure elements to markup: the standard roles (ISO 32000-1, 14.8.4) as HTML has them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from narration.pdf.reader import Element

_TAGS: Mapping[str, str] = MappingProxyType(
    {
        **{f"H{level}": f"h{level}" for level in range(1, 7)},
        **{"H": "h2", "Title": "h1", "P": "p", "BlockQuote": "blockquote", "Caption": "p"},
        **{"L": "ul", "LI": "li", "Lbl": "span", "LBody": "span", "TOC": "ul", "TOCI": "li"},
        **{"Table": "table", "TR": "tr", "TH": "th", "TD": "td", "Link": "a", "Note": "p"},
        **{"Span": "span", "Quote": "span", "Reference": "span", "Code": "span", "Em": "span"},
        **{"Strong": "span", "Sub": "span", "Annot": "span", "Ruby": "span", "Warichu": "span"},
        **{"THead": "", "TBody": "", "TFoot": "", "RB": "span", "WT": "span"},
    }
)
"""The tag of a role; an empty one where the content alone counts. Any other role is a ``div``."""

_NUMBER = re.compile(r"\w+(?:[.]\w+)*")
_NEVER_SAID = frozenset(("Artifact", "RT", "RP", "WP", "Private"))
_PICTURES = frozenset(("Figure", "Formula", "Form"))


def render_element(element: Element) -> str:
    """Return an element as HTML that says what it says."""
    if element.role in _NEVER_SAID:
        return ""
    language = f' lang="{element.language}"' if element.language else ""
    if element.role in _PICTURES and (element.instead or not element.children):
        alternative = escape(element.instead)
        return f'<p{language}><img alt="{alternative}"></p>' if alternative else ""
    tag = _find_tag(element)
    content = escape(element.instead) or _render_children(element)
    if element.role == "Lbl":
        # The number of a list's item stands apart from its text; a bullet is not said.
        content = "".join(f"{number} " for number in _NUMBER.findall(content))
    link = ' href="#"' if tag == "a" else ""
    return f"<{tag}{language}{link}>{content}</{tag}>" if tag else content


def _find_tag(element: Element) -> str:
    if element.role == "NonStruct":
        # Chromium's: a run of text if it holds nothing but text, and a box around others if not.
        boxes = any(isinstance(child, Element) for child in element.children)
        return "div" if boxes else "span"
    return _TAGS.get(element.role, "div")


def _render_children(element: Element) -> str:
    # A table's caption stands in it in HTML, and nowhere else.
    return "".join(
        escape(child)
        if isinstance(child, str)
        else render_element(child).replace("<p", "<caption", 1).replace("</p>", "</caption>")
        if element.role == "Table" and child.role == "Caption"
        else render_element(child)
        for child in element.children
    )
