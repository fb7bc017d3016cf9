"""How an institution's mails look and what stands at their end; from a wording to a draft."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import css_inline

import locales
from outreach.channels.email.draft import Draft, Encoded
from outreach.channels.email.markdown import BodyParser, render_plain
from outreach.channels.email.pieces import cut
from outreach.errors import WordingError
from outreach.placeholders import Node, Pattern, parse_pattern
from outreach.placeholders.nodes import map_text

_STYLE = """
body {{ margin: 0; padding: 0; background: #ffffff; color: #0b0c0c; }}
.page {{ max-width: 600px; margin: 0 auto; padding: 24px 16px;
  font-family: Arial, Helvetica, sans-serif; font-size: {size}px; line-height: 1.5; }}
p, ul, ol {{ margin: 0 0 {size}px; }}
h1, h2, h3 {{ margin: 0 0 {size}px; line-height: 1.25; font-size: {heading}px; }}
a {{ color: #1d70b8; text-decoration: underline; }}
hr {{ border: 0; border-top: 1px solid #b1b4b6; margin: 24px 0; }}
"""
_FRAME = (
    '<!DOCTYPE html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>{subject}</title>'
    '<style>{style}</style></head><body><div class="page">\n{body}</div></body></html>'
)
_MARKUP = re.compile(r"\*\*|__|\]\(|`")
_NORMAL, _LARGE = 17, 24


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who the mails come from. `sender` and `reply_to` are addresses, with or without a name."""

    institution: str
    sender: str
    reply_to: str | None = None


def compose(
    subject: str, body: str, language: str, letterhead: Letterhead, large_print: bool = False
) -> Draft:
    """Return the draft of a wording: subject and Markdown with placeholders, in `language`.

    The footer's links are the placeholders ``{preferences_link}``, whose value every member has.
    Raises WordingError.
    """
    heading = parse_pattern(" ".join(subject.split()), language)
    pattern = parse_pattern(f"{body.strip()}\n\n{_make_footer(letterhead, language)}", language)
    for node in pattern.nodes:
        _refuse_markup(node)
    nodes = (*pattern.nodes, *heading.nodes)
    token = _make_token(pattern)
    title = escape(_mark(heading.nodes, token, len(pattern.nodes)))
    content, plain = _render(_mark(pattern.nodes, token, 0), token)
    page = _lay_out(content, title, language, large_print)
    marks = re.compile(rf"{token}x(\d+)x")
    return Draft(
        letterhead.sender,
        letterhead.reply_to,
        heading,
        _unmark(plain, marks, nodes),
        cut(page, marks, [map_text(node, escape) for node in nodes], language),
        Encoded.for_text(plain),
    )


def read_body(body: str, language: str) -> tuple[Node, ...]:
    """Return a wording's Markdown as text without markup, its placeholders still in place.

    Raises WordingError.
    """
    pattern = parse_pattern(body, language)
    token = _make_token(pattern)
    _, plain = _render(_mark(pattern.nodes, token, 0), token)
    return _unmark(plain, re.compile(rf"{token}x(\d+)x"), pattern.nodes)


def _make_token(pattern: Pattern) -> str:
    return "q" + hashlib.sha256(pattern.source.encode()).hexdigest()[:16]


def _unmark(plain: str, marks: re.Pattern[str], nodes: Sequence[Node]) -> tuple[Node, ...]:
    parts = enumerate(marks.split(plain))
    return tuple(nodes[int(part)] if index % 2 else part for index, part in parts)


def _render(source: str, token: str) -> tuple[str, str]:
    """Return the HTML and the plain text of Markdown in which tokens stand for placeholders."""
    parser = BodyParser(re.compile(rf"{token}x\d+x"))
    tokens = parser.parse(source)
    return parser.renderer.render(tokens, parser.options, {}), render_plain(tokens)


def _mark(nodes: tuple[Node, ...], token: str, start: int) -> str:
    return "".join(
        node if isinstance(node, str) else f"{token}x{number}x"
        for number, node in enumerate(nodes, start)
    )


def _lay_out(body: str, subject: str, language: str, large_print: bool) -> str:
    size = _LARGE if large_print else _NORMAL
    page = _FRAME.format(
        language=language,
        direction="rtl" if locales.is_rtl(language) else "ltr",
        subject=subject,
        style=_STYLE.format(size=size, heading=size + 5),
        body=body,
    )
    return css_inline.inline(page, load_remote_stylesheets=False)


def _make_footer(letterhead: Letterhead, language: str) -> str:
    label = locales.translations(language).gettext("Choose how we write to you")
    name = re.sub(r"([\\`*_\[\]<>#])", r"\\\1", letterhead.institution).replace("'", "''")
    return f"---\n\n{name}\n\n[{label.replace(chr(39), chr(39) * 2)}]({{preferences_link}})"


def _refuse_markup(node: Node) -> None:
    """Options of a plural are put into finished HTML, where stars would stay stars."""
    if isinstance(node, str):
        return

    def refuse(text: str) -> str:
        if _MARKUP.search(text):
            raise WordingError("put ** and links around {…, plural, …}, not into its options")
        return text

    map_text(node, refuse)
