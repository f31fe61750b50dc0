# SPDX-License-Identifier: Apache-2.0
"""From a tree of inline markup to what an engine is asked: sentences whose atoms are codes and whose pairs are
known by position."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from polyguide.mt.markup import STASH_START, STASHED, Atom, Node, Pair, Text, source
from polyguide.mt.masking import HARD_ATOMS, NUMBERS, SOFT_ATOMS, code_family, spans_of
from polyguide.mt.sentences import sentence_spans

_LETTER = re.compile(r"[^\W\d_]")
# What follows an atom that touches a word without being part of it: tags, footnote marks, icons. The engine sees
# a space there, which is taken away again.
_LOOSE = ("<", "[^", ":")
_NO_SPACE_BEFORE, _NO_SPACE_AFTER = "\x0e", "\x0f"
_LINE_BREAK = re.compile(r"<br\b")
# A label in front of its sentence: "**Fee:** CNY 800", "**Where** – at the counter".
_LABEL_END = re.compile(r":\s*$")
_AFTER_LABEL = re.compile(r"\s*(?::|–|—|-(?=\s))\s*")


@dataclass(frozen=True)
class Span:
    """A pair's place in a sentence: ``start`` and ``end`` are positions of its inner text."""

    start: int
    end: int
    opening: str
    closing: str


@dataclass(frozen=True)
class Segment:
    """One sentence. In ``text`` each atom is one private character that stands for an entry of ``atoms``."""

    text: str
    spans: tuple[Span, ...] = ()
    atoms: tuple[str, ...] = ()

    def encode(self, text: str, family: str) -> str:
        """The text (the segment's, or a part of it) with a code for each atom."""
        return re.sub(STASHED, lambda found: f"{family}{ord(found[0]) - STASH_START}", text)

    def restore(self, text: str) -> str:
        """The text with each atom's source."""
        return _fill(text, self.atoms)

    def family(self, preferred: int = 0) -> str:
        """Letters for codes that occur nowhere in the sentence."""
        return code_family(self.text, preferred)

    def with_numbers_as_atoms(self) -> Segment:
        """The same sentence with every number protected."""
        atoms, offset = list(self.atoms), 0
        text, spans = self.text, list(self.spans)
        for start, end in spans_of(self.text, [NUMBERS]):
            if any(start < edge < end for span in self.spans for edge in (span.start, span.end)):
                continue
            atoms.append(self.text[start:end])
            text = text[: start - offset] + chr(STASH_START + len(atoms) - 1) + text[end - offset :]
            shift = end - start - 1
            spans = [
                Span(_moved(span.start, end - offset, shift), _moved(span.end, end - offset, shift),
                     span.opening, span.closing)
                for span in spans
            ]  # fmt: skip
            offset += shift
        return Segment(text, tuple(spans), tuple(atoms))


Part = str | Segment


@dataclass
class _Flow:
    """A tree laid out flat: text with one private character an atom, and the places of pairs."""

    text: str = ""
    spans: list[Span] = field(default_factory=list)
    atoms: list[str] = field(default_factory=list)

    def add_atom(self, atom: str) -> None:
        if atom.startswith(_LOOSE) and self.text[-1:].isalnum():
            self.text += " "
            atom = _NO_SPACE_BEFORE + atom
        self.atoms.append(atom)
        self.text += chr(STASH_START + len(self.atoms) - 1)

    def add_text(self, text: str) -> None:
        if self.text and re.fullmatch(STASHED, self.text[-1]) and text[:1].isalnum():
            atom = self.atoms[ord(self.text[-1]) - STASH_START]
            if atom.lstrip(_NO_SPACE_BEFORE).startswith(_LOOSE):
                self.atoms[ord(self.text[-1]) - STASH_START] = atom + _NO_SPACE_AFTER
                text = " " + text
        self.text += text


def has_letters(text: str) -> bool:
    """Whether there is anything to translate; private characters (atoms) are not letters."""
    return bool(_LETTER.search(text))


def tidy(text: str) -> str:
    """Joined parts of a message without the spaces that only the engine needed."""
    return re.sub(f" ?{_NO_SPACE_BEFORE}|{_NO_SPACE_AFTER} ?", "", text)


def plan(nodes: Iterable[Node], *, terms: re.Pattern[str] | None = None) -> list[Part]:
    """Cut a message into segments to translate and strings to copy; joined and tidied they are the message.

    ``terms`` finds names that must not be translated. Words of titles and image texts must have been
    translated before: they are part of atoms here.
    """
    flow = _Flow()
    _lay_out(nodes, flow, terms)
    _absorb_word_parts(flow)
    return _cut(flow, 0, len(flow.text), flow.spans)


def _lay_out(nodes: Iterable[Node], flow: _Flow, terms: re.Pattern[str] | None) -> None:
    for node in nodes:
        if isinstance(node, Atom):
            flow.add_atom(node.text)
        elif isinstance(node, Text):
            position = 0
            for start, end in spans_of(node.text, [HARD_ATOMS, terms, SOFT_ATOMS]):
                flow.add_text(node.text[position:start])
                flow.add_atom(node.text[start:end])
                position = end
            flow.add_text(node.text[position:])
        else:
            _lay_out_pair(node, flow, terms)


def _lay_out_pair(pair: Pair, flow: _Flow, terms: re.Pattern[str] | None) -> None:
    """A pair without words of its own (an image, a linked form number) is an atom as a whole."""
    start, atoms_before, spans_before = len(flow.text), len(flow.atoms), len(flow.spans)
    if pair.kind != "image":
        _lay_out(pair.children, flow, terms)
        if has_letters(flow.text[start:]):
            flow.spans.append(Span(start, len(flow.text), pair.opening, source(pair.closing)))
            return
    flow.text = flow.text[:start]
    del flow.atoms[atoms_before:], flow.spans[spans_before:]
    flow.add_atom(source([pair]))


def _absorb_word_parts(flow: _Flow) -> None:
    """Letters that touch an atom ("H~2~O", "`x`s") join it: a code in the middle of a word gets lost."""
    for found in reversed(list(re.finditer(rf"[A-Za-z0-9]*(?:{STASHED}[A-Za-z0-9]*)+", flow.text))):
        start, end = found.span()
        edges = [edge for span in flow.spans for edge in (span.start, span.end)]
        if end - start == 1 or any(start < edge < end for edge in edges):
            continue
        whole = re.sub(STASHED, lambda one: flow.atoms[ord(one[0]) - STASH_START], found[0])
        flow.atoms.append(whole)
        flow.text = flow.text[:start] + chr(STASH_START + len(flow.atoms) - 1) + flow.text[end:]
        shift = end - start - 1
        flow.spans = [
            Span(_moved(span.start, end, shift), _moved(span.end, end, shift), span.opening, span.closing)
            for span in flow.spans
        ]


def _moved(position: int, after: int, shift: int) -> int:
    return position - shift if position >= after else position


def _cut(flow: _Flow, start: int, end: int, spans: Sequence[Span]) -> list[Part]:
    """Peel a pair that holds all words of the stretch; else cut at sentence ends; else it is a segment."""
    if not has_letters(flow.text[start:end]):
        return [_restored(flow, start, end, spans)] if end > start else []
    # Inner pairs were appended before outer ones, so of equal places the later one is the outer.
    for span in sorted(reversed(spans), key=lambda span: span.start - span.end):
        outside = flow.text[start : span.start] + flow.text[span.end : end]
        if not has_letters(outside) and not re.search(STASHED, outside):
            inner = [other for other in spans if other is not span and _within(other, span.start, span.end)]
            return [
                _restored(flow, start, span.start) + span.opening,
                *_cut(flow, span.start, span.end, inner),
                span.closing + _restored(flow, span.end, end),
            ]
    borders = _borders(flow, start, end, spans)
    if borders:
        parts: list[Part] = []
        for low, high in zip([start, *borders], [*borders, end], strict=True):
            parts += _cut(flow, low, high, [span for span in spans if _within(span, low, high)])
        return parts
    return _segment(flow, start, end, spans)


def _within(span: Span, start: int, end: int) -> bool:
    return start <= span.start and span.end <= end


def _borders(flow: _Flow, start: int, end: int, spans: Sequence[Span]) -> list[int]:
    """Where to cut: after sentences, around line breaks, after a label at the start; never inside a pair."""
    text, atoms = flow.text, flow.atoms
    found = {start + span_end for _, span_end in sentence_spans(text[start:end])}
    for span in spans:
        if not has_letters(text[start : span.start]):
            after = _AFTER_LABEL.match(text, span.end, end)
            if after:
                found.add(after.end())
            elif _LABEL_END.search(text[span.start : span.end]):
                found.add(span.end)
    for atom in re.finditer(STASHED, text[start:end]):
        source_text = atoms[ord(atom[0]) - STASH_START].lstrip(_NO_SPACE_BEFORE)
        if _LINE_BREAK.match(source_text):
            found |= {start + atom.start(), start + atom.end()}
    inside = {at for at in found for span in spans if span.start < at < span.end}
    return sorted(at for at in found - inside if start < at < end)


def _segment(flow: _Flow, start: int, end: int, spans: Sequence[Span]) -> list[Part]:
    """The stretch as a segment with its own atoms, its outer white space copied."""
    text = flow.text[start:end]
    first = min([span.start for span in spans], default=end)
    last = max([span.end for span in spans], default=start)
    low = min(start + len(text) - len(text.lstrip()), first)
    high = max(start + len(text.rstrip()), last)
    used: list[str] = []

    def renumber(found: re.Match[str]) -> str:
        used.append(flow.atoms[ord(found[0]) - STASH_START])
        return chr(STASH_START + len(used) - 1)

    segment = Segment(
        re.sub(STASHED, renumber, flow.text[low:high]),
        tuple(
            Span(span.start - low, span.end - low, span.opening, span.closing) for span in _outermost_first(spans)
        ),
        tuple(used),
    )
    before, after = flow.text[start:low], flow.text[high:end]
    return [part for part in (before, segment, after) if part]


def _outermost_first(spans: Sequence[Span]) -> list[Span]:
    """By start, longest first. Pairs around the same words become one pair: "[**words**](x)"."""
    ordered: list[Span] = []
    # Inner pairs were appended before outer ones, so for equal places the later one is the outer.
    for span in sorted(reversed(spans), key=lambda span: (span.start, -span.end)):
        if ordered and (ordered[-1].start, ordered[-1].end) == (span.start, span.end):
            outer = ordered.pop()
            span = Span(span.start, span.end, outer.opening + span.opening, span.closing + outer.closing)
        ordered.append(span)
    return ordered


def _restored(flow: _Flow, start: int, end: int, spans: Sequence[Span] = ()) -> str:
    """A stretch without words as source text, with the pairs in it."""
    marks = [(span.start, 1, index, span.opening) for index, span in enumerate(_outermost_first(spans))]
    marks += [(span.end, 0, -index, span.closing) for index, span in enumerate(_outermost_first(spans))]
    text, position = "", start
    for at, _, _, mark in sorted(marks):
        text += flow.text[position:at] + mark
        position = at
    return _fill(text + flow.text[position:end], flow.atoms)


def _fill(text: str, atoms: Sequence[str]) -> str:
    return re.sub(STASHED, lambda found: atoms[ord(found[0]) - STASH_START], text)
