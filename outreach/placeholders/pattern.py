"""A parsed wording, which is filled with a member's values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from babel import Locale
from babel.numbers import format_decimal

from outreach.errors import MissingValueError, WordingError
from outreach.placeholders.formats import Value, find_format_locale, to_number, write
from outreach.placeholders.nodes import Argument, Count, Kind, Node, Plural, Select

Escape = Callable[[str], str]
"""Makes a value harmless in its medium: ``html.escape`` in a page."""


def _unchanged(text: str) -> str:
    return text


@dataclass(frozen=True)
class Pattern:
    """A wording's text in `language` (BCP 47), and its parts."""

    source: str
    language: str
    nodes: tuple[Node, ...]

    @cached_property
    def placeholders(self) -> Mapping[str, Kind]:
        """What the wording asks of a member, by name; the most exact kind that it names."""
        found: dict[str, Kind] = {}
        for node in _walk(self.nodes):
            if isinstance(node, str | Count):
                continue
            name, kind = node.name, _find_kind(node)
            earlier = found.get(name, Kind.TEXT)
            if Kind.TEXT not in (earlier, kind) and earlier is not kind:
                raise WordingError(f"{{{name}}} stands as {earlier} and as {kind}")
            found[name] = kind if earlier is Kind.TEXT else earlier
        return MappingProxyType(found)

    def find_unworded(self) -> Iterator[tuple[str, list[str]]]:
        """Yield each plural that lacks forms which its language has, with their names.

        ``other`` stands in for them. Forms that no number up to 200 takes are not asked for.
        """
        grammar = find_format_locale(self.language)
        for node in _walk(self.nodes):
            if isinstance(node, Plural) and not node.ordinal:
                counted = (n for n in range(201) if f"={n}" not in node.options)
                lacking = {grammar.plural_form(abs(n - node.offset)) for n in counted}
                if lacking := lacking - node.options.keys():
                    yield node.name, sorted(lacking)

    def render(
        self,
        values: Mapping[str, Value],
        locale: Locale | None = None,
        escape: Escape = _unchanged,
    ) -> str:
        """Return the text with the values in the formats of `locale`, each of them escaped.

        Raises MissingValueError, which names the placeholder and never quotes a value.
        """
        filler = Filler(values, locale or find_format_locale(self.language), self.language, escape)
        return filler.fill(self.nodes)


@dataclass(frozen=True, slots=True)
class Filler:
    """One member's values, in the formats of one locale and the grammar of one language."""

    values: Mapping[str, Value]
    locale: Locale
    language: str
    escape: Escape

    def fill(self, nodes: Iterable[Node]) -> str:
        """Return the text of `nodes`. Raises MissingValueError."""
        return "".join(node if isinstance(node, str) else self._fill(node) for node in nodes)

    def _fill(self, node: Argument | Count | Plural | Select) -> str:
        value = self.values.get(node.name)
        if _is_missing(value):
            raise MissingValueError(node.name, "has no value")
        match node:
            case Argument():
                return self.escape(write(node, value, self.locale))
            case Count():
                number = to_number(node.name, value) - node.offset
                return self.escape(format_decimal(number, locale=self.locale))
            case Plural():
                return self.fill(self._choose(node, value))
            case Select():
                return self.fill(node.options.get(str(value), node.options["other"]))

    def _choose(self, plural: Plural, value: Value) -> tuple[Node, ...]:
        number = Decimal(to_number(plural.name, value))
        exact = plural.options.get(f"={number}")
        if exact is not None:
            return exact
        grammar = find_format_locale(self.language)
        form = grammar.ordinal_form if plural.ordinal else grammar.plural_form
        return plural.options.get(form(abs(number - plural.offset)), plural.options["other"])


def _is_missing(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _find_kind(node: Argument | Plural | Select) -> Kind:
    if isinstance(node, Argument):
        return node.kind
    return Kind.NUMBER if isinstance(node, Plural) else Kind.CHOICE


def _walk(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        if isinstance(node, Plural | Select):
            for option in node.options.values():
                yield from _walk(option)
