# SPDX-License-Identifier: Apache-2.0
"""The one walk over a parsed page that both extraction and translation take, so they cannot disagree.

It runs between the block parser and the inline parser of Python-Markdown, where each block element
still holds its raw inline source, and offers every text a visitor can read to a ``visit`` function.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import AtomicString

from polyguide.text.messages import Kind, Message
from polyguide.text.normal_form import HEADINGS, PLACEHOLDER, STASHED, Rules, has_words, segments, tree_processor
from polyguide.text.raw_html import READABLE_ATTRIBUTES, rewrite

# Gets a message and the raw source it was made from; gives the translation, or None to leave the source.
Visit = Callable[[Message, str], str | None]

_CODE_TITLE = re.compile(r'(<span class="filename">)(.+?)(</span>)', re.DOTALL)
_DIRECTIVE = re.compile(r"\s*<!--\s*i18n:(?P<verb>context|comment|skip)\b\s*(?P<text>.*?)\s*-->\s*", re.DOTALL)
_OPAQUE_TAGS = frozenset({"pre", "code", "script", "style", "math", "svg"})
_OPAQUE_CLASSES = frozenset({"arithmatex"})

_KIND_OF_TAG = {
    **dict.fromkeys(HEADINGS, Kind.HEADING),
    "li": Kind.LIST_ITEM,
    "th": Kind.TABLE_HEADER,
    "td": Kind.TABLE_CELL,
    "dt": Kind.TERM,
    "dd": Kind.DEFINITION,
    "caption": Kind.CAPTION,
    "figcaption": Kind.CAPTION,
    "summary": Kind.TITLE,
    "blockquote": Kind.QUOTE,
}
_KINDS_OF_CONTAINERS = frozenset({"li", "dd", "figcaption", "caption", "blockquote", "td", "th"})
_TAG_OF_KIND = {Kind.HEADING: "h2", Kind.TABLE_CELL: "td", Kind.TABLE_HEADER: "th", Kind.TERM: "dt"}


def tag_of(kind: Kind) -> str:
    """The tag whose attribute-list rules hold for a message of this kind (attr_list knows two sets)."""
    return _TAG_OF_KIND.get(kind, "p")


class Walk:
    """One walk over one page.

    ``html_start`` and ``html_end`` bound the entries of ``md.htmlStash`` that are raw HTML blocks; the
    entries before are code blocks.
    """

    def __init__(self, md: Markdown, html_start: int, html_end: int, visit: Visit) -> None:
        self._md = md
        self._html_start = html_start
        self._html_end = html_end
        self._visit = visit
        self._section = ""
        self._context: str | None = None
        self._notes: tuple[str, ...] = ()
        self._skip = False
        self._rules = Rules.of(md)

    def run(self, root: Element) -> None:
        """Offer every text of the page in document order, then abbreviations and reference titles."""
        for child in list(root):
            self._element(child, Kind.PARAGRAPH)
        self._abbreviations()
        self._reference_titles()

    def _element(self, element: Element, inherited: Kind) -> None:
        if not isinstance(element.tag, str):  # a comment or a processing instruction
            return
        kind = _kind(element, inherited)
        if element.tag not in _OPAQUE_TAGS and _OPAQUE_CLASSES.isdisjoint(_classes(element)):
            self._attributes(element)
            element.text = self._text(element.text, element, kind)
            for child in element:
                self._element(child, kind)
                child.tail = self._text(child.tail, element, kind)

    def _text(self, raw: str | None, element: Element, kind: Kind) -> str | None:
        if not raw:
            return raw
        if isinstance(raw, AtomicString):
            return self._atomic(raw)
        pieces = []
        for segment in segments(raw, element.tag, references=self._md.references, rules=self._rules):
            translation = self._offer(segment.msgid, kind, segment.raw) if segment.msgid else None
            pieces.append(segment.with_translation(segment.msgid if translation is None else translation))
            if segment.msgid and kind is Kind.HEADING:
                self._section = segment.msgid
            self._stashed(segment.after)
        text = "".join(pieces)
        return raw if text == raw else text

    def _atomic(self, raw: str) -> str:
        """Text that the inline parser leaves alone: the plain words of raw elements inside Markdown in HTML."""
        pieces = []
        for part in re.split(f"({PLACEHOLDER.pattern})", raw):
            words = part.strip()
            msgid = " ".join(words.split())
            translation = self._offer(msgid, Kind.HTML, words) if has_words(words) else None
            changes = translation is not None and translation != msgid
            pieces.append(part.replace(words, str(translation), 1) if changes else part)
            self._stashed(part)
        text = "".join(pieces)
        return raw if text == raw else AtomicString(text)

    def _stashed(self, placeholders: str) -> None:
        """Visit what the preprocessors took out of the text: raw HTML blocks and the titles of code blocks."""
        for found in STASHED.finditer(placeholders):
            index = int(found.group(1))
            blocks = self._md.htmlStash.rawHtmlBlocks
            source = blocks[index] if index < len(blocks) else None
            if not isinstance(source, str):
                continue
            if index < self._html_start:
                blocks[index] = _CODE_TITLE.sub(self._code_title, source)
            elif index < self._html_end and not self._directive(source):
                blocks[index] = rewrite(source, self._html)
                self._stashed(source)

    def _html(self, text: str, is_attribute: bool) -> str | None:
        return self._offer(text, Kind.ATTRIBUTE if is_attribute else Kind.HTML, text)

    def _code_title(self, found: re.Match[str]) -> str:
        title = html.unescape(found.group(2))
        translation = self._offer(title, Kind.TITLE, title) if has_words(title) else None
        if translation is None or translation == title:
            return found.group()
        return found.group(1) + html.escape(translation, quote=False) + found.group(3)

    def _attributes(self, element: Element) -> None:
        if "footnote-backref" in _classes(element):
            return  # the extension's words, see interface.py
        for name in READABLE_ATTRIBUTES:
            value = element.get(name)
            if value and has_words(value):
                msgid = " ".join(value.split())
                translation = self._offer(msgid, Kind.ATTRIBUTE, value)
                if translation is not None and translation != msgid:
                    element.set(name, translation)

    def _abbreviations(self) -> None:
        abbreviations = getattr(tree_processor(self._md, "abbr"), "abbrs", {})
        for key, title in list(abbreviations.items()):
            if title and has_words(title):
                translation = self._offer(title, Kind.ABBREVIATION, title)
                abbreviations[key] = title if translation is None else translation

    def _reference_titles(self) -> None:
        references: dict[str, Any] = self._md.references
        for key, (url, title) in list(references.items()):
            if title and has_words(title):
                translation = self._offer(title, Kind.ATTRIBUTE, title)
                references[key] = (url, title if translation is None else translation)

    def _directive(self, source: str) -> bool:
        """Take a translator directive in a comment: context, comment or skip, for the next text."""
        found = _DIRECTIVE.fullmatch(source)
        if not found:
            return False
        if found["verb"] == "context":
            self._context = found["text"] or None
        elif found["verb"] == "comment":
            self._notes = (*self._notes, found["text"])
        else:
            self._skip = True
        return True

    def _offer(self, msgid: str, kind: Kind, raw: str) -> str | None:
        message = Message(msgid, self._context, kind, None, self._section, self._notes)
        skip, self._skip, self._context, self._notes = self._skip, False, None, ()
        return None if skip else self._visit(message, raw)


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def _kind(element: Element, inherited: Kind) -> Kind:
    classes = _classes(element)
    if "admonition-title" in classes:
        return Kind.TITLE
    if element.tag == "label" and inherited is Kind.TAB:
        return Kind.TAB
    if element.tag == "div":
        if "footnote" in classes:
            return Kind.FOOTNOTE
        return Kind.TAB if "tabbed-labels" in classes or "tabbed-set" in classes else Kind.PARAGRAPH
    if element.tag in ("ol", "ul", "li") and inherited is Kind.FOOTNOTE:
        return Kind.FOOTNOTE
    if element.tag == "p":
        return inherited if inherited in _INHERITED_BY_PARAGRAPHS else Kind.PARAGRAPH
    return _KIND_OF_TAG.get(element.tag, inherited)


_INHERITED_BY_PARAGRAPHS = frozenset(
    {_KIND_OF_TAG[tag] for tag in _KINDS_OF_CONTAINERS} | {Kind.FOOTNOTE, Kind.CAPTION}
)
