# SPDX-License-Identifier: Apache-2.0
"""Words that Markdown extensions add to a page: permalink and backlink titles, and prefixes of captions.

They are templates with a field for a number ("Jump back to footnote {} in the text"), so they are
translated once a page and filled in again.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown

from polyguide.text.messages import Kind, Message
from polyguide.text.normal_form import HEADINGS, STASHED, tree_processor

_FIELD = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True)
class _Template:
    """A text with at most one field, and where it ends up: an attribute or the text of ``tag.class``."""

    text: str
    tag: str
    css_class: str
    attribute: str = ""

    @property
    def message(self) -> Message:
        return Message(self.text, kind=Kind.INTERFACE)

    def fill(self, shown: str, translation: str) -> str | None:
        """The translation with the number that ``shown`` has; None when ``shown`` is another text."""
        start, field, end = _FIELD.sub("\0", self.text, count=1).partition("\0")
        if not field:
            return translation if shown == self.text else None
        number = shown[len(start) : len(shown) - len(end)]
        if shown != f"{start}{number}{end}" or not _FIELD.search(translation):
            return None
        return _FIELD.sub(lambda found: number, translation)


def interface_messages(md: Markdown, root: Element) -> list[Message]:
    """The texts that the extensions will add to this parsed page."""
    return [template.message for template in _templates(md, root)]


def translate_interface(md: Markdown, root: Element, lookup: Callable[[Message], str | None]) -> None:
    """Translate the texts that the extensions have added to the finished tree."""
    for template in _templates(md, root):
        translation = lookup(template.message)
        if translation is None or translation == template.text:
            continue
        for element in root.iter(template.tag):
            if template.css_class in (element.get("class") or "").split():
                _exchange(md, element, template, translation)


def _exchange(md: Markdown, element: Element, template: _Template, translation: str) -> None:
    if template.attribute:
        filled = template.fill(element.get(template.attribute, ""), translation)
        if filled is not None:
            element.set(template.attribute, filled)
        return
    # The caption extension hands its prefixes to the stash, as finished HTML.
    stashed = STASHED.fullmatch(element.text or "")
    blocks = md.htmlStash.rawHtmlBlocks
    index = int(stashed.group(1)) if stashed else len(blocks)
    if index < len(blocks) and isinstance(blocks[index], str):
        filled = template.fill(str(blocks[index]), translation)
        blocks[index] = str(blocks[index]) if filled is None else html.escape(filled, quote=False)


def _templates(md: Markdown, root: Element) -> Iterator[_Template]:
    toc = tree_processor(md, "toc")
    title = getattr(toc, "permalink_title", "")
    has_headings = any(element.tag in HEADINGS for element in root.iter())
    if title and has_headings and getattr(toc, "use_permalinks", None) not in (False, None):
        yield _Template(title, "a", getattr(toc, "permalink_class", "headerlink"), "title")
    footnotes = getattr(tree_processor(md, "footnote"), "footnotes", None)
    if footnotes is not None and footnotes.footnotes:
        yield _Template(footnotes.getConfig("BACKLINK_TITLE"), "a", "footnote-backref", "title")
    prefixes = getattr(tree_processor(md, "caption-auto"), "fig_types", None)
    if prefixes and next(root.iter("figure"), None) is not None:
        for prefix in dict.fromkeys(filter(None, prefixes.values())):
            yield _Template(prefix, "span", "caption-prefix")
