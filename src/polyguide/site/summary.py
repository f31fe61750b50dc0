# SPDX-License-Identifier: Apache-2.0
"""What a build tells at its end: per language, how many pages stand in which state, and who made the drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from polyguide.catalog.po import Catalog
from polyguide.catalog.state import State, provenance_of, state_of
from polyguide.config import Site
from polyguide.review.gate import Outcome, Review
from polyguide.text.pages import SITE_TEXTS


@dataclass(frozen=True)
class LanguageSummary:
    """Pages of one language by outcome, and machine drafts in its catalogs by engine."""

    code: str
    pages: Mapping[Outcome, int]
    drafts_by_engine: Mapping[str, int]


@dataclass(frozen=True)
class BuildSummary:
    """What was built. ``warnings`` are MkDocs' and its plugins', each once."""

    site_dir: Path
    source_pages: int
    languages: tuple[LanguageSummary, ...]
    warnings: tuple[str, ...] = ()

    def as_text(self) -> str:
        """A table for people, the warnings, and where the site is."""
        rows: list[tuple[str, ...]] = [
            ("", "reviewed", "drafts", "updating", "in source language", "machine drafts by")
        ]
        for language in self.languages:
            counts = (str(language.pages.get(outcome, 0)) for outcome in _ORDER)
            engines = ", ".join(f"{name} ({count})" for name, count in language.drafts_by_engine.items())
            rows.append((language.code, *counts, engines))
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        table = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
        warnings = [f"warning: {text}" for text in self.warnings]
        head = f"{self.source_pages} pages in {len(self.languages) + 1} languages"
        return "\n".join([head, *table, *warnings, f"The site is in {self.site_dir}"])


_ORDER = (Outcome.REVIEWED, Outcome.DRAFT, Outcome.UPDATING, Outcome.FALLBACK)


def summarise(site: Site, review: Review, warnings: tuple[str, ...]) -> BuildSummary:
    """Count what the gate decided and what the catalogs say about their drafts."""
    pages = {page for page, _ in review.decisions if page != SITE_TEXTS}
    languages = tuple(
        LanguageSummary(
            code=target.code,
            pages=Counter(
                decision.outcome
                for (page, code), decision in review.decisions.items()
                if code == target.code and page != SITE_TEXTS
            ),
            drafts_by_engine=_engines(review.catalogs[target.code].values()),
        )
        for target in site.targets
    )
    return BuildSummary(site.site_dir, len(pages), languages, warnings)


def _engines(catalogs: Iterable[Catalog]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for catalog in catalogs:
        for entry in catalog.live():
            provenance = provenance_of(entry)
            if provenance and state_of(entry) is State.DRAFT:
                counts[provenance.engine] += 1
    return dict(sorted(counts.items()))
