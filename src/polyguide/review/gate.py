# SPDX-License-Identifier: Apache-2.0
"""The publishing gate: which pages are shown in which language, and why.

Decided for each page and language alone, so one bad page never holds back another. A text that could harm
a visitor is another matter: ``decide_site`` refuses to decide at all while one would be shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from polyguide.catalog.po import Catalog, Key
from polyguide.catalog.sections import all_catalogs
from polyguide.catalog.state import State
from polyguide.config import Site, Target
from polyguide.errors import Problem, UserMistake, noted
from polyguide.review.checks import SiteChecks
from polyguide.review.finding import Finding
from polyguide.review.verdict import Verdict, judge, may_be_shown
from polyguide.text.messages import Message
from polyguide.text.pages import SITE_TEXTS, page_messages, section_of, site_messages, source_pages


class Outcome(Enum):
    """What stands at the address of a page in a language."""

    REVIEWED = "reviewed"
    """The translation, reviewed by people."""

    DRAFT = "draft"
    """The translation with drafts nobody reviewed, and a notice that says so."""

    UPDATING = "updating"
    """The translation of an earlier source whose facts are the same, and a notice that says so."""

    FALLBACK = "fallback"
    """The source page, marked as such."""


@dataclass(frozen=True)
class Decision:
    """What the gate decided about a page in a language.

    ``page``        name of the page, such as "docs/guides/x.md", or SITE_TEXTS
    ``reason``      one sentence for people, with counts
    ``states``      how many of the page's messages are in each state
    ``texts``       what may be shown: (context, msgid) -> translation; empty on FALLBACK
    ``unreviewed``  how many of these texts no person has reviewed
    """

    page: str
    language: str
    outcome: Outcome
    reason: str
    states: Mapping[State, int]
    texts: Mapping[Key, str]
    unreviewed: int = 0


@dataclass(frozen=True)
class Review:
    """All that is known about a site's translations on a day.

    ``decisions``          (page name, language code) -> decision, in the order of languages and pages
    ``findings``           of all catalogs, drafts included
    ``security_findings``  those in texts that would be shown; with one of them nothing may be built
    ``catalogs``           language code -> section -> catalog, as they were read
    """

    decisions: Mapping[tuple[str, str], Decision]
    findings: tuple[Finding, ...]
    security_findings: tuple[Finding, ...]
    catalogs: Mapping[str, Mapping[str, Catalog]]

    def refuse_dangers(self) -> None:
        """Raise UserMistake with every text that would be shown and could harm a visitor."""
        if self.security_findings:
            raise UserMistake(
                Problem(found.file, found.line, f"{found.check}: {found.message}", found.hint, found.language)
                for found in self.security_findings
            )


def decide_site(
    site: Site, *, as_of: date, languages: Sequence[str] | None = None
) -> dict[tuple[str, str], Decision]:
    """Decide about every page and language, and about SITE_TEXTS in every language.

    ``as_of`` is the day that grace periods are counted to; ``languages`` are codes (default: all). Raises
    UserMistake with the problems of all pages, catalogs and glossaries, or with every text that would be
    shown and could harm a visitor.
    """
    review = review_site(site, as_of=as_of, languages=languages)
    review.refuse_dangers()
    return dict(review.decisions)


def review_site(site: Site, *, as_of: date, languages: Sequence[str] | None = None) -> Review:
    """Check all catalogs and decide about all pages, as ``decide_site`` does, without refusing anything.

    Raises UserMistake only for what cannot be read.
    """
    targets = site.targets if languages is None else tuple(map(site.target, languages))
    pages, catalogs = _read(site, targets)
    checks = SiteChecks(site)
    decisions: dict[tuple[str, str], Decision] = {}
    findings: list[Finding] = []
    dangers: list[Finding] = []
    for target in targets:
        found = {section: checks.catalog(target, section, item) for section, item in catalogs[target.code].items()}
        for section, catalog in catalogs[target.code].items():
            findings += found[section]
            dangers += _dangers(target, catalog, found[section])
        for name, messages in pages.items():
            section = section_of(site, name)
            decisions[name, target.code] = decide_page(
                site,
                target,
                name,
                messages,
                catalogs[target.code].get(section),
                found.get(section, ()),
                as_of=as_of,
            )
    return Review(decisions, tuple(findings), tuple(dangers), catalogs)


def decide_page(
    site: Site,
    target: Target,
    page_name: str,
    messages: Iterable[Message],
    catalog: Catalog | None,
    findings: Iterable[Finding],
    *,
    as_of: date,
) -> Decision:
    """Decide about one page in one language.

    ``messages`` are the page's, ``catalog`` is the one of the page's section (None when there is none yet),
    ``findings`` are those of that catalog. For SITE_TEXTS each text stands for itself; it falls
    back when none can be shown. A page without words is the same in every language.
    """
    keys = dict.fromkeys((message.context, message.msgid) for message in messages)
    entries = catalog.by_key() if catalog else {}
    errors = _errors(findings)
    verdicts = {
        key: judge(entries.get(key), target, errors, site.source.code, as_of)
        for key in keys
        if _has_letters(key[1])
    }
    states = Counter(verdict.state for verdict in verdicts.values())
    texts = {key: verdict.text for key, verdict in verdicts.items() if verdict.text is not None}
    decision = Decision(
        page=page_name,
        language=target.code,
        outcome=_outcome(verdict for verdict in verdicts.values() if verdict.text is not None),
        reason="",
        states=dict(states),
        texts=texts,
        unreviewed=sum(not verdict.reviewed for verdict in verdicts.values() if verdict.text is not None),
    )
    reasons = [] if page_name == SITE_TEXTS else _against(target, catalog, list(verdicts.values()))
    if reasons:
        return replace(
            decision, outcome=Outcome.FALLBACK, reason=_sentence("; ".join(reasons)), texts={}, unreviewed=0
        )
    if page_name == SITE_TEXTS and verdicts and not texts:
        decision = replace(decision, outcome=Outcome.FALLBACK)
    return replace(decision, reason=_in_favour(decision, list(verdicts.values()), site))


def _read(site: Site, targets: Sequence[Target]) -> tuple[dict[str, list[Message]], dict[str, dict[str, Catalog]]]:
    """Messages by page name and catalogs by language, or all problems of both at once."""
    problems: list[Problem] = []
    pages: dict[str, list[Message]] = {}
    catalogs: dict[str, dict[str, Catalog]] = {}
    for page in source_pages(site):
        with noted(problems):
            pages[page.name] = page_messages(site, page)
    with noted(problems):
        pages[SITE_TEXTS] = site_messages(site)
    with noted(problems):
        catalogs = all_catalogs(site, [target.code for target in targets])
    if problems:
        raise UserMistake(problems)
    return pages, catalogs


def _dangers(target: Target, catalog: Catalog, findings: Sequence[Finding]) -> list[Finding]:
    """Security findings about entries whose state lets them be shown."""
    shown = {entry.line for entry in catalog.live() if may_be_shown(entry, target)}
    return [finding for finding in findings if finding.security and finding.line in shown]


def _errors(findings: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    errors: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.severity.holds_back():
            errors[finding.msgid].append(finding)
    return errors


def _has_letters(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _outcome(shown: Iterable[Verdict]) -> Outcome:
    verdicts = list(shown)
    if any(verdict.state is State.STALE for verdict in verdicts):
        return Outcome.UPDATING
    return Outcome.REVIEWED if all(verdict.reviewed for verdict in verdicts) else Outcome.DRAFT


def _against(target: Target, catalog: Catalog | None, verdicts: list[Verdict]) -> list[str]:
    """Why the page must fall back; empty when it need not."""
    if not verdicts:
        return []
    if catalog is None:
        return ["not translated yet"]
    total, reasons = len(verdicts), []
    unshown = Counter(verdict.state for verdict in verdicts if verdict.text is None and not verdict.obstacle)
    if unshown[State.MISSING] == total:
        return ["not translated yet"]
    if sum(unshown.values()) * 100 > target.max_untranslated * total:
        reasons += [
            f"{unshown[state]} of {total} messages {words}" for state, words in _UNSHOWN.items() if unshown[state]
        ]
        if target.max_untranslated:
            reasons[-1] += f" ({target.max_untranslated:g} % may stay in the source language)"
    obstacles = [verdict.obstacle for verdict in verdicts if verdict.obstacle]
    reasons += obstacles[:2]
    if len(obstacles) > 2:
        reasons.append(f"and {len(obstacles) - 2} more such messages")
    return reasons


_UNSHOWN = {
    State.MISSING: "are not translated",
    State.DRAFT: "are not reviewed",
    State.STALE: "are out of date and were not reviewed",
    State.REJECTED: "were rejected",
}


def _in_favour(decision: Decision, verdicts: list[Verdict], site: Site) -> str:
    """What is shown, in one sentence."""
    total, shown = len(verdicts), len(decision.texts)
    if not total:
        return "There is nothing to translate."
    parts = []
    stale = [verdict.stands_until for verdict in verdicts if verdict.text is not None and verdict.stands_until]
    if stale:
        parts.append(
            f"{len(stale)} of {total} messages changed in words only, the old text stands until {min(stale)}"
        )
    if decision.unreviewed:
        parts.append(f"{decision.unreviewed} of {total} messages are drafts that nobody reviewed")
    if not parts:
        parts.append(
            f"all {total} messages are reviewed" if shown == total else f"{shown} of {total} messages are reviewed"
        )
    if shown < total:
        stay = "stays" if total - shown == 1 else "stay"
        parts.append(f"{total - shown} {stay} in {site.source.english}")
    return _sentence("; ".join(parts))


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith(".") else text + "."
