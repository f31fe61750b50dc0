# SPDX-License-Identifier: Apache-2.0
"""What one build knows: what the gate decided, which page is at hand, and where each page stands.

A Run lives as long as the i18n plugin of its configuration: MkDocs builds one language after the other with
the same configuration object, and reads a new configuration for every rebuild of ``mkdocs serve``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from html import unescape
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from polyguide.config import Site, load_site
from polyguide.errors import Problem, UserMistake
from polyguide.languages import Language, language
from polyguide.review.gate import Decision, decide_site
from polyguide.site.dates import build_date
from polyguide.site.page_guard import PageGuard
from polyguide.text.messages import Kind, Message
from polyguide.text.pages import SITE_TEXTS

Texts = Mapping[tuple[str | None, str], str]


class Standing(StrEnum):
    """What stands at an address of the site; the value is what ``<meta name="polyguide-state">`` says."""

    SOURCE = "source"  # the page in the language it was written in
    LOCALISED = "localised"  # a page of its own for this language, such as x.fr.md
    REVIEWED = "reviewed"  # a translation that people reviewed
    DRAFT = "draft"  # a translation with machine drafts in it
    UPDATING = "updating"  # a translation of an older source text
    FALLBACK = "fallback"  # the source page at the address of the translation

    @property
    def is_in_page_language(self) -> bool:
        """Whether search engines and readers may be sent here for this language."""
        return self is not Standing.FALLBACK


@dataclass
class Run:
    """One build of a site, from the first language to the last.

    ``decisions``      (page name, language code) -> the gate's decision
    ``language``       of the pass that MkDocs is in
    ``source_titles``  language code -> titles on its pages that are in the source language
    ``guard``          compares finished translations with their source pages
    ``originals``      settings of ``mkdocs.yml`` as they were written, before any language changed them
    """

    site: Site
    decisions: Mapping[tuple[str, str], Decision]
    language: Language
    source_titles: dict[str, set[str]] = field(default_factory=dict)
    originals: dict[str, Any] = field(default_factory=dict)
    guard: PageGuard = field(default_factory=PageGuard)
    _page_texts: Texts = field(default_factory=dict)

    def lookup(self, message: Message) -> str | None:
        """The text to show for a message of the page at hand, or None for the source text as it is.

        On a translated page a text without translation comes back marked as being in the source language
        (WCAG 2.2, 3.1.2: language of parts). Only inline Markdown can carry the mark.
        """
        translation = self._page_texts.get((message.context, message.msgid))
        if translation or not self._page_texts or not message.kind.is_markdown:
            return translation
        if message.kind is Kind.HEADING:
            self.remember_source_title(message.msgid)
        source = self.site.source
        return f'<span lang="{source.html_lang}" dir="{source.direction}">{message.msgid}</span>'

    def turn_to(self, texts: Texts) -> None:
        """Make ``lookup`` answer from these texts; empty on pages that are not translated."""
        self._page_texts = texts

    def standing(self, file: File, code: str) -> Standing:
        """Where the page of this documentation file stands in the language ``code``."""
        file_code = getattr(file, "locale", self.site.source.code)
        if file_code == code:
            return Standing.SOURCE if code == self.site.source.code else Standing.LOCALISED
        decision = self.decisions.get((self.page_name(file), code))
        return Standing[decision.outcome.name] if decision else Standing.FALLBACK

    def texts(self, file: File, code: str) -> Texts:
        """The translations that may be shown on this page in the language ``code``."""
        if getattr(file, "locale", self.site.source.code) == code:
            return {}
        decision = self.decisions.get((self.page_name(file), code))
        return decision.texts if decision else {}

    def shows_drafts(self, file: File, code: str) -> bool:
        """Whether this page shows texts in the language ``code`` that no person has reviewed."""
        decision = self.decisions.get((self.page_name(file), code))
        return bool(decision and decision.texts and decision.unreviewed)

    def site_texts(self, code: str) -> Texts:
        """The translations of navigation titles, site name and description."""
        decision = self.decisions.get((SITE_TEXTS, code))
        return decision.texts if decision else {}

    def page_name(self, file: File) -> str:
        """The name that catalogs use for a documentation file, such as "docs/guides/x.md"."""
        return self.site.relative(self.site.pages_dir / str(getattr(file, "norm_src_uri", file.src_uri)))

    def remember_source_title(self, title: str | None) -> None:
        """Note that pages of this pass show a title in the source language."""
        if title and self.language != self.site.source:
            self.source_titles.setdefault(self.language.code, set()).add(" ".join(str(title).split()))


_runs: WeakKeyDictionary[object, Run] = WeakKeyDictionary()


def run_of(config: MkDocsConfig) -> Run:
    """The Run of this configuration; the first call reads the catalogs and asks the gate.

    Raises UserMistake when static-i18n is missing or anything of the site cannot be read.
    """
    i18n = i18n_plugin(config)
    if i18n not in _runs:
        site = load_site(Path(config.config_file_path))
        _runs[i18n] = new_run(site, decide_site(site, as_of=build_date(site)))
    return _runs[i18n]


def new_run(site: Site, decisions: Mapping[tuple[str, str], Decision]) -> Run:
    """A Run that starts with the source language."""
    return Run(site=site, decisions=decisions, language=site.source)


def attach_run(config: MkDocsConfig, run: Run) -> None:
    """Give the configuration a Run that is already decided, so that nothing is read twice."""
    _runs[i18n_plugin(config)] = run


def i18n_plugin(config: MkDocsConfig) -> Any:
    """The static-i18n plugin of this configuration. Raises UserMistake when it is not there."""
    try:
        return config.plugins["i18n"]
    except KeyError:
        name = Path(config.config_file_path).name if config.config_file_path else "mkdocs.yml"
        message = "polyguide needs the plugin 'i18n' (mkdocs-static-i18n), which is not among the plugins"
        hint = "add '- i18n:' with docs_structure: suffix and the languages of the site under 'plugins:'"
        raise UserMistake(Problem(name, 0, message, hint)) from None


def shown_text(texts: Texts, source: str) -> str:
    """The translation of a text that themes print without escaping (titles, descriptions), or ``source``.

    Such a text ends up inside attributes and ``<title>``, so a translation that brings angle brackets of its
    own, even as entities, is not used; double quotes are escaped.
    """
    translation = texts.get((None, source))
    if not translation or (_has_brackets(translation) and not _has_brackets(source)):
        return source
    return translation if '"' in source else translation.replace('"', "&quot;")


def _has_brackets(text: str) -> bool:
    plain = unescape(unescape(text))
    return "<" in plain or ">" in plain


def language_of_build(config: MkDocsConfig) -> Language:
    """The language that static-i18n is building now."""
    plugin = i18n_plugin(config)
    return language(str(plugin.current_language or plugin.default_language))
