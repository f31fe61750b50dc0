# SPDX-License-Identifier: Apache-2.0
"""sitemap.xml: every page in every language it really exists in, with its translations
(https://developers.google.com/search/docs/specialty/international/localized-versions)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


@dataclass(frozen=True)
class Entry:
    """One address. ``translations`` and ``default_url`` as in ``postprocess.PageFacts``."""

    url: str
    translations: Mapping[str, str]
    default_url: str


def render_sitemap(entries: Iterable[Entry]) -> str:
    """The whole file, sorted by address."""
    return _HEAD + "".join(map(_render, sorted(entries, key=lambda entry: entry.url))) + "</urlset>\n"


def _render(entry: Entry) -> str:
    links = [*entry.translations.items(), *([("x-default", entry.default_url)] if entry.default_url else [])]
    alternates = "".join(
        f'    <xhtml:link rel="alternate" hreflang={quoteattr(html_lang)} href={quoteattr(url)}/>\n'
        for html_lang, url in links
    )
    return f"  <url>\n    <loc>{escape(entry.url)}</loc>\n{alternates}  </url>\n"
