# SPDX-License-Identifier: Apache-2.0
"""Fill the gaps of all catalogs: reviewed text used again first, then the engines of each language in turn.

Engines are made only for texts that need one, and a language's files are written only when all of its work
is done: an engine that breaks down costs its own language this run, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from polyguide.catalog.glossary import load_glossary
from polyguide.catalog.po import write_catalog
from polyguide.catalog.sections import all_catalogs, catalog_path
from polyguide.catalog.state import State, state_of
from polyguide.config import Site, Target
from polyguide.errors import EngineFailure, Problem, UserMistake, noted
from polyguide.mt.engines.registry import check_engines, derives_from, languages_in_order
from polyguide.mt.language_work import LanguageWork
from polyguide.mt.run import Run
from polyguide.mt.summary import LanguageSummary, TranslationSummary
from polyguide.progress import Reporter, progress


def translate_site(
    site: Site,
    *,
    today: date,
    languages: Sequence[str] | None = None,
    stale: bool = False,
    progress: Reporter = progress,
) -> TranslationSummary:
    """Fill what is missing in the catalogs of ``languages`` (default: all) with machine drafts.

    With ``stale``, outdated machine drafts that nobody edited are made anew too. Drafts are fuzzy and carry
    ``today``. Raises UserMistake, before anything is written, for mistakes in settings, catalogs or glossaries.
    An engine that is missing or breaks down is told in the summary.
    """
    check_engines(site)
    codes = [site.target(code).code for code in languages or [target.code for target in site.targets]]
    ordered = languages_in_order(site, codes)
    origins = {derives_from(spec) for code in ordered for spec in site.target(code).engines} - {""}
    catalogs = all_catalogs(site, sorted({*ordered, *origins}))
    run = Run(site, today, stale, progress, catalogs, _protected_terms(site, ordered))
    try:
        return TranslationSummary(tuple(_translate(run, site.target(code)) for code in ordered))
    finally:
        run.close()


def _protected_terms(site: Site, codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Per language, the glossary's names that are not to be translated; a language may have no glossary."""
    problems: list[Problem] = []
    terms: dict[str, tuple[str, ...]] = {}
    for code in codes:
        terms[code], path = (), site.target(code).glossary
        if path is None:
            continue
        with noted(problems):
            glossary = load_glossary(path, shown_as=site.relative(path), language=code)
            terms[code] = tuple(term.term for term in glossary if term.do_not_translate)
    if problems:
        raise UserMistake(problems)
    return terms


def _translate(run: Run, target: Target) -> LanguageSummary:
    """Translate one language and write its catalogs."""
    work = LanguageWork(run, target)
    summary = work.summary
    try:
        work.do()
    except EngineFailure as error:
        summary = LanguageSummary(target.code, abandoned=str(error))
    else:
        _write(run, work)
    entries = [entry for catalog in run.catalogs[target.code].values() for entry in catalog.live()]
    summary.empty = not entries
    summary.missing = sum(state_of(entry) is State.MISSING for entry in entries)
    return summary


def _write(run: Run, work: LanguageWork) -> None:
    code = work.target.code
    for section, catalog in work.finished().items():
        if catalog != run.catalogs[code][section]:
            path = catalog_path(run.site, code, section)
            if write_catalog(path, catalog):
                work.summary.files.append(run.site.relative(path))
            run.catalogs[code][section] = catalog
