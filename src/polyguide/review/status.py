# SPDX-License-Identifier: Apache-2.0
"""How far each language is: its messages by state, its pages by outcome, and why each page stands as it does."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from polyguide.catalog.state import State
from polyguide.config import Site
from polyguide.review.finding import Severity
from polyguide.review.gate import Decision, Outcome, review_site
from polyguide.text.pages import SITE_TEXTS

_WIDTH = 160  # room for the table; lines end where their text ends
_NAMED_PAGES = 3


@dataclass(frozen=True)
class LanguageStatus:
    """One language.

    ``messages``  how many messages of all pages are in each state; one that stands on two pages counts twice
    ``pages``     how many pages have each outcome
    ``findings``  how many findings of each severity its catalogs have
    """

    code: str
    name: str
    messages: Mapping[State, int]
    pages: Mapping[Outcome, int]
    findings: Mapping[Severity, int]


@dataclass(frozen=True)
class SiteStatus:
    """All languages of a site on the day ``as_of``, with the gate's decisions behind the counts."""

    as_of: date
    languages: tuple[LanguageStatus, ...]
    decisions: tuple[Decision, ...]

    def as_text(self, *, colour: bool = False) -> str:
        """A table of the languages, then for each language why its pages stand as they do.

        ``colour`` adds terminal escapes.
        """
        stream = io.StringIO()
        console = Console(
            file=stream, force_terminal=colour, no_color=not colour, width=_WIDTH, highlight=False, emoji=False
        )
        console.print(_table(self))
        for language in self.languages:
            console.print(Text(f"{language.name} ({language.code})", style="bold"))
            for line in _reasons(decision for decision in self.decisions if decision.language == language.code):
                console.print(Text(f"  {line}"), soft_wrap=True)
        return "\n".join(line.rstrip() for line in stream.getvalue().rstrip("\n").split("\n"))

    def as_json(self) -> str:
        """The same as JSON: an object with ``as_of``, ``languages`` and ``pages``."""
        languages = [
            {
                "language": language.code,
                "messages": {state.value: language.messages.get(state, 0) for state in State},
                "pages": {outcome.value: language.pages.get(outcome, 0) for outcome in Outcome},
                "findings": {severity.value: language.findings.get(severity, 0) for severity in Severity},
            }
            for language in self.languages
        ]
        pages = [
            {
                "page": decision.page,
                "language": decision.language,
                "outcome": decision.outcome.value,
                "reason": decision.reason,
                "messages": {state.value: decision.states.get(state, 0) for state in State},
            }
            for decision in self.decisions
        ]
        data = {"as_of": self.as_of.isoformat(), "languages": languages, "pages": pages}
        return json.dumps(data, ensure_ascii=False, indent=2)


def site_status(site: Site, *, as_of: date, languages: Sequence[str] | None = None) -> SiteStatus:
    """Read the whole site and count. ``languages`` are codes (default: all).

    Raises UserMistake with everything that cannot be read.
    """
    review = review_site(site, as_of=as_of, languages=languages)
    decisions = tuple(review.decisions.values())
    targets = site.targets if languages is None else tuple(map(site.target, languages))
    return SiteStatus(
        as_of=as_of,
        languages=tuple(
            LanguageStatus(
                code=target.code,
                name=target.language.english,
                messages=_messages(decision for decision in decisions if decision.language == target.code),
                pages=Counter(
                    decision.outcome
                    for decision in decisions
                    if decision.language == target.code and decision.page != SITE_TEXTS
                ),
                findings=Counter(
                    finding.severity for finding in review.findings if finding.language == target.code
                ),
            )
            for target in targets
        ),
        decisions=decisions,
    )


def _messages(decisions: Iterable[Decision]) -> Counter[State]:
    total: Counter[State] = Counter()
    for decision in decisions:
        total.update(decision.states)
    return total


def _table(status: SiteStatus) -> Table:
    table = Table(
        title=f"Translations on {status.as_of}", title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1)
    )
    table.add_column("\nlanguage", no_wrap=True)
    for group, headings in (
        ("texts", [state.value for state in State]),
        ("pages", [outcome.value for outcome in Outcome]),
        ("findings", ["errors", "warnings"]),
    ):
        for number, heading in enumerate(headings):
            table.add_column(f"{'' if number else group}\n{heading}", justify="right", no_wrap=True)
    for language in status.languages:
        table.add_row(
            language.code,
            *(str(language.messages.get(state, 0)) for state in State),
            *(str(language.pages.get(outcome, 0)) for outcome in Outcome),
            str(language.findings.get(Severity.ERROR, 0)),
            str(language.findings.get(Severity.WARNING, 0)),
        )
    return table


def _reasons(decisions: Iterable[Decision]) -> list[str]:
    """A line for each page; many pages that stand as they do for the same reason share one."""
    groups: dict[tuple[Outcome, str], list[str]] = {}
    for decision in decisions:
        groups.setdefault((decision.outcome, decision.reason), []).append(decision.page)
    lines = []
    for (outcome, reason), pages in groups.items():
        names = [f"{len(pages)} pages"] if len(pages) > _NAMED_PAGES else pages
        lines += [f"{outcome.value:9} {name}: {reason}" for name in names]
    return lines
