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
_WORDS_TO_MATCH = 8
# Kinds that stand in the source elsewhere than in the document's order.
_OUT_OF_ORDER = frozenset({Kind.FOOTNOTE, Kind.ABBREVIATION})


class LineFinder:
    """Finds the lines of a page's messages, asked for in document order."""

    def __init__(self, text: str) -> None:
        self._text = _FENCE.sub(_blank_body, text)
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._cursor = 0

    def find(self, raw: str, kind: Kind) -> int | None:
        """The line, counted from 1, where the raw source of a message begins; None when it is not found."""
        first = raw.strip().split("\n", 1)[0].strip()
        if not first:
            return None
        exact = re.escape(first)
        # Raw HTML may break its lines anywhere.
        loose = r"\s+".join(map(re.escape, raw.split()[:_WORDS_TO_MATCH]))
        start = 0 if kind in _OUT_OF_ORDER else self._cursor
        attempts = [(exact, kind, start), (exact, None, start), (exact, kind, 0), (loose, None, start)]
        for expression, needed, begin in attempts:
            found = self._search(expression, needed, begin)
            if found:
                if kind not in _OUT_OF_ORDER and begin == start:
                    self._cursor = found.end()
                return bisect_right(self._starts, found.start())
        return None

    def _search(self, expression: str, kind: Kind | None, start: int) -> re.Match[str] | None:
        needed = _LINE_OF_KIND.get(kind) if kind else None
        for found in re.compile(expression).finditer(self._text, start):
            line_start = self._starts[bisect_right(self._starts, found.start()) - 1]
            if self._is_whole_word(found) and (needed is None or needed.match(self._text, line_start)):
                return found
        return None

    def _is_whole_word(self, found: re.Match[str]) -> bool:
        before = self._text[found.start() - 1 : found.start()]
        after = self._text[found.end() : found.end() + 1]
        words = found.group()
        return not (before.isalnum() and words[0].isalnum()) and not (after.isalnum() and words[-1].isalnum())


def _blank_body(found: re.Match[str]) -> str:
    """Keep the fence's first line (it may hold a title) and every line end; blank the code."""
    head, _, body = found.group().partition("\n")
    return head + "\n" + re.sub(r"[^\n]", " ", body)
