# SPDX-License-Identifier: Apache-2.0
"""The checks, in the order in which they run. A check is a function from one translation to its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from polyguide.catalog.glossary import Term, load_glossary
from polyguide.catalog.po import Catalog, Entry
from polyguide.catalog.sections import catalog_path
from polyguide.config import Site, Target
from polyguide.review.checks.base import Context, Subject
from polyguide.review.checks.figures import figures
from polyguide.review.checks.structure import structure
from polyguide.review.checks.wording import wording
from polyguide.review.finding import Finding
from polyguide.text.fingerprint import Fingerprinter
from polyguide.text.pages import usable_extensions

Check = Callable[[Subject], Iterable[Finding]]

CHECKS: Mapping[str, Check] = {"structure": structure, "figures": figures, "wording": wording}


def check_entry(entry: Entry, *, target: Target, context: Context) -> list[Finding]:
    """Findings about one entry, the gravest check first; none for an obsolete or an empty one.

    A text that is not even shaped like a translation is not read any further.
    """
    if entry.obsolete or not entry.msgid or not entry.msgstr.strip():
        return []
    subject = Subject(entry, target, context)
    found: list[Finding] = []
    for check in CHECKS.values():
        found += check(subject)
        if any(finding.check == "structure.shape" for finding in found):
            break
    return found


def check_catalogs(site: Site, language: str, catalogs: Mapping[str, Catalog]) -> list[Finding]:
    """Findings about a language's catalogs by section, in file order. Drafts are checked too, so that a
    mistake surfaces before somebody approves it.

    Raises UserMistake when the language is none of the site's, or its glossary is broken.
    """
    target = site.target(language)
    contexts = SiteChecks(site)
    return [
        finding for section in sorted(catalogs) for finding in contexts.catalog(target, section, catalogs[section])
    ]


class SiteChecks:
    """The checks of one site: renders each msgid once, however many languages there are."""

    def __init__(self, site: Site) -> None:
        self._site = site
        with usable_extensions(site):
            self._inline = Fingerprinter(site.markdown_extensions, site.extension_configs).inline
        self._inline_source = lru_cache(maxsize=None)(self._inline)
        self._terms: dict[str, tuple[Term, ...]] = {}

    def catalog(self, target: Target, section: str, catalog: Catalog) -> list[Finding]:
        """Findings about one catalog, in file order."""
        context = self.context(target, section)
        return [
            finding for entry in catalog.live() for finding in check_entry(entry, target=target, context=context)
        ]

    def context(self, target: Target, section: str) -> Context:
        """What ``check_entry`` needs for entries of this catalog."""
        if target.code not in self._terms:
            self._terms[target.code] = self._glossary(target)
        return Context(
            file=self._site.relative(catalog_path(self._site, target.code, section)),
            source=self._site.source,
            inline=self._inline,
            inline_source=self._inline_source,
            terms=self._terms[target.code],
        )

    def _glossary(self, target: Target) -> tuple[Term, ...]:
        if target.glossary is None:
            return ()
        name = self._site.relative(target.glossary)
        return load_glossary(target.glossary, shown_as=name, language=target.code)
