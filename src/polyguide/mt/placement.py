# SPDX-License-Identifier: Apache-2.0
"""Where links and emphasis go in the translated sentence.

Models destroy markup that they see, so they do not see it: a pair's words are found again in the plain
translation, or marked by brackets or quotes, which models keep nine times in ten. Every result is checked;
what cannot be placed for sure is not placed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from rapidfuzz import fuzz

from polyguide.mt.markup import STASH_START, STASHED
from polyguide.mt.masking import find_codes
from polyguide.mt.segments import Segment, has_letters

_FOUND_SCORE = 80.0
_PLAUSIBLE_SCORE = 70.0
_LONGEST_RATIO, _LENGTH_ALLOWANCE = 2.2, 8
_EDGE_MARKS = " \t\n\u00a0.,;:!?。，；：！？、"


class Marks(Enum):
    """How the engine is told where a pair is."""

    NONE = ("", "", "")  # not at all: the pair's words are looked for in the plain translation
    BRACKETS = ("[", "]", r"[\[［【]|[\]］】]")
    QUOTES = ('"', '"', r"[\"“”„«»「」『』]")

    @property
    def opening(self) -> str:
        return str(self.value[0])

    @property
    def closing(self) -> str:
        return str(self.value[1])

    @property
    def pattern(self) -> str:
        """What an engine may have made of the marks."""
        return str(self.value[2])


@dataclass(frozen=True)
class Placed:
    """A finished sentence, or the reason why there is none."""

    text: str = ""
    reason: str = ""


@dataclass(frozen=True)
class _Range:
    start: int
    end: int


def marked(segment: Segment, marks: Marks, family: str) -> str:
    """The sentence for the engine: codes for atoms, marks around pairs."""
    inserts = [(span.start, 1, marks.opening) for span in segment.spans]
    inserts += [(span.end, 0, marks.closing) for span in segment.spans]
    return segment.encode(_with_inserts(segment.text, inserts), family)


def phrases(segment: Segment, family: str) -> list[str]:
    """The inner words of each pair, for the engine to translate by themselves."""
    return [segment.encode(segment.text[span.start : span.end], family).strip() for span in segment.spans]


def can_mark(segment: Segment, marks: Marks) -> bool:
    """Whether the marks would be ours alone in this sentence."""
    return marks is Marks.NONE or not re.search(marks.pattern, segment.text)


def place(segment: Segment, output: str, translated_phrases: list[str], marks: Marks, family: str) -> Placed:
    """Put atoms and pairs of the segment into the engine's output.

    ``translated_phrases`` are the engine's translations of ``phrases(segment)``.
    """
    stashed, reason = _stash_codes(output, len(segment.atoms), family)
    if reason:
        return Placed(reason=reason)
    expected = [_stash_codes(phrase, len(segment.atoms), family)[0] for phrase in translated_phrases]
    if marks is Marks.NONE:
        text, ranges = stashed, _inject(stashed, expected, segment)
    else:
        text, ranges = _read_marks(stashed, segment, marks)
    if ranges is None or not all(
        _plausible(text[where.start : where.end], phrase, segment.text[span.start : span.end])
        for where, phrase, span in zip(ranges, expected, segment.spans, strict=True)
    ):
        return Placed(reason="links or emphasis could not be placed")
    inserts: list[tuple[int, int, str]] = []
    for index, (where, span) in enumerate(zip(ranges, segment.spans, strict=True)):
        # Spans come outermost first: at one place outer pairs open first and close last.
        inserts += [(where.start, index + 1, span.opening), (where.end, -index - 1, span.closing)]
    return Placed(segment.restore(_with_inserts(text, inserts)))


def _with_inserts(text: str, inserts: list[tuple[int, int, str]]) -> str:
    """Insert strings at positions; at the same position in the order of the second item."""
    result, position = "", 0
    for at, _, piece in sorted(inserts, key=lambda insert: insert[:2]):
        result += text[position:at] + piece
        position = at
    return result + text[position:]


def _stash_codes(output: str, count: int, family: str) -> tuple[str, str]:
    """Private characters in place of codes, and a reason if any code is lost, doubled or unknown."""
    found = find_codes(output, family)
    text, position = "", 0
    for start, end, index in found:
        text += output[position:start] + (chr(STASH_START + index) if index < count else output[start:end])
        position = end
    text += output[position:]
    if sorted(index for _, _, index in found) != list(range(count)) or family.lower() in text.lower():
        return text, "a protected piece (code, number, address) did not survive"
    return text, ""


def _inject(text: str, expected: list[str], segment: Segment) -> list[_Range] | None:
    """Find each phrase's translation in the translated sentence."""
    ranges: list[_Range] = []
    for index, phrase in enumerate(expected):
        where = _find(text, phrase.strip(_EDGE_MARKS), index, segment, ranges)
        if where is None:
            return None
        ranges.append(where)
    return ranges


def _find(text: str, phrase: str, index: int, segment: Segment, taken: list[_Range]) -> _Range | None:
    """The best place for a phrase that agrees with the places of the pairs before it."""
    if not phrase:
        return None
    candidates = [_Range(*found.span()) for found in re.finditer(re.escape(phrase), text, re.IGNORECASE)]
    candidates = [where for where in candidates if _is_word_range(text, where)]
    exact = bool(candidates)
    if not exact:
        alignment = fuzz.partial_ratio_alignment(phrase.casefold(), text.casefold(), score_cutoff=_FOUND_SCORE)
        if alignment is None or len(text.casefold()) != len(text) or len(phrase) > len(text):
            return None
        where = _to_words(text, _Range(alignment.dest_start, alignment.dest_end))
        if fuzz.ratio(text[where.start : where.end].casefold(), phrase.casefold()) < _FOUND_SCORE:
            return None
        candidates = [where]
    fitting = [where for where in candidates if _agrees(where, index, segment, taken)]
    inner = segment.text[segment.spans[index].start : segment.spans[index].end]
    before = segment.text[: segment.spans[index].start].casefold().count(inner.casefold())
    return fitting[min(before, len(fitting) - 1)] if fitting else None


def _agrees(where: _Range, index: int, segment: Segment, taken: list[_Range]) -> bool:
    """Pairs nested in the source are nested here, others do not overlap; atoms stay in their pairs."""
    span = segment.spans[index]
    for other, place_taken in zip(segment.spans, taken, strict=False):
        nested = other.start <= span.start and span.end <= other.end
        inside = place_taken.start <= where.start and where.end <= place_taken.end
        apart = where.end <= place_taken.start or where.start >= place_taken.end
        if not (inside if nested else apart):
            return False
    return True


def _read_marks(text: str, segment: Segment, marks: Marks) -> tuple[str, list[_Range] | None]:
    """Take the marks out of the output again; None when their number or nesting is not the source's."""
    found = list(re.finditer(marks.pattern, text))
    if len(found) != 2 * len(segment.spans):
        return text, None
    bare, position, places = "", 0, []
    for mark in found:
        bare += text[position : mark.start()]
        position = mark.end()
        places.append(len(bare))
    bare += text[position:]
    # The source's marks in text order, by pair and by whether they open: the output must repeat their shape.
    order = sorted(
        [(span.start, 1, index) for index, span in enumerate(segment.spans)]
        + [(span.end, 0, -index) for index, span in enumerate(segment.spans)]
    )
    starts: dict[int, int] = {}
    ranges: dict[int, _Range] = {}
    for (_, opens, signed), at, mark in zip(order, places, found, strict=True):
        if marks is Marks.BRACKETS and (mark[0] in "[［【") != bool(opens):
            return text, None
        if opens:
            starts[abs(signed)] = at
        else:
            ranges[abs(signed)] = _trimmed(bare, _Range(starts[abs(signed)], at))
    return bare, [ranges[index] for index in range(len(segment.spans))]


def _plausible(content: str, phrase: str, original: str) -> bool:
    """Whether the words in a pair can be the translation of the pair's words."""
    if sorted(re.findall(STASHED, content)) != sorted(re.findall(STASHED, original)):
        return False
    if not has_letters(content) or not content.strip(_EDGE_MARKS):
        return False
    if len(content) > _LONGEST_RATIO * len(phrase) + _LENGTH_ALLOWANCE:
        return False
    return fuzz.token_sort_ratio(content.casefold(), phrase.casefold()) >= _PLAUSIBLE_SCORE or (
        fuzz.partial_ratio(phrase.casefold(), content.casefold()) >= _FOUND_SCORE
    )


def _is_word_range(text: str, where: _Range) -> bool:
    """Whether the range does not begin or end within a word (scripts without spaces have no such edges)."""
    return not _splits_word(text, where.start) and not _splits_word(text, where.end)


def _splits_word(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    return left.isalnum() and right.isalnum() and not (_is_dense(left) or _is_dense(right))


def _is_dense(character: str) -> bool:
    """Chinese and Japanese characters, and stand-ins of atoms."""
    return "\u3040" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff" or character > "\U000effff"


def _to_words(text: str, where: _Range) -> _Range:
    """The range widened to whole words, without marks and spaces at its edges."""
    start, end = where.start, where.end
    while _splits_word(text, start):
        start -= 1
    while _splits_word(text, end):
        end += 1
    return _trimmed(text, _Range(start, end))


def _trimmed(text: str, where: _Range) -> _Range:
    start, end = where.start, where.end
    while start < end and text[start] in _EDGE_MARKS:
        start += 1
    while end > start and text[end - 1] in _EDGE_MARKS:
        end -= 1
    return _Range(start, end)
