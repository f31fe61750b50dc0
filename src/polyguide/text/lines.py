# SPDX-License-Identifier: Apache-2.0
"""Where in the source a message stands. Python-Markdown keeps no positions, so the text is searched for:
messages come in document order, so each search starts where the last one ended."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

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
        start = 0 if kind in _OUT_OF_ORDER else self._cursor
        found = (
            self._first(self._exactly(first, start), kind)
            or self._first(self._exactly(first, start), None)
            or self._first(self._exactly(first, 0), kind)
            or self._first(self._loosely(raw, start), None)
        )
        if found is None:
            return None
        if kind not in _OUT_OF_ORDER and found[0] >= start:
            self._cursor = found[1]
        return bisect_right(self._starts, found[0])

    def _exactly(self, words: str, start: int) -> Iterator[tuple[int, int]]:
        """Where the words stand, as (start, end)."""
        position = self._text.find(words, start)
        while position >= 0:
            yield position, position + len(words)
            position = self._text.find(words, position + 1)

    def _loosely(self, raw: str, start: int) -> Iterator[tuple[int, int]]:
        """Where the words stand, however their lines break: raw HTML may break them anywhere."""
        expression = r"\s+".join(map(re.escape, raw.split()[:_WORDS_TO_MATCH]))
        return (found.span() for found in re.compile(expression).finditer(self._text, start))

    def _first(self, spans: Iterator[tuple[int, int]], kind: Kind | None) -> tuple[int, int] | None:
        """The first span of whole words on a line that can hold a message of this kind."""
        needed = _LINE_OF_KIND.get(kind) if kind else None
        for start, end in spans:
            line_start = self._starts[bisect_right(self._starts, start) - 1]
            if self._is_whole(start, end) and (needed is None or needed.match(self._text, line_start)):
                return start, end
        return None

    def _is_whole(self, start: int, end: int) -> bool:
        text = self._text
        cuts_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
        cuts_after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
        return not (cuts_before or cuts_after)


def _blank_body(found: re.Match[str]) -> str:
    """Keep the fence's first line (it may hold a title) and every line end; blank the code."""
    head, _, body = found.group().partition("\n")
    return head + "\n" + re.sub(r"[^\n]", " ", body)
