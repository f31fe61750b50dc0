# SPDX-License-Identifier: Apache-2.0
"""Real sites: pages in, templates and catalogs out, all or nothing."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from polyguide.catalog.po import Catalog, Entry, read_catalog, write_catalog
from polyguide.catalog.sections import catalog_path, load_catalogs, template_path
from polyguide.catalog.state import State, state_of
from polyguide.catalog.update import LanguageUpdate, update_catalogs
from polyguide.config import Site, load_site
from polyguide.errors import UserMistake

TODAY, LATER = date(2026, 11, 24), date(2026, 12, 24)
PAGES = {
    "index.md": "# Welcome\n\nLiving here.\n",
    "guides/tax.md": "---\ntitle: Tax\n---\n# Pay tax\n\n"
    "The fee is $120 a year for everybody.\n\n## Help\n\nCall us.\n",
    "guides/my visa.md": "# Visa\n\n| Fee | Days |\n|---|---|\n| $50 | 10 |\n\n## Help\n\nCall us.\n",
    "about/us.md": "# About\n\nWe answer within two working days, or we say why.\n",
}
CONFIG = """
site_name: City Guide
nav:
  - Start: index.md
  - Guides: guides/tax.md
plugins:
  - polyguide:
      languages: [en, de, zh-Hant]
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    for name, text in PAGES.items():
        _page(tmp_path, name, text)
    return load_site(tmp_path / "mkdocs.yml")


def _page(root: Path, name: str, text: str) -> None:
    path = root / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _german(site: Site, section: str) -> Catalog:
    return read_catalog(catalog_path(site, "de", section))


def _translate(site: Site, section: str) -> None:
    """A reviewer translates everything there is."""
    path = catalog_path(site, "de", section)
    catalog = read_catalog(path)
    entries = tuple(
        replace(entry, msgstr=entry.msgstr or f"DE {entry.msgid}", fuzzy=False) for entry in catalog.entries
    )
    write_catalog(path, replace(catalog, entries=entries))


def _files(site: Site) -> dict[str, tuple[bytes, int]]:
    found = [path for path in site.locales_dir.rglob("*") if path.is_file()]
    return {site.relative(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


def test_the_first_update_writes_templates_and_catalogs(site: Site) -> None:
    summary = update_catalogs(site, today=TODAY)
    sections = ("about", "guides", "site")
    catalogs = [f"locales/{code}/LC_MESSAGES/{name}.po" for code in ("de", "zh-Hant") for name in sections]
    assert summary.files_written == tuple(sorted([*catalogs, *(f"locales/{name}.pot" for name in sections)]))
    assert summary.pages == 4
    assert set(summary.languages) == {"de", "zh-Hant"}
    assert summary.languages["de"] == LanguageUpdate(new=summary.messages)
    assert _german(site, "site").live()[0] == Entry(
        "Start", references=("mkdocs.yml",), extracted_comments=("navigation",)
    )
    assert read_catalog(catalog_path(site, "zh-Hant", "site")).header("Language") == "zh_Hant"


def test_entries_say_where_and_what_they_are(site: Site) -> None:
    update_catalogs(site, today=TODAY)
    entries = _german(site, "guides").by_key()
    assert entries[None, "Call us."] == Entry(
        "Call us.",
        references=("docs/guides/my visa.md", "docs/guides/tax.md"),
        extracted_comments=("paragraph", "section: Help"),
        flags=("markdown-text",),
    )
    assert entries[None, "Tax"].flags == ()
    assert [msgid for _, msgid in entries][:3] == ["Visa", "Fee", "Days"]


def test_a_repeated_text_tells_all_kinds_and_the_first_heading(site: Site) -> None:
    _page(site.root, "guides/a.md", "# A\n\n## First\n\nTax\n\n## Second\n\n- Tax\n")
    update_catalogs(site, today=TODAY)
    assert _german(site, "guides").by_key()[None, "Tax"].extracted_comments == (
        "paragraph",
        "section: First",
        "list item",
        "front matter",
        "key: title",
    )


def test_lines_on_request(site: Site) -> None:
    update_catalogs(site, today=TODAY, lines=True)
    assert _german(site, "about").by_key()[None, "About"].references == ("docs/about/us.md:1",)


def test_a_second_update_touches_nothing(site: Site) -> None:
    update_catalogs(site, today=TODAY)
    _translate(site, "guides")
    before = _files(site)
    summary = update_catalogs(site, today=LATER)
    assert summary.files_written == ()
    assert summary.languages["de"] == LanguageUpdate(unchanged=summary.messages)
    assert _files(site) == before


def test_a_changed_page_changes_its_section_alone(site: Site) -> None:
    update_catalogs(site, today=TODAY)
    _translate(site, "guides")
    _page(site.root, "guides/tax.md", PAGES["guides/tax.md"].replace("$120", "$135"))
    summary = update_catalogs(site, today=LATER, languages=["de"])
    assert summary.files_written == ("locales/de/LC_MESSAGES/guides.po", "locales/guides.pot")
    assert summary.languages == {"de": LanguageUpdate(changed=1, unchanged=summary.messages - 1)}
    entry = _german(site, "guides").by_key()[None, "The fee is $135 a year for everybody."]
    assert state_of(entry) is State.STALE
    assert entry.previous_msgid == "The fee is $120 a year for everybody."
    assert entry.translator_comments == ("stale: 2026-12-24 reviewed",)
    assert _german(site, "guides").header("POT-Creation-Date") == "2026-12-24 00:00+0000"
    assert _german(site, "about").header("POT-Creation-Date") == "2026-11-24 00:00+0000"


def test_a_page_moved_to_another_section_keeps_its_translations(site: Site) -> None:
    update_catalogs(site, today=TODAY)
    _translate(site, "about")
    (site.docs_dir / "about/us.md").rename(site.docs_dir / "guides/us.md")
    text = PAGES["about/us.md"].replace("two", "five")
    (site.docs_dir / "guides/us.md").write_text(text, encoding="utf-8")
    summary = update_catalogs(site, today=LATER)
    guides = _german(site, "guides").by_key()
    assert state_of(guides[None, "About"]) is State.REVIEWED
    assert guides[None, "We answer within five working days, or we say why."].previous_msgid == (
        "We answer within two working days, or we say why."
    )
    about = _german(site, "about")
    assert about.live() == ()
    assert {entry.msgstr for entry in about.entries} >= {"DE About"}
    assert summary.languages["de"].reused == 1
    assert summary.languages["de"].changed == 1


def test_all_mistakes_at_once_and_nothing_written(site: Site) -> None:
    update_catalogs(site, today=TODAY)
    for code, section in (("de", "guides"), ("de", "site"), ("zh-Hant", "about")):
        path = catalog_path(site, code, section)
        path.write_text(path.read_text(encoding="utf-8") + '\nmsgid "x\n', encoding="utf-8")
    _page(site.root, "about/us.md", "---\ntitle: [\n---\nText.\n")
    (site.docs_dir / "guides/tax.md").write_bytes(b"# T\xe4x\n")
    _page(site.root, "index.md", "# Changed\n")
    before = _files(site)
    with pytest.raises(UserMistake) as caught:
        update_catalogs(site, today=LATER)
    assert {problem.file for problem in caught.value.problems} == {
        "docs/about/us.md",
        "docs/guides/tax.md",
        "locales/de/LC_MESSAGES/guides.po",
        "locales/de/LC_MESSAGES/site.po",
        "locales/zh-Hant/LC_MESSAGES/about.po",
    }
    assert all(problem.line for problem in caught.value.problems)
    assert _files(site) == before


def test_an_unknown_language_is_named(site: Site) -> None:
    with pytest.raises(UserMistake, match="there is no language 'fr' among"):
        update_catalogs(site, today=TODAY, languages=["fr"])


def test_a_broken_template_is_made_anew(site: Site) -> None:
    update_catalogs(site, today=TODAY)
    template_path(site, "site").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    update_catalogs(site, today=TODAY)
    assert len(read_catalog(template_path(site, "site")).entries) == len(_german(site, "site").live())


def test_another_tools_catalog_stays_as_it_is(site: Site) -> None:
    path = catalog_path(site, "de", "theme")
    path.parent.mkdir(parents=True)
    path.write_text('msgid "Search"\nmsgstr "Suche"\n', encoding="utf-8")
    update_catalogs(site, today=TODAY)
    assert path.read_text(encoding="utf-8") == 'msgid "Search"\nmsgstr "Suche"\n'
    assert not template_path(site, "theme").exists()
    assert set(load_catalogs(site, "de")) == {"about", "guides", "site", "theme"}


@pytest.mark.tools
def test_gettext_accepts_what_was_written_and_its_merge_agrees(site: Site) -> None:
    if not shutil.which("msgmerge"):
        pytest.skip("gettext is not installed (apt install gettext)")
    update_catalogs(site, today=TODAY)
    _translate(site, "guides")
    path, template = catalog_path(site, "de", "guides"), template_path(site, "guides")
    subprocess.run(["msgfmt", "--check", "-o", "/dev/null", str(path)], check=True, capture_output=True)
    before = path.read_bytes()
    subprocess.run(
        ["msgmerge", "-q", "--previous", "--no-wrap", "--backup=none", "-U", str(path), str(template)], check=True
    )
    update_catalogs(site, today=LATER)
    assert path.read_bytes() == before
