# SPDX-License-Identifier: Apache-2.0
"""Where links and emphasis go in the translated sentence.

Models destroy markup that they see, so they do not see it: a pair's words are found again in the plain
translation, or marked by brackets or quotes, which models keep nine times in ten. Every result is checked;
what cannot be placed for sure is not placed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from rapidfuzz import fuzz

from polyguide.mt.markup import STASH_START, STASHED
from polyguide.mt.masking import find_codes
from polyguide.mt.segments import Segment, has_letters

_FOUND_SCORE = 80.0
_PART_BONUS, _LONGEST_ARTICLE = 10.0, 3
_PLAUSIBLE_SCORE = 70.0
_LONGEST_RATIO, _LENGTH_ALLOWANCE = 2.2, 8
_DENSE = "[\u3040-\u30ff\u3400-\u9fff]"  # Chinese and Japanese write without spaces
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


def contents(segment: Segment, output: str, marks: Marks, family: str) -> list[str] | None:
    """The text between each pair of marks in an engine's output; None when the marks are not all there."""
    stashed, reason = _stash_codes(output, len(segment.atoms), family)
    bare, ranges = _read_marks(stashed, segment, marks)
    if reason or ranges is None:
        return None
    return [segment.encode(bare[where.start : where.end], family) for where in ranges]


def place(
    segment: Segment, output: str, references: Sequence[Sequence[str]], marks: Marks, family: str, plain: str = ""
) -> Placed:
    """Put atoms and pairs of the segment into the engine's output.

    ``references`` are known translations of each pair's words, the best first; ``plain`` is the translation
    of the sentence without marks. Words between marks must resemble one of them.
    """
    stashed, reason = _stash_codes(output, len(segment.atoms), family)
    if reason:
        return Placed(reason=reason)
    count = len(segment.atoms)
    known = [[_stash_codes(text, count, family)[0] for text in texts] for texts in references]
    unmarked = _stash_codes(plain, count, family)[0]
    if marks is Marks.NONE:
        text, ranges = stashed, _inject(stashed, known, segment)
    else:
        text, ranges = _read_marks(stashed, segment, marks)
    if ranges is None or not all(
        _plausible(text[where.start : where.end], texts, segment.text[span.start : span.end], unmarked)
        for where, texts, span in zip(ranges, known, segment.spans, strict=True)
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


def _inject(text: str, known: list[list[str]], segment: Segment) -> list[_Range] | None:
    """Find each pair's words in the translated sentence: a known translation as it is, else one like it."""
    ranges: list[_Range] = []
    for index, texts in enumerate(known):
        bare = [phrase.strip(_EDGE_MARKS) for phrase in texts]
        found = (
            _best(search(text, phrase), index, segment, ranges)
            for search in (_exact, _similar)
            for phrase in bare
            if phrase
        )
        where = next((one for one in found if one), None)
        if where is None:
            return None
        ranges.append(where)
    return ranges


def _best(candidates: list[_Range], index: int, segment: Segment, taken: list[_Range]) -> _Range | None:
    """The candidate that agrees with the places of earlier pairs; of several the one in the source's order."""
    fitting = [where for where in candidates if _agrees(where, index, segment, taken)]
    inner = segment.text[segment.spans[index].start : segment.spans[index].end]
    before = segment.text[: segment.spans[index].start].casefold().count(inner.casefold())
    return fitting[min(before, len(fitting) - 1)] if fitting else None


def _exact(text: str, phrase: str) -> list[_Range]:
    """Every place where the phrase stands as whole words."""
    found = [_Range(*match.span()) for match in re.finditer(re.escape(phrase), text, re.IGNORECASE)]
    return [where for where in found if not (_splits_word(text, where.start) or _splits_word(text, where.end))]


def _similar(text: str, phrase: str) -> list[_Range]:
    """The stretch of whole words that is most like the phrase, if one is and its words stand nowhere else."""
    words = [_trimmed(text, _Range(*found.span())) for found in re.finditer(r"\S+", text)]
    words = [word for word in words if word.end > word.start]
    size = len(phrase.split())
    windows = [
        _Range(words[first].start, words[last].end)
        for first in range(len(words))
        for last in range(max(first, first + size - 3), min(len(words), first + size + 2))
    ]
    if re.search(_DENSE, text):
        alignment = fuzz.partial_ratio_alignment(phrase, text, score_cutoff=_FOUND_SCORE)
        windows = [_trimmed(text, _Range(alignment.dest_start, alignment.dest_end))] if alignment else []
    scored = [(_likeness(text[where.start : where.end], phrase), -where.start, where) for where in windows]
    score, _, best = max(scored, key=lambda one: one[:2], default=(0.0, 0, _Range(0, 0)))
    if score < _FOUND_SCORE or len(_exact(text, text[best.start : best.end])) > 1:
        return []
    return [best]


def _likeness(words: str, phrase: str) -> float:
    """Similarity, 0 to 100; the phrase without its article or preposition counts for more."""
    words, phrase = words.casefold(), phrase.casefold()
    rest = phrase.replace(words, "", 1).strip() if words in phrase else phrase
    return fuzz.ratio(words, phrase) + (_PART_BONUS if len(rest) <= _LONGEST_ARTICLE else 0.0)


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


def _plausible(content: str, known: Sequence[str], original: str, plain: str) -> bool:
    """Whether the words in a pair can be the translation of the pair's words.

    They must have the same atoms, resemble a known translation or occur in the plain one, and must not be
    the source's own words where no other translation keeps them.
    """
    if sorted(re.findall(STASHED, content)) != sorted(re.findall(STASHED, original)):
        return False
    if not has_letters(content) or not content.strip(_EDGE_MARKS):
        return False
    folded = content.casefold()
    others = [text.casefold() for text in known]
    if re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", plain.casefold()):
        return True
    if folded == original.casefold() and folded != others[0]:
        return False
    return any(
        len(content) <= _LONGEST_RATIO * len(other) + _LENGTH_ALLOWANCE
        and fuzz.token_sort_ratio(folded, other) >= _PLAUSIBLE_SCORE
        for other in others
    )


def _splits_word(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    around = text[at - 1 : at + 1]
    return around.isalnum() and not re.search(f"{_DENSE}|{STASHED}", around)


def _trimmed(text: str, where: _Range) -> _Range:
    start, end = where.start, where.end
    while start < end and text[start] in _EDGE_MARKS:
        start += 1
    while end > start and text[end - 1] in _EDGE_MARKS:
        end -= 1
    return _Range(start, end)
