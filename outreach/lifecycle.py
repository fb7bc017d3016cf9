"""Stages of life: where members are in theirs, by rules in a file that institutions edit.

The rules are those of segments, evaluated as of a date; a member may be in several stages.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from outreach.errors import SegmentError, StageError
from outreach.segments import Context, Rule, compile_rule, count_members, parse_rule
from outreach.segments.audience import COUNTED
from outreach.segments.rules import All, Any_, Comparison, InCampaign, InStage, Not, dump_rule, walk
from outreach.tables import members

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LARGEST_FILE = 1_000_000


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage by the `name` that rules use, its `title` for people, and who is in it."""

    name: str
    title: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule of a stage, whether it holds for a member, and how far inside it stands."""

    text: str
    holds: bool
    depth: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """Whether a member is in a stage, and why."""

    stage: Stage
    holds: bool
    reasons: tuple[Reason, ...]


_GONE = Reason("alive, not closed, and no mere representative", False, 0)


def load_stages(path: Path | None = None) -> dict[str, Stage]:
    """Return the stages of a TOML file by name, or the starter set. Raises StageError."""
    try:
        content = path.read_bytes() if path else read_starter()
        data = tomllib.loads(content[: _LARGEST_FILE + 1].decode())
    except OSError as error:
        raise StageError(f"{path} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StageError(f"{path} is no TOML: {error}") from None
    if not data:
        raise StageError(f"{path} holds no stage")
    return {name: _parse_stage(name, facts) for name, facts in data.items()}


def read_starter() -> bytes:
    """Return the TOML file of the starter set."""
    return (files("outreach.starter") / "stages.toml").read_bytes()


def _parse_stage(name: str, facts: Any) -> Stage:
    if not _NAME.fullmatch(name):
        raise StageError(f"[{name}]: a stage's name has small letters, digits and _")
    if not isinstance(facts, Mapping) or set(facts) != {"title", "rule"}:
        raise StageError(f"[{name}] needs a title and a rule, and nothing else")
    try:
        rule = parse_rule(facts["rule"])
    except SegmentError as error:
        raise StageError(f"[{name}] {error}") from None
    if rule is None:
        raise StageError(f"[{name}] has an empty rule, which nobody fulfils")
    if any(isinstance(each, InStage | InCampaign) for each in walk(rule)):
        raise StageError(f"[{name}]: a stage's rule names no other stage and no campaign")
    return Stage(name, str(facts["title"]), rule)


def make_context(stages: Mapping[str, Stage], as_of: date) -> Context:
    """Return the context in which segments may name these stages."""
    return Context(as_of, {name: stage.rule for name, stage in stages.items()})


def count_stages(
    connection: sa.Connection, stages: Mapping[str, Stage], as_of: date
) -> dict[str, int]:
    """Return how many members are in each stage."""
    context = make_context(stages, as_of)
    # A count a stage: in one pass, PostgreSQL would look every event up for every member.
    return {name: count_members(connection, stage.rule, context) for name, stage in stages.items()}


def explain_stages(
    connection: sa.Connection, reference: str, stages: Mapping[str, Stage], as_of: date
) -> list[Explanation]:
    """Return for each stage whether the member of that reference is in it, rule by rule.

    The database answers, by the very conditions that choose members. Raises StageError where
    there is no such member.
    """
    context = make_context(stages, as_of)
    rules = [(stage, list(_walk_deep(stage.rule))) for stage in stages.values()]
    conditions = [compile_rule(rule, context) for _, inner in rules for rule, _ in inner]
    columns = [each.label(f"c{index}") for index, each in enumerate([COUNTED, *conditions])]
    row = connection.execute(sa.select(*columns).where(members.c.reference == reference)).first()
    if row is None:
        raise StageError(f"there is no member with the reference {reference!r}")
    answers = map(bool, row)
    counted = next(answers)
    explanations = []
    for stage, inner in rules:
        reasons = tuple(Reason(_say(rule), next(answers), depth) for rule, depth in inner)
        holds = counted and reasons[0].holds
        explanations.append(Explanation(stage, holds, reasons if counted else (_GONE, *reasons)))
    return explanations


def _walk_deep(rule: Rule, depth: int = 0) -> Iterator[tuple[Rule, int]]:
    yield rule, depth
    match rule:
        case All() | Any_():
            for each in rule.rules:
                yield from _walk_deep(each, depth + 1)
        case Not():
            yield from _walk_deep(rule.rule, depth + 1)


def _say(rule: Rule) -> str:
    match rule:
        case All():
            return "all of"
        case Any_():
            return "any of"
        case Not():
            return "not"
        case Comparison():
            value = "" if rule.value is None else json.dumps(rule.value, default=str)
            return f"{rule.field} {rule.op} {value}".rstrip()
    return ", ".join(f"{key} {value}" for key, value in dump_rule(rule).items())
