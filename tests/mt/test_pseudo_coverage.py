# SPDX-License-Identifier: Apache-2.0
"""With a pseudo-locale that changes every letter, nothing a visitor can read stays in English, and pages keep
their structure: what extraction missed would show here."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from guide_site import make_site
from markdown import Markdown

from polyguide.mkdocs_settings import markdown_extensions
from polyguide.mt.engines.base import find_pair
from polyguide.mt.engines.pseudo import PseudoEngine
from polyguide.mt.translator import Job, Translator
from polyguide.text import Extractor, TranslationExtension, front_matter
from polyguide.text.fingerprint import Fingerprinter, differences, page_fingerprint

TESTS = Path(__file__).parent.parent
CORPORA = TESTS.parent.parent / "shared" / "corpora"
TORTURE = TESTS / "text" / "torture.md"
PAGES = [TORTURE, *sorted((CORPORA / "markdown").rglob("*.md"))]
# Words that are names of things: ids of references, icons, attribute lists, mentions, addresses, raised letters.
_NAMES = re.compile(
    r"\]\[[\w#.-]+\]|:[a-z0-9+_-]+:|\{:.*?\}|@?[\w-]+/[\w.-]+|@[\w-]+|https?://\S+|[\w.]+@[\w.]+|\b[0-9a-f]{7,}\b"
)
_UNREAD = {"code", "pre", "script", "style", "kbd", "svg", "sup"}
_VOID = {"br", "img", "input", "hr", "wbr", "source", "link", "meta"}


class _Visible(HTMLParser):
    """Collects the visible text outside code and formulas."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            is_unread = tag in _UNREAD or "arithmatex" in (dict(attrs).get("class") or "")
            self._open.append((tag, is_unread))

    def handle_endtag(self, tag: str) -> None:
        while self._open and any(name == tag for name, _ in self._open):
            if self._open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if not any(is_unread for _, is_unread in self._open):
            self.text.append(data)


def visible(html: str) -> str:
    reader = _Visible()
    reader.feed(html)
    return "".join(reader.text)


def translated(text: str, site_root: Path) -> tuple[str, str]:
    """The page as it is and in the pseudo-locale."""
    options = CORPORA / "extensions.yml"
    settings = yaml.safe_load(options.read_text(encoding="utf-8")) if options.exists() else _SETTINGS
    extensions, configs = markdown_extensions(settings, "", "extensions.yml", [])
    engine = PseudoEngine(make_site(site_root, {"fr": "[pseudo]"}))
    pair = find_pair(engine, "en", "fr")
    assert pair is not None
    translator = Translator(engine, pair, "fr", Fingerprinter(extensions, configs))
    jobs = list(dict.fromkeys(Job(m.msgid, m.kind) for m in Extractor(extensions, configs).extract(text)))
    outcomes = dict(zip(((job.text, job.kind) for job in jobs), translator.translate(jobs), strict=True))
    assert [outcome.reason for outcome in outcomes.values() if outcome.reason] == []
    extension = TranslationExtension(lambda message: outcomes[message.msgid, message.kind].text)
    plain = Markdown(extensions=list(extensions), extension_configs=configs).convert(text)
    pseudo = Markdown(extensions=[*extensions, extension], extension_configs=configs).convert(text)
    return plain, pseudo


_SETTINGS = {
    "markdown_extensions": [
        *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
        *("pymdownx.blocks.caption", "pymdownx.details", "pymdownx.keys", "pymdownx.superfences"),
        {"pymdownx.arithmatex": {"generic": True}},
        {"pymdownx.tabbed": {"alternate_style": True}},
        {"pymdownx.tasklist": {"custom_checkbox": True}},
        *("pymdownx.smartsymbols", "pymdownx.tilde"),
    ]
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_nothing_readable_stays_in_english(page: Path, tmp_path: Path) -> None:
    text = front_matter.split(page.read_text(encoding="utf-8"), name=page.name).body
    plain, pseudo = translated(text, tmp_path)
    assert differences(page_fingerprint(plain), page_fingerprint(pseudo)) == ()
    assert re.findall(r' id="([^"]*)"', plain) == re.findall(r' id="([^"]*)"', pseudo)
    letters = sum(map(str.isalpha, visible(plain)))
    left = sum(letter.isascii() and letter.isalpha() for letter in _NAMES.sub("", visible(pseudo)))
    allowed = max(0.005 * letters, 45)  # one example of code that is not marked as code
    assert left <= allowed, f"{left} of {letters} letters"
