# SPDX-License-Identifier: Apache-2.0
"""Where catalogs lie and how all of a language's are read: one PO file a section and language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from polyguide.catalog.po import Catalog, read_catalog
from polyguide.config import Site
from polyguide.errors import Problem, UserMistake, noted


def template_path(site: Site, section: str) -> Path:
    """``locales/<section>.pot``"""
    return site.locales_dir / f"{section}.pot"


def catalog_path(site: Site, language_code: str, section: str) -> Path:
    """``locales/<code>/LC_MESSAGES/<section>.po``, where Weblate and gettext look for it."""
    return site.locales_dir / language_code / "LC_MESSAGES" / f"{section}.po"


def place_of(site: Site, path: Path) -> tuple[str, str]:
    """The language code and the section of a catalog. Raises UserMistake when the file is none of the site's."""
    for target in site.targets:
        if path == catalog_path(site, target.code, path.stem):
            return target.code, path.stem
    expected = site.relative(catalog_path(site, "<language>", "<section>"))
    message = f"is not a catalog of this site, expected {expected}"
    raise UserMistake(Problem(site.relative(path), 0, message, "check the name and the languages in mkdocs.yml"))


def load_catalogs(site: Site, language_code: str) -> dict[str, Catalog]:
    """Read the catalogs there are for a language, by section, in the sections' order by name.

    Raises UserMistake with the problems of all files.
    """
    problems: list[Problem] = []
    catalogs = {}
    for path in sorted(catalog_path(site, language_code, "_").parent.glob("*.po")):
        with noted(problems):
            catalogs[path.stem] = read_catalog(path, shown_as=site.relative(path), language=language_code)
    if problems:
        raise UserMistake(problems)
    return catalogs


def all_catalogs(site: Site, language_codes: Sequence[str]) -> dict[str, dict[str, Catalog]]:
    """Read the catalogs of several languages. Raises UserMistake with the problems of all of them."""
    problems: list[Problem] = []
    catalogs = {}
    for code in language_codes:
        with noted(problems):
            catalogs[code] = load_catalogs(site, code)
    if problems:
        raise UserMistake(problems)
    return catalogs
