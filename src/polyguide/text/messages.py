# SPDX-License-Identifier: Apache-2.0
"""What extraction yields: one message a translatable text, in document order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kind of block a message stands in; the value is what translators read."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    TABLE_HEADER = "table header"
    TABLE_CELL = "table cell"
    CAPTION = "caption"
    TITLE = "title"  # of an admonition, a details block or a code block
    TAB = "tab label"
    TERM = "definition term"
    DEFINITION = "definition"
    FOOTNOTE = "footnote"
    ABBREVIATION = "abbreviation"
    ATTRIBUTE = "attribute"  # alt, title, aria-label, placeholder, reference titles
    HTML = "html"  # a run of text inside a raw HTML block
    FRONT_MATTER = "front matter"
    NAVIGATION = "navigation"
    INTERFACE = "interface"  # words that the renderer or the theme adds, such as "Permanent link"
    QUOTE = "quotation"

    @property
    def is_markdown(self) -> bool:
        """Whether a message of this kind is inline Markdown; the others are plain text or inline HTML."""
        return self not in _PLAIN_OR_HTML


_PLAIN_OR_HTML = frozenset(
    {Kind.ABBREVIATION, Kind.ATTRIBUTE, Kind.FRONT_MATTER, Kind.HTML, Kind.INTERFACE, Kind.NAVIGATION}
)


@dataclass(frozen=True)
class Message:
    """One text that a visitor can read.

    ``msgid``    the text as inline Markdown (or inline HTML for Kind.HTML), soft wraps joined
    ``context``  gettext msgctxt; None unless the author asked for one
    ``kind``     the block it stands in
    ``line``     line in the source file, counted from 1; None for words that are not in the source
    ``section``  the heading it stands under, for translators; "" before the first heading
    ``notes``    comments that the author left for translators
    """

    msgid: str
    context: str | None = None
    kind: Kind = Kind.PARAGRAPH
    line: int | None = None
    section: str = ""
    notes: tuple[str, ...] = ()
