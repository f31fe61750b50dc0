# SPDX-License-Identifier: Apache-2.0
"""The second defence: each finished translated page is compared with its source page once more.

The checks compare message by message. Here the pages are compared as MkDocs made them, so nothing that only
comes about between messages, or in another plugin, can bring code or addresses of its own to visitors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from polyguide.text.fingerprint import Fingerprint, RenderedElement, page_fingerprint, shown

# Elements that run, load, post or move something (https://html.spec.whatwg.org/#elements-3).
_POWERFUL = frozenset(
    "script style link meta base iframe frame object embed applet portal form button input select textarea"
    " svg math template video audio source track".split()
)
_MARKS_OF_LANGUAGE = {("span", frozenset({"lang", "dir"})), ("span", frozenset({"dir"})), ("bdi", frozenset())}


@dataclass(frozen=True)
class Verdict:
    """``dangers`` must stop the build, ``differences`` are for people to look at. Each is a full sentence."""

    dangers: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()


@dataclass
class PageGuard:
    """Remembers the source pages of a build and judges their translations."""

    _sources: dict[str, Fingerprint] = field(default_factory=dict)

    def remember(self, page: str, html: str) -> None:
        """Note the content of a page in the source language."""
        self._sources[page] = page_fingerprint(html)

    def judge(self, page: str, html: str, *, allowed_links: Collection[str] = ()) -> Verdict:
        """Compare a translated page's content with its source's; an unknown page is not judged."""
        source = self._sources.get(page)
        if source is None:
            return Verdict()
        translation = page_fingerprint(html)
        gone, added = _changes(_elements(source), _elements(translation))
        addresses = [url for url in _added_addresses(source.urls, translation.urls) if url not in allowed_links]
        dangers = [f"The page brings {shown(element)}." for element in added if _is_powerful(element)]
        dangers += [f"The page brings the address {url}." for url in addresses]
        harmless = [f"The page lacks {shown(element)}." for element in gone]
        harmless += [f"The page brings {shown(element)}." for element in added if not _is_powerful(element)]
        if source.order != translation.order and not (gone or added):
            harmless.append("The blocks of the page stand in another order.")
        return Verdict(tuple(dangers), tuple(harmless))


def _elements(fingerprint: Fingerprint) -> list[RenderedElement]:
    """The elements without the marks of language that we, or a translator, put around words."""
    return [
        element
        for element in fingerprint.elements
        if (element[0], frozenset(name for name, _ in element[1])) not in _MARKS_OF_LANGUAGE
    ]


def _changes(
    source: Iterable[RenderedElement], translation: Iterable[RenderedElement]
) -> tuple[list[RenderedElement], list[RenderedElement]]:
    wanted, got = Counter(source), Counter(translation)
    return sorted((wanted - got).elements()), sorted((got - wanted).elements())


def _is_powerful(element: RenderedElement) -> bool:
    tag, attributes = element
    return tag in _POWERFUL or any(name == "style" or name.startswith("on") for name, _ in attributes)


def _added_addresses(source: Iterable[str], translation: Iterable[str]) -> list[str]:
    """Addresses of other hosts and schemes that the source page does not have. Those inside the site differ
    between languages by the way up to the root."""
    added = Counter(filter(_leaves_the_site, translation)) - Counter(filter(_leaves_the_site, source))
    return sorted(added.elements())


def _leaves_the_site(url: str) -> bool:
    try:
        parts = urlsplit("".join(url.split()))
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)
