# SPDX-License-Identifier: Apache-2.0
"""What a text is made of beside its words, as the site's own Markdown renders it.

A translation may change words and nothing else, so source and translation must have equal fingerprints.
Comparing rendered structure finds what no comparison of Markdown source can: an attribute list, a bare
address, a broken bracket. (Method and measurements: the review research, "structural equality".)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension

from polyguide.text.messages import Kind
from polyguide.text.raw_html import READABLE_ATTRIBUTES, VOID, TolerantParser
from polyguide.text.walk import tag_of

_URL_ATTRIBUTES = frozenset(
    "href src srcset action formaction poster data cite background ping manifest xlink:href".split()
)
# Attribute-less elements that only shape words. Losing one is a blemish, not a danger.
_FORMATTING = frozenset("em strong b i u s del ins mark sub sup small q cite wbr".split())
_CODE = frozenset({"code", "kbd", "samp", "pre", "math", "script", "style"})
_BLOCKS = frozenset(
    "address article aside blockquote dd details div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead"
    " tr ul label input".split()
)
_LEFTOVERS = ("**", "__", "](", "][", "`", "~~", "{:", "{#", "{.")
_REFERENCE = re.compile(r"\]\s?\[([^\]\[]+)\]")
_FOOTNOTE = re.compile(r"\[\^([^\]]+)\]")
# These need a whole page or add things that no message holds.
_SKIPPED = frozenset(
    {
        "toc",
        "tab_slugs",
        "caption-auto",
        "footnote-duplicate",
        "footnote-reorder",
        "blocks_on_inline_end",
        "relpath",
    }
)

# A tag with its attributes.
RenderedElement = tuple[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Fingerprint:
    """The structure of a rendered text.

    ``elements``    sorted multiset of (tag, attributes); readable attributes count without their value
    ``formatting``  sorted multiset of elements that only shape words, such as em and strong
    ``codes``       sorted texts of code spans and mathematics
    ``urls``        sorted addresses
    ``words``       the visible text outside code, white space folded
    ``order``       block elements in document order
    """

    elements: tuple[RenderedElement, ...] = ()
    formatting: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    words: str = ""
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class Difference:
    """One way in which a translation is more, or less, than other words.

    ``what`` is "element", "url", "code", "formatting", "markup" or "block"; ``severe`` tells what must
    not be published from what is only a blemish.
    """

    what: str
    message: str
    severe: bool = True


class Fingerprinter:
    """Renders single messages with a site's Markdown extensions and takes their fingerprints."""

    def __init__(
        self,
        extensions: Sequence[str | Extension],
        extension_configs: Mapping[str, Mapping[str, Any]],
    ) -> None:
        self._md = Markdown(
            extensions=list(extensions),
            extension_configs={name: dict(options) for name, options in extension_configs.items()},
        )

    def inline(self, text: str, kind: Kind = Kind.PARAGRAPH) -> Fingerprint:
        """The fingerprint of one message, rendered by the inline patterns alone, as the site renders it.

        Footnotes and references that the text names count as defined, each with its own target.
        """
        if kind is Kind.HTML:
            return page_fingerprint(text)
        if not kind.is_markdown:
            return page_fingerprint(text.replace("&", "&amp;").replace("<", "&lt;"))
        return page_fingerprint(self._render(text, tag_of(kind)))

    def _render(self, text: str, tag: str) -> str:
        md = self._md
        md.reset()
        self._define(text)
        root = Element("div")
        SubElement(root, tag).text = text.replace("\x02", "").replace("\x03", "")
        skipped = [md.treeprocessors[name] for name in _SKIPPED if name in md.treeprocessors]
        started = False
        for processor in md.treeprocessors:
            started = started or processor is md.treeprocessors["inline"]
            if started and processor not in skipped:
                replaced = processor.run(root)
                root = root if replaced is None else replaced
        output: str = md.serializer(root)
        for postprocessor in md.postprocessors:
            output = postprocessor.run(output)
        # The block that stands for the message's own is no part of it.
        return re.sub(rf"^\s*<div>\s*<{tag}(?P<attributes>[^>]*)>", r"<p\g<attributes>>", output, count=1)

    def _define(self, text: str) -> None:
        for label in _REFERENCE.findall(text):
            key = " ".join(label.split()).lower()
            self._md.references[key] = (f"reference:{key}", "")
        footnotes = next(
            (ext for ext in self._md.registeredExtensions if hasattr(ext, "setFootnote")),
            None,
        )
        if footnotes is not None:
            for label in _FOOTNOTE.findall(text):
                footnotes.setFootnote(label, "")


def page_fingerprint(html: str) -> Fingerprint:
    """The fingerprint of finished HTML, such as the content of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Fingerprint(
        elements=tuple(sorted(reader.elements)),
        formatting=tuple(sorted(reader.formatting)),
        codes=tuple(sorted(reader.codes)),
        urls=tuple(sorted(reader.urls)),
        words=" ".join("".join(reader.words).split()),
        order=tuple(reader.order),
    )


class _Reader(TolerantParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[RenderedElement] = []
        self.formatting: list[str] = []
        self.codes: list[str] = []
        self.urls: list[str] = []
        self.words: list[str] = []
        self.order: list[str] = []
        self._code: list[str] = []
        self._code_depth = 0
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = tuple(
            sorted(
                (name, "" if name in READABLE_ATTRIBUTES else value or "")
                for name, value in attrs
                if name not in _URL_ATTRIBUTES
            )
        )
        self.urls.extend((value or "").strip() for name, value in attrs if name in _URL_ATTRIBUTES)
        if tag in _FORMATTING and not attributes:
            self.formatting.append(tag)
        elif tag != "abbr" or {name for name, _ in attrs} != {"title"}:
            # An abbreviation the page explains is a matter of words: "CNY" may well become 元.
            self.elements.append((tag, attributes))
        if tag in _BLOCKS:
            self.order.append(tag)
        is_code = tag in _CODE or any("arithmatex" in value for name, value in attributes if name == "class")
        if tag not in VOID:
            self._open.append((tag, is_code))
            self._code_depth += is_code

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _ in self._open):
            return
        while self._open:
            name, is_code = self._open.pop()
            if is_code:
                self._code_depth -= 1
                if not self._code_depth:
                    self.codes.append(" ".join("".join(self._code).split()))
                    self._code.clear()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        (self._code if self._code_depth else self.words).append(data)

    def handle_comment(self, data: str) -> None:
        self.elements.append(("!--", (("text", data),)))

    def handle_decl(self, decl: str) -> None:
        self.elements.append(("!", (("text", decl),)))

    def handle_pi(self, data: str) -> None:
        self.elements.append(("?", (("text", data),)))


def differences(
    source: Fingerprint, translation: Fingerprint, *, allowed_links: Collection[str] = ()
) -> tuple[Difference, ...]:
    """What the translation has beside other words; empty when it differs in words only.

    ``allowed_links`` are addresses that a translation may use in place of the source's.
    """
    found = [
        *_compare("element", map(shown, source.elements), map(shown, translation.elements)),
        *_compare_urls(source.urls, translation.urls, allowed_links),
        *_compare("code", source.codes, translation.codes),
        *_compare("formatting", source.formatting, translation.formatting, severe=False),
    ]
    if source.order != translation.order and not found:
        found.append(Difference("block", "the blocks stand in another order than in the source"))
    for mark in _LEFTOVERS:
        if translation.words.count(mark) > source.words.count(mark):
            found.append(Difference("markup", f"{mark!r} is left over in the visible text"))
    return tuple(found)


def _compare(
    what: str, source: Iterable[str], translation: Iterable[str], *, severe: bool = True
) -> list[Difference]:
    wanted, got = Counter(source), Counter(translation)
    lost = [Difference(what, f"{what} {item} is missing", severe) for item in sorted((wanted - got).elements())]
    added = [
        Difference(what, f"{what} {item} is not in the source", severe)
        for item in sorted((got - wanted).elements())
    ]
    return lost + added


def _compare_urls(
    source: Sequence[str], translation: Sequence[str], allowed_links: Collection[str]
) -> list[Difference]:
    """A link may be exchanged for an allowed one; it may not be lost."""
    wanted, got = Counter(source), Counter(translation)
    added = [url for url in (got - wanted).elements()]
    exchanged = sum(url in allowed_links for url in added)
    lost = sorted((wanted - got).elements())
    found = [Difference("url", f"url {url!r} is missing") for url in lost[exchanged:]]
    return found + [
        Difference("url", f"url {url!r} is not in the source") for url in sorted(added) if url not in allowed_links
    ]


def shown(element: RenderedElement) -> str:
    """The element as people write it, such as ``<a class="x">``."""
    tag, attributes = element
    return "<" + " ".join([tag, *(f'{name}="{value}"' for name, value in attributes)]) + ">"
