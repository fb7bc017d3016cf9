"""Finds what has to be said otherwise than it is written: the detectors, in order of precedence.

All repetition in the rules' expressions is bounded or possessive, so that a hostile text takes
no more than linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from narration.normalization import amounts, calendar, contacts, measures, written
from narration.normalization.boundaries import TAKEN, KindRule
from narration.normalization.grammar import Grammar

Found = tuple[int, int, str]
"""Start, end and spoken form of something in a text."""

_RANGED = frozenset({"date", "time", "amount", "percent", "measure", "ordinal", "own"})
_DASH = re.compile(r"[ \xa0]?[-–—][ \xa0]?|~")


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text, by character offsets, of a kind, and what it is said as."""

    start: int
    end: int
    kind: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Detector:
    """Finds one kind of thing in a text."""

    kind: str
    find: Callable[[str], Iterable[Found]]


@lru_cache(maxsize=256)
def detectors(grammar: Grammar) -> Sequence[Detector]:
    """Return the detectors of a grammar. What an earlier one finds, later ones do not see."""
    own: list[KindRule] = [("own", pattern, say) for pattern, say in grammar.rules()]
    clear = (contacts.rules, calendar.rules)
    early = (amounts.rules, measures.rules, written.rules)
    late = (written.late_rules, amounts.number_rules)
    return (
        *map(_by_expression, own),
        *(_by_expression(rule) for rules in clear for rule in rules(grammar)),
        Detector("telephone", partial(contacts.find_international, grammar)),
        *(_by_expression(rule) for rules in early for rule in rules(grammar)),
        Detector("telephone", partial(contacts.find_telephones, grammar)),
        *(_by_expression(rule) for rules in late for rule in rules(grammar)),
    )


def speak(text: str, grammar: Grammar) -> str:
    """Return a cleaned text with everything that the grammar's detectors find written out."""
    spans: list[Span] = []
    unsaid = list(text)
    for detector in detectors(grammar):
        for start, end, spoken in tuple(detector.find("".join(unsaid))):
            spans.append(Span(start, end, detector.kind, spoken))
            unsaid[start:end] = TAKEN * (end - start)
    spans.sort(key=lambda span: span.start)
    return _assemble(text, _join_ranges(text, spans, grammar), grammar)


def _by_expression(rule: KindRule) -> Detector:
    kind, expression, say = rule
    pattern = re.compile(expression)

    def find(text: str) -> Iterator[Found]:
        for match in pattern.finditer(text):
            spoken = say(match)
            if spoken is not None and TAKEN not in match[0]:
                yield match.start(), match.end(), spoken

    return Detector(kind, find)


def _join_ranges(text: str, spans: Sequence[Span], grammar: Grammar) -> Iterator[Span]:
    """Make one span of two of a kind with a dash between them: nine to seventeen o'clock."""
    waiting: Span | None = None
    for span in spans:
        if waiting is not None and _is_range(text, waiting, span):
            spoken = grammar.span(waiting.spoken, span.spoken)
            waiting = Span(waiting.start, span.end, "range", spoken)
            continue
        if waiting is not None:
            yield waiting
        waiting = span
    if waiting is not None:
        yield waiting


def _is_range(text: str, first: Span, last: Span) -> bool:
    between = text[first.end : last.start]
    return (
        first.kind == last.kind and first.kind in _RANGED and _DASH.fullmatch(between) is not None
    )


def _assemble(text: str, spans: Iterable[Span], grammar: Grammar) -> str:
    parts: list[str] = []
    end = 0
    for span in spans:
        spoken, following = grammar.pronounce(span.spoken), text[span.end :].strip()[:1]
        if spoken.endswith(",") and not following.isalnum():
            spoken = spoken.removesuffix(",")
        parts += [text[end : span.start], spoken]
        end = span.end
        if spoken.endswith(".") and text.startswith(".", end):
            end += 1
        if grammar.joiner and text[end : end + 1].isalnum():
            parts.append(grammar.joiner)
    return "".join([*parts, text[end:]])
