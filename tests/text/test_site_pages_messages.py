# SPDX-License-Identifier: Apache-2.0
"""Front matter, navigation and the list of pages, with the mistakes that people make in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from polyguide.config import Site, load_site
from polyguide.errors import UserMistake
from polyguide.text import Kind
from polyguide.text.front_matter import split
from polyguide.text.pages import page_messages, section_of, site_messages, source_pages

SETTINGS = """\
site_name: City services
copyright: Sample
plugins:
  - i18n:
      languages:
        - {locale: en, default: true}
        - {locale: es}
nav:
  - Home: index.md
  - Guides:
      - guides/a.md
      - "2026": guides/b.md
"""


def make(root: Path, pages: dict[str, str], settings: str = SETTINGS) -> Site:
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (root / "docs").mkdir()
    for name, text in pages.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_site(root / "mkdocs.yml")


def test_pages_are_sorted_and_localised_twins_left_out(tmp_path: Path) -> None:
    names = ["index.md", "guides/b.md", "guides/b.es.md", "es/c.md", "guides/a.v2.md", ".hidden/x.md", "x.txt"]
    site = make(tmp_path, dict.fromkeys(names, "# x\n"))
    assert [page.name for page in source_pages(site)] == [
        "docs/es/c.md",  # a folder may be called so: with files named by language, only their names tell
        "docs/guides/a.v2.md",
        "docs/guides/b.md",
        "docs/index.md",
    ]
    assert section_of(site, "docs/guides/b.md") == "guides"
    assert section_of(site, "docs/index.md") == section_of(site, "mkdocs.yml") == "site"


def test_pages_are_those_that_mkdocs_would_build(tmp_path: Path) -> None:
    names = ["a.markdown", "b.md", "parts/c.md", "templates/d.md", "e.txt"]
    site = make(tmp_path, dict.fromkeys(names, "# x\n"), SETTINGS + "exclude_docs: |\n  parts/\n")
    (tmp_path / "docs" / "folder.md").mkdir()
    assert [page.name for page in source_pages(site)] == ["docs/a.markdown", "docs/b.md"]


def test_pages_may_lie_in_a_folder_for_each_language(tmp_path: Path) -> None:
    settings = SETTINGS.replace("- i18n:\n", "- i18n:\n      docs_structure: folder\n")
    site = make(tmp_path, dict.fromkeys(["en/guides/a.md", "en/b.md", "es/b.md"], "# x\n"), settings)
    assert [page.name for page in source_pages(site)] == ["docs/en/b.md", "docs/en/guides/a.md"]
    assert section_of(site, "docs/en/guides/a.md") == "guides"
    assert section_of(site, "docs/en/b.md") == "site"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('# x\n\n--8<-- "none.md"\n', "docs/index.md: Markdown cannot read this page: SnippetMissingError"),
        (
            "".join(f"{'    ' * level}- x\n" for level in range(400)),
            "docs/index.md: lists, quotes or brackets are nested too deeply",
        ),
    ],
)
def test_a_page_that_the_parser_gives_up_on_is_told(tmp_path: Path, text: str, told: str) -> None:
    extension = "markdown_extensions:\n  - pymdownx.snippets: {check_paths: true}\n"
    site = make(tmp_path, {"index.md": text}, SETTINGS + extension)
    with pytest.raises(UserMistake) as caught:
        page_messages(site, source_pages(site)[0])
    assert str(caught.value).startswith(told)


def test_declared_keys_of_the_front_matter_are_messages_with_their_lines(tmp_path: Path) -> None:
    text = (
        "---\nid: fact\ntitle: Work permit\nfee: {amount: 800}\ndescription: >\n  Two\n  lines.\n---\n\n# Work\n"
    )
    site = make(tmp_path, {"index.md": text})
    found = page_messages(site, source_pages(site)[0])
    assert [(message.msgid, message.kind, message.line) for message in found] == [
        ("Work permit", Kind.FRONT_MATTER, 3),
        ("Two lines.", Kind.FRONT_MATTER, 5),
        ("Work", Kind.HEADING, 10),
    ]


def test_navigation_and_names_are_messages(tmp_path: Path) -> None:
    site = make(tmp_path, {"index.md": "# x\n"})
    assert [message.msgid for message in site_messages(site)] == ["Home", "Guides", "City services", "Sample"]


def test_a_navigation_that_holds_itself_is_told(tmp_path: Path) -> None:
    settings = SETTINGS.replace("nav:\n", "nav: &all\n") + "  - More: *all\n"
    site = make(tmp_path, {"index.md": "# x\n"}, settings)
    with pytest.raises(UserMistake, match=r"mkdocs\.yml:8: the navigation is cyclic"):
        site_messages(site)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("---\ntitle: a\n# x\n", "a.md:1: the front matter that begins here is not closed"),
        ("---\ntitle: a: b\n---\n", "a.md:2: the front matter is not valid YAML"),
        ("---\ntitle: a\n\tb: c\n---\n", "a.md:3: the front matter is not valid YAML"),
        ("---\nd: 2026-13-45\n---\n", "a.md:1: the front matter cannot be read"),
    ],
)
def test_broken_front_matter_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(UserMistake) as caught:
        split(text, name="a.md")
    assert str(caught.value).startswith(told)


@pytest.mark.parametrize(
    ("text", "data", "body"),
    [
        ("# x\n", {}, "# x\n"),
        ("---\ntitle: a\n---\n# x\n", {"title": "a"}, "# x\n"),
        ("---\n---\n# x\n", {}, "# x\n"),
        ("---\n# only a comment\n---\nx\n", {}, "x\n"),
        ("---\nJust words between two rules.\n\n---\nx\n", {}, "---\nJust words between two rules.\n\n---\nx\n"),
        ("---\n\nJust one rule.\n", {}, "---\n\nJust one rule.\n"),
        ("---\ntitle: a\n...\nx\n", {"title": "a"}, "x\n"),
    ],
)
def test_front_matter_is_told_from_text(text: str, data: dict[str, str], body: str) -> None:
    found = split(text, name="a.md")
    assert (found.data, found.body) == (data, body)
    assert found.offset == text.count("\n") - body.count("\n")
