"""What a check finds: a rule that a page breaks, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding keeps from a listener.

    A problem leaves somebody without an answer or a word; a warning is likely to; a notice is
    for whoever runs the service.
    """

    PROBLEM = "problem"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a page breaks a rule.

    `rule` is a stable name, `where` a CSS selector, `text` what stands there, `meaning` what it
    does to a listener, and `advice` what to change.
    """

    rule: str
    severity: Severity
    where: str
    text: str
    meaning: str
    advice: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What is asked of every page: its stable name, why it matters to a listener, what to do."""

    name: str
    severity: Severity
    meaning: str
    advice: str

    def broken(self, where: str, text: str = "") -> Finding:
        """Return the finding that the rule is broken at a place."""
        return Finding(self.name, self.severity, where, text, self.meaning, self.advice)


def problem(name: str, meaning: str, advice: str) -> Rule:
    """Return a rule that must not be broken."""
    return Rule(name, Severity.PROBLEM, meaning, advice)


def warning(name: str, meaning: str, advice: str) -> Rule:
    """Return a rule that somebody should look at when it seems to be broken."""
    return Rule(name, Severity.WARNING, meaning, advice)
