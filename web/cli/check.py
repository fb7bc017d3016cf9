"""``outspoken check``: what a member would hear of a page, and what is wrong with it."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict

import click

from narration.checking import Finding, Report, Severity, check_page
from narration.document import Block
from web.build import build_narrator
from web.cli.pages import read_page
from web.cli.settings import ONE_WORKER, read_settings

_FOUND = 1


@click.command(
    "check",
    epilog="Exit codes: 0 clean, 1 problems (with --strict: or warnings), 2 cannot be read.",
)
@click.argument("page", metavar="URL|FILE|-")
@click.option("--lang", "language", help="BCP 47 tag of what names no language itself.")
@click.option("--strict", is_flag=True, help="Warnings count as problems.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead.")
@click.pass_context
def command(
    context: click.Context, page: str, language: str | None, strict: bool, as_json: bool
) -> None:
    """Print what a member would hear of a page, and what would keep them from understanding it.

    The page is read as it is sent, without its scripts and style sheets.
    """
    source = read_page(page)
    settings = read_settings().model_copy(update=ONE_WORKER)
    with closing(build_narrator(settings)) as narrator:
        report = check_page(source, narrator.catalogue, language)
    said = json.dumps(_as_json(page, report), ensure_ascii=False, indent=2) if as_json else ""
    # In UTF-8, whatever encoding the terminal claims to have.
    click.echo((said or _as_text(report)).encode("utf-8", "replace"))
    counted = report.count(Severity.PROBLEM) + strict * report.count(Severity.WARNING)
    context.exit(_FOUND if counted else 0)


def _as_json(page: str, report: Report) -> dict[str, object]:
    heard = [
        {"kind": block.kind, "lang": block.language, "text": block.text, "private": _private(block)}
        for block in report.heard
    ]
    counts = {severity: report.count(severity) for severity in Severity}
    findings = [asdict(finding) for finding in report.findings]
    return {"page": page, "heard": heard, "findings": findings, "counts": counts}


def _private(block: Block) -> bool:
    """Tell whether a text stays on the premises; it does unless the page says otherwise."""
    return block.private is not False


def _as_text(report: Report) -> str:
    heard = [
        f"  {block.kind:9} {block.language:8} {'private' if _private(block) else 'public':8} "
        f"{block.text}"
        for block in report.heard
    ]
    counts = ", ".join(_count(report, severity) for severity in Severity)
    found = [_lines(finding) for finding in report.findings]
    return "\n".join(["A member hears:", "", *(heard or ["  nothing"]), "", *found, f"{counts}."])


def _lines(finding: Finding) -> str:
    quoted = f"  {finding.text}" if finding.text else ""
    return (
        f"{finding.severity}: {finding.rule}\n"
        f"  at {finding.where}{quoted}\n"
        f"  {finding.meaning}\n"
        f"  {finding.advice}\n"
    )


def _count(report: Report, severity: Severity) -> str:
    number = report.count(severity)
    return f"{number} {severity}" + ("" if number == 1 else "s")
