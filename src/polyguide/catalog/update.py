# SPDX-License-Identifier: Apache-2.0
"""``polyguide extract``: the site's pages → templates and catalogs, all of them or, on a mistake, none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from polyguide.catalog.merge import EXTRACTION_HEADER, Elsewhere, best_entry, merge
from polyguide.catalog.po import Catalog, Entry, Key, read_catalog, write_catalog
from polyguide.catalog.sections import all_catalogs, catalog_path, template_path
from polyguide.catalog.state import State, state_of
from polyguide.catalog.template import template_of
from polyguide.config import Site, Target
from polyguide.errors import Problem, UserMistake, noted
from polyguide.text.messages import Message
from polyguide.text.pages import SITE_TEXTS, Page, page_messages, section_of, site_messages, source_pages

_Sections = dict[str, list[tuple[str, Message]]]


@dataclass(frozen=True)
class LanguageUpdate:
    """What an update did to one language's messages.

    ``new``        messages that the language did not have, and that no text was found for
    ``reused``     messages that came back, or came from another section, with their text as it was
    ``changed``    messages whose source changed: they keep a text, now stale
    ``obsolete``   translated messages that the site no longer uses
    ``unchanged``  all other messages
    """

    new: int = 0
    reused: int = 0
    changed: int = 0
    obsolete: int = 0
    unchanged: int = 0


@dataclass(frozen=True)
class UpdateSummary:
    """What an update did. ``files_written`` are relative to the folder of mkdocs.yml, sorted."""

    pages: int
    messages: int
    languages: Mapping[str, LanguageUpdate]
    files_written: tuple[str, ...]


def update_catalogs(
    site: Site, *, today: date, lines: bool = False, languages: Sequence[str] | None = None
) -> UpdateSummary:
    """Extract all pages and bring templates and catalogs up to date.

    ``today`` dates what changed, ``lines`` puts line numbers into references, ``languages`` are the
    codes of the targets to update (default: all). Everything is read before anything is written: raises
    UserMistake with the problems of all pages and all catalogs, and then nothing has been written.
    """
    problems: list[Problem] = []
    targets: tuple[Target, ...] = site.targets
    old: dict[str, dict[str, Catalog]] = {}
    pages, messages = _messages(site, problems)
    with noted(problems):
        targets = site.targets if languages is None else tuple(map(site.target, languages))
        old = all_catalogs(site, [target.code for target in targets])
    if problems:
        raise UserMistake(problems)
    templates = {
        section: template_of(
            messages.get(section, ()),
            project=site.name,
            today=today,
            lines=lines,
            before=_template_before(site, section),
        )
        for section in _sections(site, messages, old)
    }
    merged = {target.code: _merged(target, old[target.code], templates, today) for target in targets}
    return UpdateSummary(
        pages=pages,
        messages=sum(len(template.entries) for template in templates.values()),
        languages={code: _counts(old[code], catalogs) for code, catalogs in merged.items()},
        files_written=_write(site, templates, merged),
    )


def _messages(site: Site, problems: list[Problem]) -> tuple[int, _Sections]:
    """How many pages there are, and the messages of each section with the names of their pages."""
    sections: _Sections = defaultdict(list)
    pages: tuple[Page, ...] = ()
    with noted(problems):
        pages = source_pages(site)
    with noted(problems):
        sections[section_of(site, SITE_TEXTS)] += [(SITE_TEXTS, message) for message in site_messages(site)]
    for page in pages:
        with noted(problems):
            found = page_messages(site, page)
            sections[section_of(site, page.name)] += [(page.name, message) for message in found]
    return len(pages), sections


def _sections(site: Site, messages: _Sections, old: Mapping[str, Mapping[str, Catalog]]) -> list[str]:
    """The site's sections, and those that were and have no page any more.

    A catalog without our header and without a template is another tool's file and stays as it is.
    """
    ours = {
        section
        for catalogs in old.values()
        for section, catalog in catalogs.items()
        if catalog.header(EXTRACTION_HEADER) or template_path(site, section).exists()
    }
    return sorted(ours | {section for section, found in messages.items() if found})


def _template_before(site: Site, section: str) -> Catalog | None:
    """The template as it is; a broken one counts as none, for it is made anew in any case."""
    path = template_path(site, section)
    try:
        return read_catalog(path) if path.exists() else None
    except UserMistake:
        return None


def _merged(
    target: Target, old: Mapping[str, Catalog], templates: Mapping[str, Catalog], today: date
) -> dict[str, Catalog]:
    """The language's catalogs, each merged with what the others can lend."""
    wanted = {entry.key for template in templates.values() for entry in template.entries}
    exact: dict[Key, Entry] = {}
    for entry in _entries(old.values()):
        best = best_entry(exact.get(entry.key), entry)
        if best and entry.key in wanted:
            exact[entry.key] = best
    removed = {
        section: tuple(entry for entry in catalog.live() if entry.key not in wanted)
        for section, catalog in old.items()
    }
    result = {}
    for section, template in templates.items():
        others = (entry for other, entries in removed.items() if other != section for entry in entries)
        result[section] = merge(
            old.get(section),
            template,
            language=target.language,
            today=today,
            elsewhere=Elsewhere(exact, tuple(others)),
        )
    return result


def _counts(old: Mapping[str, Catalog], new: Mapping[str, Catalog]) -> LanguageUpdate:
    counts = dict.fromkeys(("new", "reused", "changed", "obsolete", "unchanged"), 0)
    known = {entry.key for entry in _entries(old.values()) if entry.has_text}
    for section, catalog in new.items():
        before = old[section].by_key() if section in old else {}
        gone = {entry.key for entry in catalog.entries if entry.obsolete}
        counts["obsolete"] += len(gone & before.keys())
        for entry in catalog.live():
            if entry.key in before:
                counts["unchanged"] += 1
            elif entry.key in known:
                counts["reused"] += 1
            else:
                counts["changed" if state_of(entry) is not State.MISSING else "new"] += 1
    return LanguageUpdate(**counts)


def _entries(catalogs: Iterable[Catalog]) -> Iterable[Entry]:
    return (entry for catalog in catalogs for entry in catalog.entries)


def _write(
    site: Site, templates: Mapping[str, Catalog], merged: Mapping[str, Mapping[str, Catalog]]
) -> tuple[str, ...]:
    files = {template_path(site, section): template for section, template in templates.items()}
    for code, catalogs in merged.items():
        files |= {catalog_path(site, code, section): catalog for section, catalog in catalogs.items()}
    return tuple(sorted(site.relative(path) for path, catalog in files.items() if write_catalog(path, catalog)))
