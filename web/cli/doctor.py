"""``outspoken doctor``."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from web.cli.settings import read_settings
from web.doctor import Finding, Grade, examine

_SIGNS = {Grade.WELL: "ok", Grade.WARNED: "WARN", Grade.FAILED: "FAIL"}


@click.command("doctor", epilog="Exit codes: 0 the service can work here, 1 it cannot.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list instead.")
def command(as_json: bool) -> None:
    """Say what works on this machine, and what to do about what does not."""
    findings = []
    for finding in examine(read_settings()):
        findings.append(finding)
        if not as_json:
            click.echo(_line(finding))
    if as_json:
        rows = [asdict(finding) for finding in findings]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2).encode())
    if any(finding.grade == Grade.FAILED for finding in findings):
        raise click.exceptions.Exit(1)


def _line(finding: Finding) -> str:
    line = f"{_SIGNS[finding.grade]:4}  {finding.part}: {finding.detail}"
    return f"{line}\n      -> {finding.advice}" if finding.advice else line
