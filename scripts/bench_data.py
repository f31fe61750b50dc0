# SPDX-License-Identifier: Apache-2.0
"""Data for bench.py: made-up guides, and a catalog before and after a round of edits. The same in every run."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from polyguide.catalog.po import DEFAULT_HEADERS, Catalog, Entry, write_catalog

_HEADERS = (("Project-Id-Version", "bench"), ("Language", "es"), *DEFAULT_HEADERS)
_ONSETS = ("", "", "", "", *"bcdfghklmnprstvw", "br", "cl", "dr", "fr", "gr", "pl", "pr", "sh", "st", "th", "tr")
_CODAS = (*[""] * 8, *"dlmnrst", "nd", "nt", "ng", "st", "rs")
_TRANSLATED = str.maketrans("aeiou", "áéíóú")

# Material's recommended configuration (https://squidfunk.github.io/mkdocs-material/setup/extensions/).
_PLAIN_EXTENSIONS = (
    "abbr admonition attr_list def_list footnotes md_in_html tables pymdownx.caret pymdownx.details"
    " pymdownx.highlight pymdownx.inlinehilite pymdownx.keys pymdownx.mark pymdownx.smartsymbols"
    " pymdownx.snippets pymdownx.superfences pymdownx.tilde"
)
_SETTINGS = """\
site_name: Bench
theme: {name: material, font: false}
plugins:
  - i18n:
      docs_structure: suffix
      languages: [{locale: en, name: English, default: true}, {locale: es, name: Español}]
markdown_extensions:
  - toc: {permalink: true}
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.betterem: {smart_enable: all}
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist: {custom_checkbox: true}
"""


class Author:
    """Writes made-up words. msgmerge works as long on them as on real pages (within a third, 2,000 messages)."""

    def __init__(self, seed: int = 2026) -> None:
        self.texts: dict[str, None] = {}
        self._random = random.Random(seed)
        lengths = sorted(self._random.choices((1, 2, 3), (2, 4, 3), k=5000))  # frequent words are short
        words = ("".join(self._syllable() for _ in range(length)) for length in lengths)
        self._words = [word for word in dict.fromkeys(words) if len(word) > 1]
        self._weights = list(accumulate(1 / (rank + 5) for rank in range(len(self._words))))

    def label(self) -> str:
        """A heading, a table cell or a list item."""
        return self._remembered(self._some_words(2, 7))

    def prose(self) -> str:
        """A paragraph of one to three sentences; one in three has inline markup."""
        sentences = [self._some_words(8, 20) + "." for _ in range(self._random.randint(1, 3))]
        if self._random.random() < 1 / 3:
            markup = ("**{}**", "`{}`", "[{}](../index.md)", "*{}*", "=={}==")
            sentences[0] = f"{self._random.choice(markup).format(self._some_words(1, 3))} {sentences[0]}"
        return self._remembered(" ".join(sentences))

    def edited(self, text: str) -> str:
        """The text with one word replaced and one added, as an editor would."""
        words = text.split()
        words[self._random.randrange(len(words))] = self._some_words(1, 1)
        return " ".join([*words, self._some_words(1, 1)])

    def _syllable(self) -> str:
        return "".join(map(self._random.choice, (_ONSETS, "aaeeeiioou", _CODAS)))

    def _some_words(self, least: int, most: int) -> str:
        number = self._random.randint(least, most)
        return " ".join(self._random.choices(self._words, cum_weights=self._weights, k=number)).capitalize()

    def _remembered(self, text: str) -> str:
        self.texts[text] = None
        return text


def make_catalogs(folder: Path, messages: int) -> tuple[Path, Path]:
    """Write a translated PO of so many messages, and a POT with 1 % edited, 1 % new and 1 % removed."""
    author = Author()
    while len(author.texts) < messages:
        author.label()
        author.prose()
    texts, share = list(author.texts)[:messages], max(1, messages // 100)
    old = [_entry(number, text) for number, text in enumerate(texts)]
    places = random.Random(messages).sample(range(messages), 2 * share)
    new: list[Entry | None] = [*old, *(_entry(messages + number, author.prose()) for number in range(share))]
    for place in places[:share]:
        new[place] = replace(old[place], msgid=author.edited(texts[place]))
    for place in places[share:]:
        new[place] = None
    po, pot = folder / f"{messages}.po", folder / f"{messages}.pot"
    write_catalog(po, Catalog(_HEADERS, tuple(replace(e, msgstr=e.msgid.translate(_TRANSLATED)) for e in old)))
    write_catalog(pot, Catalog(_HEADERS, tuple(entry for entry in new if entry)))
    return po, pot


def _entry(number: int, text: str) -> Entry:
    page = f"docs/guides/guide-{number // 40}.md"
    return Entry(text, references=(page,), extracted_comments=("paragraph",), flags=("markdown-text",))


def make_site(root: Path, messages: int) -> None:
    """Write a site of guides that give about so many messages, to be translated into Spanish."""
    author = Author()
    pages = ["# Bench\n"]
    while len(author.texts) < messages:
        pages.append(_guide(author))
    for number, text in enumerate(pages):
        path = root / "docs" / ("index.md" if number == 0 else f"part-{number % 5}/guide-{number}.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    extensions = "".join(f"  - {name}\n" for name in _PLAIN_EXTENSIONS.split())
    (root / "mkdocs.yml").write_text(_SETTINGS + extensions, encoding="utf-8")


def copy_site(original: Path, copy: Path) -> None:
    """Copy what a build reads; the copy's ``stock.yml`` is the same site without its hooks."""
    shutil.copy(original / "mkdocs.yml", copy)
    for name in ("docs", "locales", "hooks"):
        if (original / name).is_dir():
            shutil.copytree(original / name, copy / name)
    (copy / "stock.yml").write_text("INHERIT: mkdocs.yml\nhooks: []\n", encoding="utf-8")


def _guide(author: Author) -> str:
    """A page with what guides have: a table, lists, steps, admonitions, tabs, terms, a footnote, code."""
    label, prose = author.label, author.prose
    title = label()
    rows = "".join(f"| {label()} | {label()} |\n" for _ in range(6))
    table = f"| {label()} | {label()} |\n| :--- | :--- |\n{rows}"
    items = "".join(f"- {label()}\n" for _ in range(7))
    steps = "".join(f"1. {prose()}\n" for _ in range(5))
    tabs = "".join(f'=== "{label()}"\n\n    {prose()}\n\n' for _ in range(2))
    sections = "".join(f"## {label()}\n\n{prose()}\n\n{prose()}\n\n" for _ in range(3))
    return (
        f"---\ntitle: {title}\ndescription: {label()}\n---\n# {title}\n\n{prose()}[^1]\n\n{table}\n"
        f"## {label()}\n\n{items}\n## {label()}\n\n{steps}\n{tabs}"
        f'!!! warning "{label()}"\n\n    {prose()}\n\n??? note "{label()}"\n\n    {prose()}\n\n'
        f"{label()}\n:   {prose()}\n\n- [x] {label()}\n- [ ] {label()}\n\n"
        f"```python\nfee = 400  # {label()}\n```\n\n{sections}[^1]: {prose()}\n"
    )
