# SPDX-License-Identifier: Apache-2.0
"""Take translations that were written elsewhere into a language's catalogs, as drafts that tell their origin.

    python scripts/add_drafts.py LANGUAGE FILE.json --origin sample

FILE.json maps msgids to translations. Only missing messages are filled; every text is fuzzy, for a person to
review, and carries the provenance ORIGIN.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from polyguide.catalog.po import Entry, write_catalog
from polyguide.catalog.sections import catalog_path, load_catalogs
from polyguide.catalog.state import Provenance, State, digest, format_provenance, state_of
from polyguide.config import load_site


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("language")
    parser.add_argument("file", type=Path)
    parser.add_argument("--origin", default="sample", help="where the texts are from (default: sample)")
    parser.add_argument("--date", type=date.fromisoformat, default=date.today(), help="when they were written")
    arguments = parser.parse_args()
    texts: dict[str, str] = json.loads(arguments.file.read_text(encoding="utf-8"))
    site = load_site(Path("mkdocs.yml"))
    filled = 0
    for section, catalog in load_catalogs(site, site.target(arguments.language).code).items():
        entries = tuple(_with_draft(entry, texts, arguments.origin, arguments.date) for entry in catalog.entries)
        filled += sum(before != after for before, after in zip(catalog.entries, entries, strict=True))
        write_catalog(catalog_path(site, arguments.language, section), replace(catalog, entries=entries))
    print(f"{arguments.language}: {filled} drafts written")


def _with_draft(entry: Entry, texts: dict[str, str], origin: str, written: date) -> Entry:
    text = texts.get(entry.msgid)
    if not text or entry.obsolete or state_of(entry) is not State.MISSING:
        return entry
    provenance = Provenance(origin, "1", written, digest(entry.msgid), digest(text))
    comments = (*entry.translator_comments, format_provenance(provenance))
    return replace(entry, msgstr=text, fuzzy=True, translator_comments=comments)


if __name__ == "__main__":
    main()
