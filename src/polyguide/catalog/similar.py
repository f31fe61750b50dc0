# SPDX-License-Identifier: Apache-2.0
"""The most similar of many texts, without comparing each with each.

rapidfuzz compares well but only in pairs; an index of short runs of letters picks the few texts that share
the rarest of them, so that a rewritten site of 10,000 messages takes seconds and not minutes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from heapq import nsmallest

from rapidfuzz import fuzz, process

from polyguide.catalog.entries import Entry

CUTOFF = 75  # per cent; below it the text found is mostly unrelated (research: one in five is at least 75)
_RAREST_RUNS = 16
_COMPARED = 12
_SHORT_TEXT = 30  # characters; shorter texts have too few long runs to be found by
_SHORT_RUN, _LONG_RUN = 3, 6


class SimilarTexts:
    """Entries to be found by a text similar to their msgid."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, entry in enumerate(self._entries):
            runs = _runs(entry.msgid, _LONG_RUN)
            if len(entry.msgid) < 2 * _SHORT_TEXT:
                runs |= _runs(entry.msgid, _SHORT_RUN)
            for run in runs:
                self._places[run].append(place)

    def best(self, text: str) -> Entry | None:
        """The entry whose msgid is most similar to the text, None when none reaches CUTOFF."""
        length = _SHORT_RUN if len(text) < _SHORT_TEXT else _LONG_RUN
        runs = sorted((run for run in _runs(text, length) if run in self._places), key=self._rarity)
        shared = Counter(place for run in runs[:_RAREST_RUNS] for place in self._places[run])
        nearest = nsmallest(_COMPARED, shared, key=lambda place: (-shared[place], place))
        texts = {place: self._entries[place].msgid for place in nearest}
        found = process.extractOne(text, texts, scorer=fuzz.ratio, score_cutoff=CUTOFF)
        return self._entries[found[2]] if found else None

    def _rarity(self, run: str) -> tuple[int, str]:
        return len(self._places[run]), run


def _runs(text: str, length: int) -> set[str]:
    padded = f" {text} "
    return {padded[start : start + length] for start in range(max(1, len(padded) - length + 1))}
