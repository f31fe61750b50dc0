# SPDX-License-Identifier: Apache-2.0
"""All mistakes of a site at once: whoever has mended one file wants no second surprise from another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from polyguide.catalog.glossary import load_glossary
from polyguide.catalog.sections import load_catalogs
from polyguide.config import Site
from polyguide.errors import Problem, UserMistake, noted
from polyguide.files import read_text
from polyguide.text.pages import Page, page_messages, site_messages, source_pages


def mistakes_of(site: Site) -> list[Problem]:
    """What cannot be read in a site's pages, navigation, catalogs and glossaries."""
    problems: list[Problem] = []

    pages: tuple[Page, ...] = ()
    with noted(problems):
        pages = source_pages(site)
    for page in pages:
        with noted(problems):
            page_messages(site, page)
    with noted(problems):
        check_navigation(site)
    for target in site.targets:
        with noted(problems):
            load_catalogs(site, target.code)
        if target.glossary:
            with noted(problems):
                load_glossary(target.glossary, shown_as=site.relative(target.glossary), language=target.code)
    return problems


def check_navigation(site: Site) -> None:
    """Raise UserMistake for each page that the navigation names and that does not exist.

    MkDocs only warns, and publishes a link that leads nowhere; a navigation that holds itself it cannot read.
    """
    site_messages(site)
    lines = read_text(site.config_file, shown_as=site.config_file.name).splitlines()
    problems = []
    for path in _nav_files(site.nav):
        if not (site.pages_dir / path.lstrip("/")).is_file():
            line = next((number for number, line in enumerate(lines, 1) if line.rstrip().endswith(path)), 0)
            message = f"the navigation names {path!r}, which does not exist"
            hint = f"create {site.relative(Path(site.pages_dir, path))}, or take it out of 'nav'"
            problems.append(Problem(site.config_file.name, line, message, hint))
    if problems:
        raise UserMistake(problems)


def _nav_files(nav: Any) -> Iterator[str]:
    if isinstance(nav, str) and nav.endswith(".md") and "://" not in nav:
        yield nav
    elif isinstance(nav, list | dict):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _nav_files(item)
