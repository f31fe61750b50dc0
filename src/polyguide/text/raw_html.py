# SPDX-License-Identifier: Apache-2.0
"""Texts inside raw HTML blocks: runs of words with their inline tags, and the attributes people read or hear.

The block is cut into slices of its own source, so what is not translated stays byte for byte.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from polyguide.text.normal_form import PLACEHOLDER, has_words

READABLE_ATTRIBUTES = ("alt", "title", "aria-label", "aria-description", "placeholder", "summary", "label")

# Phrasing elements (https://html.spec.whatwg.org/#phrasing-content) that may stand inside a sentence.
_INLINE = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em font i img ins kbd mark q ruby rb rp rt s samp small span"
    " strong sub sup time tt u var wbr".split()
)
# https://html.spec.whatwg.org/#void-elements
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_OPAQUE = frozenset("script style pre code kbd samp math template noscript textarea iframe".split())
_ATTRIBUTE = re.compile(
    r"""(?<=[\s"'/])(?P<name>[a-zA-Z-]+)\s*=\s*(?P<quote>["'])(?P<value>.*?)(?P=quote)""", re.DOTALL
)


@dataclass(frozen=True)
class _Slice:
    """A piece of the block's source: ``kind`` is "text", "open", "close", "void" or "other"."""

    kind: str
    source: str
    tag: str = ""
    attributes: tuple[tuple[str, str | None], ...] = ()


class TolerantParser(HTMLParser):
    """Reads ``<![x`` as a comment, as browsers do (HTML standard, 13.2.5.42); Python's parser gives up on it."""

    def parse_html_declaration(self, i: int) -> int:
        if self.rawdata.startswith("<![", i):
            return self.parse_bogus_comment(i)
        return super().parse_html_declaration(i)


class _Slicer(TolerantParser):
    """Cut HTML into slices that joined give back the source."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self._source = source
        self._starts = [0]
        for line in source.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._marks: list[tuple[int, str, str, tuple[tuple[str, str | None], ...]]] = []

    def slices(self) -> list[_Slice]:
        self.feed(self._source)
        self.close()
        if not self._marks:
            return [_Slice("other", self._source)]
        ends = [mark[0] for mark in self._marks[1:]] + [len(self._source)]
        cut = [
            _Slice(kind, self._source[start:end], tag, attributes)
            for (start, kind, tag, attributes), end in zip(self._marks, ends, strict=True)
        ]
        before = self._source[: self._marks[0][0]]
        return [_Slice("other", before), *cut] if before else cut

    def _mark(self, kind: str, tag: str = "", attributes: tuple[tuple[str, str | None], ...] = ()) -> None:
        line, column = self.getpos()
        self._marks.append((self._starts[line - 1] + column, kind, tag, attributes))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._mark("void" if tag in VOID else "open", tag, tuple(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._mark("void", tag, tuple(attrs))

    def handle_endtag(self, tag: str) -> None:
        self._mark("close", tag)

    def handle_data(self, data: str) -> None:
        self._mark("text")

    def handle_entityref(self, name: str) -> None:
        self._mark("text")

    def handle_charref(self, name: str) -> None:
        self._mark("text")

    def handle_comment(self, data: str) -> None:
        self._mark("other")

    def handle_decl(self, decl: str) -> None:
        self._mark("other")

    def handle_pi(self, data: str) -> None:
        self._mark("other")

    def unknown_decl(self, data: str) -> None:
        self._mark("other")


@dataclass
class _Rewriter:
    """Walks over the slices and asks ``translate`` for each text; collects the new source."""

    translate: Callable[[str, bool], str | None]
    output: list[str] = field(default_factory=list)
    run: list[_Slice] = field(default_factory=list)
    opaque: list[str] = field(default_factory=list)

    def feed(self, piece: _Slice) -> None:
        if self.opaque:
            self._flush()
            self.output.append(piece.source)
            self._track(piece)
        elif piece.kind == "text" and PLACEHOLDER.search(piece.source):
            self._text_with_placeholders(piece)
        elif piece.kind == "text" or (piece.tag in _INLINE and not _is_hidden(piece)):
            self.run.append(piece)
        else:
            self._flush()
            self.output.append(self._tag(piece))
            self._track(piece)

    def finish(self) -> str:
        self._flush()
        return "".join(self.output)

    def _text_with_placeholders(self, piece: _Slice) -> None:
        """A place-holder stands for a block of code or HTML, so it ends a run of words."""
        start = 0
        for found in PLACEHOLDER.finditer(piece.source):
            self.run.append(_Slice("text", piece.source[start : found.start()]))
            self._flush()
            self.output.append(found.group())
            start = found.end()
        self.run.append(_Slice("text", piece.source[start:]))

    def _track(self, piece: _Slice) -> None:
        hides = piece.tag in _OPAQUE or _is_hidden(piece) or (bool(self.opaque) and piece.tag == self.opaque[-1])
        if piece.kind == "open" and hides:
            self.opaque.append(piece.tag)
        elif piece.kind == "close" and self.opaque and piece.tag == self.opaque[-1]:
            self.opaque.pop()

    def _flush(self) -> None:
        """Translate the collected run; tags around the whole of it stay outside the message."""
        run, self.run = self.run, []
        start, end = 0, len(run)
        while start < end and not _needed_at_start(run, start, end):
            start += 1
        while end > start and not _needed_at_end(run, start, end):
            end -= 1
        while end - start > 1 and run[start].kind == "open" and _closes(run, start) == end - 1:
            start, end = start + 1, end - 1
        for piece in run[:start]:
            self.output.append(self._tag(piece))
        self.output.append(self._text("".join(piece.source for piece in run[start:end])))
        for piece in run[end:]:
            self.output.append(self._tag(piece))

    def _text(self, source: str) -> str:
        stripped = source.strip()
        if not has_words(re.sub(r"<[^>]*>", " ", stripped)):
            return source
        msgid = re.sub(r"\s*\n\s*", " ", stripped)
        translation = self.translate(msgid, False)
        if translation is None or translation == msgid:
            return source
        start = source.index(stripped)
        return source[:start] + translation + source[start + len(stripped) :]

    def _tag(self, piece: _Slice) -> str:
        if piece.kind not in ("open", "void") or _is_hidden(piece):
            return piece.source
        return _ATTRIBUTE.sub(self._attribute, piece.source)

    def _attribute(self, found: re.Match[str]) -> str:
        value = html.unescape(found["value"]).strip()
        if found["name"].lower() not in READABLE_ATTRIBUTES or not has_words(value):
            return found.group()
        msgid = re.sub(r"\s*\n\s*", " ", value)
        translation = self.translate(msgid, True)
        if translation is None or translation == msgid:
            return found.group()
        return f'{found["name"]}="{html.escape(translation)}"'


def rewrite(source: str, translate: Callable[[str, bool], str | None]) -> str:
    """Return the HTML with each readable text replaced by what ``translate(text, is_attribute)`` gives.

    None leaves a text as it is. A text is inline HTML, entities as in the source; an attribute's value is
    given and taken unescaped. HTML that cannot be cut without loss is returned unchanged.

    >>> rewrite('<p title="Fee">Pay <b>here</b></p>', lambda text, is_attribute: text.upper())
    '<p title="FEE">PAY <B>HERE</B></p>'
    """
    slices = _Slicer(source).slices()
    if "".join(piece.source for piece in slices) != source:
        return source
    rewriter = _Rewriter(translate)
    for piece in slices:
        rewriter.feed(piece)
    return rewriter.finish()


def _is_hidden(piece: _Slice) -> bool:
    """Whether the author said ``translate="no"`` (https://html.spec.whatwg.org/#attr-translate)."""
    return ("translate", "no") in piece.attributes


def _needed_at_start(run: list[_Slice], start: int, end: int) -> bool:
    piece = run[start]
    if piece.kind == "text":
        return bool(piece.source.strip())
    closing = _closes(run, start)
    return piece.kind == "open" and closing is not None and closing < end and _words_in(run[start:closing])


def _needed_at_end(run: list[_Slice], start: int, end: int) -> bool:
    piece = run[end - 1]
    if piece.kind == "text":
        return bool(piece.source.strip())
    if piece.kind != "close":
        return False
    opening = next((i for i in range(end - 2, start - 1, -1) if _closes(run, i) == end - 1), None)
    return opening is not None and _words_in(run[opening:end])


def _words_in(pieces: list[_Slice]) -> bool:
    return any(piece.kind == "text" and has_words(piece.source) for piece in pieces)


def _closes(run: list[_Slice], opening: int) -> int | None:
    """The index of the slice that closes the tag opened at ``opening``; None when the run does not hold it."""
    if run[opening].kind != "open":
        return None
    depth = 0
    for index in range(opening, len(run)):
        if run[index].tag == run[opening].tag:
            depth += {"open": 1, "close": -1}.get(run[index].kind, 0)
            if depth == 0:
                return index
    return None
