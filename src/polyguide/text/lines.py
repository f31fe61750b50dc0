# SPDX-License-Identifier: Apache-2.0
"""Where in the source a message stands. Python-Markdown keeps no positions, so the text is searched for:
messages come in document order, so each search starts where the last one ended."""

from __future__ import annotations

import re
from bisect import bisect_right

from polyguide.text.messages import Kind

_FENCE = re.compile(r"^([ \t>]*)(`{3,}|~{3,})[^\n]*\n.*?^\1\2[`~]*[ \t]*$", re.MULTILINE | re.DOTALL)
# What a line must look like to hold a message of a kind that repeats short words ("Title", "Example").
_LINE_OF_KIND = {
    Kind.HEADING: re.compile(r"[ \t>]*#|[^\n]*\n[ \t>]*(=+|-+)[ \t]*$", re.MULTILINE),
    Kind.TABLE_CELL: re.compile(r"[^\n]*\|"),
    Kind.TABLE_HEADER: re.compile(r"[^\n]*\|"),
    Kind.TITLE: re.compile(r"[ \t>]*(!!!|\?\?\?|/{3,}|`{3,}|~{3,})|[ \t>]*\S"),
    Kind.TAB: re.compile(r"[ \t>]*(===|/{3,})"),
    Kind.FOOTNOTE: re.compile(r"[ \t>]*\[\^|[ \t]+\S"),
    Kind.ABBREVIATION: re.compile(r"[ \t]*\*\["),
}
# Kinds that stand in the source elsewhere than in the document's order.
_OUT_OF_ORDER = frozenset({Kind.FOOTNOTE, Kind.ABBREVIATION})


class LineFinder:
    """Finds the lines of a page's messages, asked for in document order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._without_code = _FENCE.sub(_blank_body, text)
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._cursor = 0

    def find(self, raw: str, kind: Kind) -> int | None:
        """The line, counted from 1, on which the raw source of a message begins; None when it is not found."""
        first = raw.strip().split("\n", 1)[0].strip()
        if not first:
            return None
        out_of_order = kind in _OUT_OF_ORDER
        position = self._search(first, kind, 0 if out_of_order else self._cursor)
        if position is None and not out_of_order:
            position = self._search(first, kind, 0)
            if position is None:
                return None
        elif position is not None and not out_of_order:
            self._cursor = position + len(first)
        return None if position is None else bisect_right(self._starts, position)

    def _search(self, first: str, kind: Kind, start: int) -> int | None:
        needed = _LINE_OF_KIND.get(kind)
        position = self._without_code.find(first, start)
        while position >= 0:
            line_start = self._starts[bisect_right(self._starts, position) - 1]
            if self._is_whole_word(first, position) and (
                needed is None or needed.match(self._without_code, line_start)
            ):
                return position
            position = self._without_code.find(first, position + 1)
        return None

    def _is_whole_word(self, first: str, position: int) -> bool:
        before = self._without_code[position - 1 : position]
        after = self._without_code[position + len(first) : position + len(first) + 1]
        return not (before.isalnum() and first[0].isalnum()) and not (after.isalnum() and first[-1].isalnum())


def _blank_body(found: re.Match[str]) -> str:
    """Keep the fence's first line (it may hold a title) and every line end; blank the code."""
    head, _, body = found.group().partition("\n")
    return head + "\n" + re.sub(r"[^\n]", " ", body)
