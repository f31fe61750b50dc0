# SPDX-License-Identifier: Apache-2.0
"""Splitting text into sentences: a few rules and a list of abbreviations serve government prose better than a
model does ("Mon.–Fri.", "No. 5", "p.m."), and cost nothing."""

from __future__ import annotations

import re

_BORDER = re.compile(
    r"""(?<=[.!?؟…])["'”’)\]]*\s+(?=["'“‘«(\[¿¡]*[^\W_a-z])   # full stop, space, no small letter after it
      | (?<=[。！？])[」』”’）]*(?=[^\s」』”’）])\s*              # full-width stops need no space
      | (?<=[。！？])\s+(?=\S)
      | [ ]*(?:\\|[ ]{2})?\n[ ]*(?=\S)                          # a hard line break
    """,
    re.VERBOSE,
)
# Words before a full stop that does not end the sentence. "p.m." and "etc." often do end it, so they are not
# here: with a capital letter after them they count as an end.
_ABBREVIATION = re.compile(
    r"""(?:^|[\s(\[“"'–-])
        (?: (?i:No|Nos|Art|Arts|Mr|Mrs|Ms|Dr|Prof|St|vs|approx|tel|ext|min|max|cf|fig|sec|para|e\.g|i\.e|incl
              |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Co|Ltd|Inc|Rd|Ave|Bldg)
          | (?:[A-Z]\.)*[A-Z] )
        \.$""",
    re.VERBOSE,
)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Sentences as (start, end) positions, each with the white space that follows it; none is empty.

    >>> text = "Open Mon.–Fri. See No. 5. Call first!"
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['Open Mon.–Fri. ', 'See No. 5. ', 'Call first!']
    """
    spans, start = [], 0
    for border in _BORDER.finditer(text):
        if border.end() > start and not _is_abbreviation(text[start : border.start()]):
            spans.append((start, border.end()))
            start = border.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def _is_abbreviation(before: str) -> bool:
    return before.endswith(".") and bool(_ABBREVIATION.search(before[-12:]))
