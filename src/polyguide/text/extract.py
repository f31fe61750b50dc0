# SPDX-License-Identifier: Apache-2.0
"""Extraction: the messages of a page, by the same walk that translates it, without rendering it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from polyguide.text.extension import BEFORE_INLINE, PageState, parse, register_html_marks
from polyguide.text.highlighting import quick_highlighting
from polyguide.text.interface import interface_messages
from polyguide.text.lines import LineFinder
from polyguide.text.messages import Message
from polyguide.text.walk import Walk


class Extractor:
    """Reads the messages of any number of pages of a site with one set of Markdown extensions."""

    def __init__(
        self, extensions: Sequence[str | Extension], extension_configs: Mapping[str, Mapping[str, Any]]
    ) -> None:
        self._collector = _Collector()
        self._md = Markdown(
            extensions=[*extensions, self._collector],
            extension_configs={name: dict(options) for name, options in extension_configs.items()},
        )

    def extract(self, text: str) -> list[Message]:
        """Return the messages of one page (without front matter) in document order, with their lines."""
        self._md.reset()
        self._collector.found.clear()
        if not text.strip():
            return []
        with quick_highlighting():
            root = parse(self._md, text, last=self._md.treeprocessors["polyguide-collect"])
        finder = LineFinder(text)
        messages = [
            replace(message, line=finder.find(raw, message.kind)) for message, raw in self._collector.found
        ]
        return messages + interface_messages(self._md, root)


def extract(
    markdown: str,
    *,
    extensions: Sequence[str | Extension] = (),
    extension_configs: Mapping[str, Mapping[str, Any]] | None = None,
) -> list[Message]:
    """Return the messages of a page of Markdown, in document order.

    ``extensions`` and ``extension_configs`` are Python-Markdown's own arguments. A text that occurs twice
    is returned twice.

    >>> [message.msgid for message in extract("# Fees\\n\\nPay *here*.")]
    ['Fees', 'Pay *here*.']
    """
    return Extractor(extensions, extension_configs or {}).extract(markdown)


class _Collector(Extension):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[Message, str]] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        page = PageState()
        register_html_marks(md, page)
        md.treeprocessors.register(_Collect(md, page, self.found), "polyguide-collect", BEFORE_INLINE)


class _Collect(Treeprocessor):
    def __init__(self, md: Markdown, page: PageState, found: list[tuple[Message, str]]) -> None:
        super().__init__(md)
        self._page = page
        self._found = found

    def run(self, root: Element) -> None:
        Walk(self.md, self._page.html_start, self._page.html_end, self._note).run(root)

    def _note(self, message: Message, raw: str) -> None:
        self._found.append((message, raw))
