# SPDX-License-Identifier: Apache-2.0
"""Findings for people (grouped by file) and for programs (JSON)."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from polyguide.review.finding import Finding, Severity, shortened

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_PLAIN_WIDTH = 110


def as_text(findings: Iterable[Finding], *, colour: bool = False, width: int = _PLAIN_WIDTH) -> str:
    """Findings grouped by file, each with its line, what differs and how to mend it; then how many there are.

    ``colour`` adds terminal escapes, ``width`` is the number of columns to wrap at.
    """
    ordered = sorted(findings, key=lambda finding: (finding.file, finding.line, finding.check))
    stream = io.StringIO()
    console = Console(
        file=stream, force_terminal=colour, no_color=not colour, width=width, highlight=False, emoji=False
    )
    for file, group in groupby(ordered, key=lambda finding: finding.file):
        console.print(Text(file, style="bold"))
        for finding in group:
            console.print(_finding(finding))
        console.print()
    console.print(_total(ordered))
    return stream.getvalue().rstrip("\n")


def as_json(findings: Iterable[Finding]) -> str:
    """A JSON list of ``Finding.as_dict``, in the order given."""
    return json.dumps([finding.as_dict() for finding in findings], ensure_ascii=False, indent=2)


def _finding(finding: Finding) -> Text:
    text = Text(f"  {finding.line:>5}  ")
    text.append(f"{finding.severity:<7}", style=_STYLES[finding.severity])
    text.append(f"  [{finding.language}] {finding.check}  {finding.message}")
    if finding.security:
        text.append("\n         Security: stops the build.", style="bold red")
    text.append(f"\n         “{shortened(finding.msgid, 90)}”", style="dim")
    if finding.hint:
        text.append(f"\n         → {finding.hint}")
    return text


def _total(findings: Sequence[Finding]) -> str:
    """A line such as "2 errors, 1 warning in 2 files"."""
    if not findings:
        return "No findings."
    counts = Counter(finding.severity for finding in findings)
    parts = [_counted(counts[severity], severity.value) for severity in Severity if counts[severity]]
    return f"{', '.join(parts)} in {_counted(len({finding.file for finding in findings}), 'file')}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 or noun == "info" else "s")
