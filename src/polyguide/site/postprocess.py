# SPDX-License-Identifier: Apache-2.0
"""The finished HTML of a page, made true about languages: ``lang`` and ``dir``, links to the translations
that exist, the canonical address, the language of parts. Works on the parsed page of any theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from polyguide.languages import Language
from polyguide.site.bidi import isolate_numbers
from polyguide.site.run import Standing

# Material's script fetches <href>/sitemap.xml for each link that matches link[rel=alternate] exactly: eleven
# failing requests a page. HTML reads rel as tokens between spaces, so a trailing space changes only that.
_ALTERNATE = "alternate "
# Where Material prints titles of pages and sections.
_TITLES = (
    ".md-nav .md-ellipsis, .md-nav__title, .md-footer__title .md-ellipsis, .md-header .md-ellipsis, article > h1"
)


@dataclass(frozen=True)
class PageFacts:
    """What the rest of the site says about one page.

    ``canonical``      absolute URL of the page that search engines should show, "" without a site_url
    ``translations``   html_lang -> absolute URL, of the pages that really are in that language, with this one
    ``default_url``    where readers of any other language are sent (hreflang="x-default"), "" for nowhere
    ``source_titles``  titles on this page that are in the source language
    ``languages``      code -> language, for the language menu
    """

    language: Language
    source: Language
    standing: Standing
    canonical: str
    translations: Mapping[str, str]
    default_url: str
    source_titles: frozenset[str]
    languages: Mapping[str, Language]


def finish_page(html: str, facts: PageFacts) -> str:
    """Return the page with everything in place that this module promises."""
    page = LexborHTMLParser(html)
    _mark_document(page, facts)
    _link_translations(page, facts)
    _mark_language_menu(page, facts)
    if facts.language != facts.source:
        _mark_source_titles(page, facts)
    if facts.standing is Standing.FALLBACK:
        _mark_fallback(page, facts.source)
    if facts.language.direction == "rtl":
        isolate_numbers(page)
    return f"{page.html}\n"


def _mark_document(page: LexborHTMLParser, facts: PageFacts) -> None:
    root = page.css_first("html")
    mark_language(root, facts.language)
    if page.body is not None:
        page.body.attrs["dir"] = facts.language.direction
    _add_to_head(page, "meta", {"name": "polyguide-state", "content": str(facts.standing)})


def _link_translations(page: LexborHTMLParser, facts: PageFacts) -> None:
    for link in page.css("head > link[rel=alternate][hreflang], head > link[rel=canonical]"):
        link.decompose()
    if facts.canonical:
        _add_to_head(page, "link", {"rel": "canonical", "href": facts.canonical})
    if not facts.standing.is_in_page_language:
        return
    for html_lang, url in facts.translations.items():
        _add_to_head(page, "link", {"rel": _ALTERNATE, "hreflang": html_lang, "href": url})
    if facts.default_url:
        _add_to_head(page, "link", {"rel": _ALTERNATE, "hreflang": "x-default", "href": facts.default_url})


def _mark_language_menu(page: LexborHTMLParser, facts: PageFacts) -> None:
    for link in page.css(".md-select__link[hreflang]"):
        language = facts.languages.get(link.attributes["hreflang"] or "")
        if language is None:
            continue
        link.attrs["lang"] = language.html_lang
        link.attrs["hreflang"] = language.html_lang
        if language == facts.language:
            link.attrs["aria-current"] = "true"


def _mark_source_titles(page: LexborHTMLParser, facts: PageFacts) -> None:
    for node in page.css(_TITLES):
        if " ".join(node.text().split()) in facts.source_titles:
            mark_language(node, facts.source)


def _mark_fallback(page: LexborHTMLParser, source: Language) -> None:
    for node in page.css("title, meta[name=description], .md-nav--secondary .md-nav__list"):
        mark_language(node, source)
    if page.body is not None:
        page.body.attrs["data-pagefind-ignore"] = "all"


def mark_language(node: LexborNode | None, language: Language) -> None:
    """Say the language and the direction of an element (WCAG 2.2, 3.1.1 and 3.1.2)."""
    if node is not None:
        node.attrs["lang"] = language.html_lang
        node.attrs["dir"] = language.direction


def _add_to_head(page: LexborHTMLParser, tag: str, attributes: Mapping[str, str]) -> None:
    if page.head is None:
        return
    node = page.create_node(tag)
    for name, value in attributes.items():
        node.attrs[name] = value
    page.head.insert_child(node, move=True)
