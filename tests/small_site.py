# SPDX-License-Identifier: Apache-2.0
"""A small real site with real catalogs, for tests of what is built: English, Spanish, Arabic.

Spanish is published when people reviewed it, and may leave a few texts untranslated; Arabic shows machine drafts.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from polyguide.catalog.po import read_catalog, write_catalog
from polyguide.catalog.sections import load_catalogs
from polyguide.catalog.state import Provenance, digest, format_provenance
from polyguide.catalog.update import update_catalogs
from polyguide.config import Site, load_site

TODAY = date(2026, 11, 24)
HOOKS = Path(__file__).parent.parent / "hooks"
HOOK_LINES = "".join(f"  - {path}\n" for path in sorted(HOOKS.glob("*.py")))

SETTINGS = """\
site_name: City services
site_description: Services for visitors
site_url: https://example.org/
theme:
  name: material
  language: en
  font: false
plugins:
  - i18n:
      docs_structure: suffix
      reconfigure_search: false
      languages:
        - {locale: en, name: English, default: true}
        - {locale: es, name: Español}
        - {locale: ar, name: العربية}
markdown_extensions:
  - admonition
  - attr_list
  - toc:
      permalink: true
nav:
  - Home: index.md
  - Guides:
      - guides/permit.md
      - guides/refund.md
      - guides/hours.md
  - Languages: about/languages.md
extra:
  generator: false
"""

LOCALES = """\
defaults: {publish: reviewed, grace_days: 14}
languages:
  es: {max_untranslated: 30}
  ar: {publish: drafts}
"""

PAGES = {
    "index.md": "---\ntitle: Welcome\ndescription: Where to begin.\n---\n# Welcome\n\nRead about the [permit]"
    "(guides/permit.md#documents).\n",
    "guides/permit.md": """\
---
title: Work permit
description: How to get a work permit.
collected: 2026-11-20
---
# Work permit

Call +86 10 12345 before you come.

## Documents

- Passport
- Form `FP-12-3`

!!! note

    Bring the original.
""",
    "guides/refund.md": "# Tax refund\n\nYou can claim the refund at the airport.\n",
    "guides/hours.md": "# Opening hours\n\nOpen every day.\n",
    "guides/hours.es.md": "# Horario propio\n\nAbierto todos los días.\n",
    "about/languages.md": "# Languages\n\nPeople review the translations.\n",
}

SPANISH = {
    "City services": "Servicios de la ciudad",
    "Services for visitors": "Servicios para visitantes",
    "Home": "Inicio",
    "Guides": "Guías",
    "Languages": "Idiomas",
    "Welcome": "Bienvenida",
    "Where to begin.": "Por dónde empezar.",
    "Read about the [permit](guides/permit.md#documents).": "Lea sobre el [permiso](guides/permit.md#documents).",
    "Work permit": "Permiso de trabajo",
    "How to get a work permit.": "Cómo obtener un permiso de trabajo.",
    "Call +86 10 12345 before you come.": "Llame al +86 10 12345 antes de venir.",
    "Documents": "Documentos",
    "Passport": "Pasaporte",
    "Form `FP-12-3`": "Formulario `FP-12-3`",
    "Note": "Nota",
    "Permanent link": "Enlace permanente",
    "People review the translations.": "Las traducciones las revisan personas.",
}

ARABIC = {
    "City services": "خدمات المدينة",
    "Home": "الرئيسية",
    "Guides": "الأدلة",
    "Languages": "اللغات",
    "Work permit": "تصريح العمل",
    "How to get a work permit.": "كيف تحصل على تصريح عمل.",
    "Call +86 10 12345 before you come.": "اتصل على +86 10 12345 قبل أن تأتي.",
    "Documents": "المستندات",
    "Passport": "جواز السفر",
    "Form `FP-12-3`": "النموذج `FP-12-3`",
    "Note": "ملاحظة",
    "Bring the original.": "أحضر الأصل.",
    "Permanent link": "رابط دائم",
    "People review the translations.": "يراجع أشخاص الترجمات.",
}


def make_site(root: Path, *, settings: str = SETTINGS, hooks: bool = True) -> Site:
    """Write the site with its catalogs into ``root``."""
    for name, text in PAGES.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings + (f"hooks:\n{HOOK_LINES}" if hooks else ""), encoding="utf-8")
    (root / "locales").mkdir(exist_ok=True)
    (root / "locales" / "locales.yml").write_text(LOCALES, encoding="utf-8")
    site = load_site(root / "mkdocs.yml")
    update_catalogs(site, today=TODAY)
    translate(site, "es", SPANISH, drafts=False)
    translate(site, "ar", ARABIC, drafts=True)
    return site


def translate(site: Site, code: str, texts: dict[str, str], *, drafts: bool) -> None:
    """Fill a language's catalogs, as reviewed texts or as machine drafts."""
    for section in load_catalogs(site, code):
        path = site.locales_dir / code / "LC_MESSAGES" / f"{section}.po"
        catalog = read_catalog(path)
        entries = []
        for entry in catalog.entries:
            text = texts.get(entry.msgid)
            if text is None:
                entries.append(entry)
                continue
            made = Provenance("sample", "1", TODAY, digest(entry.msgid), digest(text))
            comments = (format_provenance(made),) if drafts else ()
            entries.append(replace(entry, msgstr=text, fuzzy=drafts, translator_comments=comments))
        write_catalog(path, replace(catalog, entries=tuple(entries)))


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
