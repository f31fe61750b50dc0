# SPDX-License-Identifier: Apache-2.0
"""A site on disk with catalogs, ready to be translated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from polyguide.catalog.po import Entry, write_catalog
from polyguide.catalog.sections import catalog_path, load_catalogs
from polyguide.catalog.update import update_catalogs
from polyguide.config import Site, load_site

TODAY = date(2026, 11, 24)
EXTENSIONS = (
    "tables",
    "footnotes",
    "attr_list",
    "admonition",
    "pymdownx.betterem",
    "pymdownx.keys",
    "pymdownx.tilde",
    "pymdownx.caret",
    "pymdownx.mark",
    "pymdownx.emoji",
)
GUIDE = """\
---
title: Residence permit
description: How to get a residence permit.
---
# Residence permit

Apply within [30 days](visa.md) of entry. The fee is **CNY 800**.

- Bring form `JW201`.
- Call 12345.

| Item | Fee |
|---|---|
| Permit for one year | CNY 400 |
"""


def make_site(root: Path, engines: Mapping[str, str], guide: str = GUIDE) -> Site:
    """Write and load a site with one guide; ``engines`` maps languages to lists such as "[firefox]"."""
    (root / "docs" / "guides").mkdir(parents=True, exist_ok=True)
    (root / "docs" / "guides" / "permit.md").write_text(guide, encoding="utf-8")
    (root / "locales").mkdir(exist_ok=True)
    languages = "".join(f"        - {{locale: {code}}}\n" for code in engines)
    extensions = "".join(f"  - {name}\n" for name in EXTENSIONS)
    (root / "mkdocs.yml").write_text(
        "site_name: Sample\nplugins:\n  - i18n:\n      languages:\n        - {locale: en, default: true}\n"
        f"{languages}markdown_extensions:\n{extensions}",
        encoding="utf-8",
    )
    chains = "".join(f"  {code}: {{engines: {chain}}}\n" for code, chain in engines.items())
    (root / "locales" / "locales.yml").write_text(f"languages:\n{chains}", encoding="utf-8")
    site = load_site(root / "mkdocs.yml")
    update_catalogs(site, today=TODAY)
    return site


def entries(site: Site, code: str) -> dict[str, Entry]:
    """All live entries of a language by msgid."""
    return {entry.msgid: entry for catalog in load_catalogs(site, code).values() for entry in catalog.live()}


def edit(site: Site, code: str, msgid: str, **changes: object) -> None:
    """Change one entry in its file, as a translator would."""
    for section, catalog in load_catalogs(site, code).items():
        changed = tuple(
            replace(entry, **changes) if entry.msgid == msgid else entry  # type: ignore[arg-type]
            for entry in catalog.entries
        )
        write_catalog(catalog_path(site, code, section), replace(catalog, entries=changed))


def files_of(site: Site) -> dict[str, tuple[bytes, int]]:
    """Content and time stamp of every file below locales/."""
    return {
        str(path): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(site.locales_dir.rglob("*"))
        if path.is_file()
    }
