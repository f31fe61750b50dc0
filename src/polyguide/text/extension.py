# SPDX-License-Identifier: Apache-2.0
"""Translation inside Python-Markdown: texts are exchanged after the block parser has run and before the
inline parser does, so a translation can change words but never the blocks of a page.

Priorities (higher runs first; https://python-markdown.github.io/extensions/api/#registries): html_block
is a preprocessor at 20; among the tree processors footnote is at 50, task-list at 25, inline at 20, toc at
5, tab_slugs at 4. Ours stand right beside those they depend on.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from polyguide.text.highlighting import quick_highlighting
from polyguide.text.interface import translate_interface
from polyguide.text.messages import Message
from polyguide.text.normal_form import HEADINGS
from polyguide.text.walk import Visit, Walk

Lookup = Callable[[Message], str | None]

_BEFORE_EVERYTHING = 1_000_000
_BEFORE_RAW_HTML = 20.5
_AFTER_RAW_HTML = 19.5
BEFORE_INLINE = 24
_BEFORE_TOC = 5.5
_AFTER_TAB_SLUGS = 3.5
_REMEMBERED_PAGES = 4096
# Attribute lists, raw HTML and footnote references bring ids of their own, which headings then cannot have.
_MAY_HOLD_ANCHOR = re.compile(r"[{<]|\[\^")


@dataclass(frozen=True)
class _Anchors:
    """The ids that a page's headings and tabs have in the source language, in document order."""

    headings: tuple[str, ...] = ()
    tabs: tuple[str, ...] = ()


@dataclass
class PageState:
    """What one Markdown object knows of the page it is converting."""

    html_start: int = 0
    html_end: int = 0
    anchors: _Anchors = field(default_factory=_Anchors)
    is_rehearsal: bool = False  # the source page is being rendered only to learn its anchors


class TranslationExtension(Extension):
    """Render a page with each text replaced by what ``lookup(message)`` gives; None leaves the source.

    A translation equal to its msgid leaves the page's bytes as they are. Ids of headings and tabs stay
    those of the source page, so a link to a section holds in every language; to learn them, a page is
    parsed once more the first time its text is seen. Needs nothing but Python-Markdown, and may be shared
    by any number of Markdown objects.
    """

    def __init__(self, lookup: Lookup) -> None:
        super().__init__()
        self._lookup = lookup
        self._known_anchors: OrderedDict[bytes, _Anchors] = OrderedDict()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        page = PageState()
        md.preprocessors.register(_LearnAnchors(md, page, self._anchors), "polyguide-anchors", _BEFORE_EVERYTHING)
        register_html_marks(md, page)
        md.treeprocessors.register(_Translate(md, page, self._lookup), "polyguide-translate", BEFORE_INLINE)
        md.treeprocessors.register(_KeepHeadingIds(md, page), "polyguide-headings", _BEFORE_TOC)
        md.treeprocessors.register(_Finish(md, page, self._lookup), "polyguide-finish", _AFTER_TAB_SLUGS)

    def _anchors(self, md: Markdown, page: PageState, text: str) -> _Anchors:
        key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
        if key not in self._known_anchors:
            self._known_anchors[key] = _rehearse(md, page, text)
            if len(self._known_anchors) > _REMEMBERED_PAGES:
                self._known_anchors.popitem(last=False)
        self._known_anchors.move_to_end(key)
        return self._known_anchors[key]


def register_html_marks(md: Markdown, page: PageState) -> None:
    """Note how much of the stash was filled before and by the raw HTML preprocessor."""
    md.preprocessors.register(_Mark(md, page, "html_start"), "polyguide-html-start", _BEFORE_RAW_HTML)
    md.preprocessors.register(_Mark(md, page, "html_end"), "polyguide-html-end", _AFTER_RAW_HTML)


class _Mark(Preprocessor):
    def __init__(self, md: Markdown, page: PageState, name: str) -> None:
        super().__init__(md)
        self._page = page
        self._name = name

    def run(self, lines: list[str]) -> list[str]:
        setattr(self._page, self._name, self.md.htmlStash.html_counter)
        return lines


_FindAnchors = Callable[[Markdown, PageState, str], _Anchors]


class _LearnAnchors(Preprocessor):
    def __init__(
        self, md: Markdown, page: PageState, anchors: Callable[[Markdown, PageState, str], _Anchors]
    ) -> None:
        super().__init__(md)
        self._page = page
        self._anchors = anchors

    def run(self, lines: list[str]) -> list[str]:
        if not self._page.is_rehearsal:
            self._page.anchors = self._anchors(self.md, self._page, "\n".join(lines))
        return lines


class _Translate(Treeprocessor):
    def __init__(self, md: Markdown, page: PageState, lookup: Lookup) -> None:
        super().__init__(md)
        self._page = page
        self._visit: Visit = lambda message, raw: _safe(lookup(message))

    def run(self, root: Element) -> None:
        if self._page.is_rehearsal:
            _keep_from_inline_parser(root)
        else:
            Walk(self.md, self._page.html_start, self._page.html_end, self._visit).run(root)


class _KeepHeadingIds(Treeprocessor):
    def __init__(self, md: Markdown, page: PageState) -> None:
        super().__init__(md)
        self._page = page

    def run(self, root: Element) -> None:
        headings = list(_headings(root))
        if self._page.is_rehearsal or len(headings) != len(self._page.anchors.headings):
            return
        for heading, anchor in zip(headings, self._page.anchors.headings, strict=True):
            if "id" not in heading.attrib:
                heading.set("id", anchor)


class _Finish(Treeprocessor):
    """Give tabs their source ids, and translate the words that extensions add."""

    def __init__(self, md: Markdown, page: PageState, lookup: Lookup) -> None:
        super().__init__(md)
        self._page = page
        self._lookup = lookup

    def run(self, root: Element) -> None:
        if self._page.is_rehearsal:
            return
        tabs = list(_tabs(root))
        if len(tabs) == len(self._page.anchors.tabs):
            for (radio, label), anchor in zip(tabs, self._page.anchors.tabs, strict=True):
                radio.set("id", anchor)
                label.set("for", anchor)
        translate_interface(self.md, root, lambda message: _safe(self._lookup(message)))


def _keep_from_inline_parser(root: Element) -> None:
    """Spare the rehearsal the inline parsing of texts that can neither be nor hold an anchor."""
    for element in root.iter():
        text = element.text
        if text and element.tag not in HEADINGS and element.tag != "label" and not _MAY_HOLD_ANCHOR.search(text):
            element.text = AtomicString(text)


def _safe(translation: str | None) -> str | None:
    """Refuse empty texts and control characters: Python-Markdown uses STX and ETX for its place-holders."""
    if not translation or any(ord(character) < 32 and character not in "\n\t" for character in translation):
        return None
    return translation


def _rehearse(md: Markdown, page: PageState, text: str) -> _Anchors:
    """Parse the source page as far as its ids, read them, and leave the Markdown object as it was."""
    prefixes = [(ext, ext.unique_prefix) for ext in md.registeredExtensions if hasattr(ext, "unique_prefix")]
    page.is_rehearsal = True
    try:
        with quick_highlighting():
            root = parse(md, text, last=md.treeprocessors["polyguide-finish"])
        return _Anchors(
            tuple(heading.get("id", "") for heading in _headings(root)),
            tuple(radio.get("id", "") for radio, _ in _tabs(root)),
        )
    finally:
        page.is_rehearsal = False
        md.reset()
        for extension, prefix in prefixes:  # footnotes counts resets in its UNIQUE_IDS
            extension.unique_prefix = prefix


def parse(md: Markdown, text: str, *, last: object) -> Element:
    """Run ``md`` on ``text`` up to and including the tree processor ``last``; return the tree."""
    lines = text.split("\n")
    for preprocessor in md.preprocessors:
        lines = preprocessor.run(lines)
    root: Element = cast(Element, md.parser.parseDocument(lines).getroot())
    for treeprocessor in md.treeprocessors:
        replaced = treeprocessor.run(root)
        root = root if replaced is None else replaced
        if treeprocessor is last:
            break
    return root


def _headings(root: Element) -> Iterator[Element]:
    return (element for element in root.iter() if element.tag in HEADINGS)


def _tabs(root: Element) -> Iterator[tuple[Element, Element]]:
    """The radio button and the label of each content tab, in both of pymdownx.tabbed's layouts."""
    for element in root.iter("div"):
        if "tabbed-set" in (element.get("class") or "").split():
            radios = [child for child in element if child.tag == "input"]
            labels = [child for child in element if child.tag == "label"]
            for child in element:
                if child.tag == "div" and "tabbed-labels" in (child.get("class") or "").split():
                    labels = [label for label in child if label.tag == "label"]
            yield from zip(radios, labels, strict=False)
