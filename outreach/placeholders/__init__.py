"""Placeholders: ``{name}`` in a wording, in the syntax of ICU MessageFormat.

``{pension, amount}``, ``{born, date, long}``, ``{count, plural, one {# day} other {# days}}``,
``{sex, select, female {she} other {they}}``. Parsed by pyicumessageformat, formatted by Babel in
the member's locale. Nothing in a wording is executed: a name is a plain key, and a style is one
word of a fixed list.
"""

from outreach.placeholders.amounts import Amount
from outreach.placeholders.formats import Value, find_format_locale
from outreach.placeholders.nodes import Kind, Node
from outreach.placeholders.parsing import parse_pattern
from outreach.placeholders.pattern import Pattern

__all__ = [
    "Amount",
    "Kind",
    "Node",
    "Pattern",
    "Value",
    "find_format_locale",
    "parse_pattern",
]
