"""Segments: sets of members by rule, as data that staff edit and the database evaluates.

``{"all": [{"field": "age", "op": ">=", "value": 60}, {"not": {"stage": "pensioner"}}]}``. A rule
is validated before it is kept, compiled to SQL for both databases, and never holds anything that
is executed. An empty rule means nobody: whoever means everyone says so.
"""

from outreach.segments.audience import count_members, sample_members, select_members
from outreach.segments.compiling import Context, compile_rule
from outreach.segments.rules import Rule, dump_rule, parse_rule
from outreach.segments.store import (
    check_names,
    find_unheard_of,
    get_segment,
    list_segments,
    save_segment,
)

__all__ = [
    "Context",
    "Rule",
    "check_names",
    "compile_rule",
    "count_members",
    "dump_rule",
    "find_unheard_of",
    "get_segment",
    "list_segments",
    "parse_rule",
    "sample_members",
    "save_segment",
    "select_members",
]
