"""Checks of a page: what a member would hear of it, and what keeps them from understanding it.

Everything is decided from the HTML as it was sent, without a browser: what scripts and style
sheets change is not seen. No network is used here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from narration.checking import controls, languages, links, pictures, references, sight
from narration.checking.findings import Finding, Severity
from narration.checking.subject import UNKNOWN, Subject
from narration.document import Block
from narration.document.parsing import parse
from narration.document.reader import Reader
from narration.voices import Catalogue

__all__ = ["Finding", "Report", "Severity", "check_page"]

CHECKS: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    languages.check_untold,
    languages.check_tags,
    languages.check_scripts,
    languages.check_voices,
    controls.check_names,
    controls.check_groups,
    links.check_links,
    controls.check_purposes,
    references.check_labels,
    references.check_references,
    pictures.check_images,
    sight.check_sight,
    links.check_vague_links,
)
"""Every check, in the order of its findings."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is heard of a page, in order, and what was found wrong with it."""

    heard: tuple[Block, ...]
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """Return how many findings are as severe as that."""
        return sum(finding.severity is severity for finding in self.findings)


def check_page(source: str, voices: Catalogue, language: str | None = None) -> Report:
    """Return the report on an HTML page or fragment.

    `language` (BCP 47) is that of the parts that do not give one, which is then no problem.
    Raises InputError for nesting deeper than 12,000 elements, and InputTooLongError for a page
    that refers to its labels or headers so often that it grows beyond measure.
    """
    page = parse(source, language or UNKNOWN)
    heard = Reader(page, len(source)).read()
    subject = Subject(page, voices)
    findings = (finding for check in CHECKS for finding in check(subject))
    return Report(tuple(heard), tuple(dict.fromkeys(findings)))
