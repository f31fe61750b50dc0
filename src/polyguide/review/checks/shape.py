# SPDX-License-Identifier: Apache-2.0
"""What a translation may not even look like, decided on its characters before any parser sees it.

It keeps the Markdown renderer safe from texts made to hang it, and catches what only has an effect
outside the inline parser: snippets, template code, definitions. Everything the source has is allowed.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from polyguide.review.checks.prose import addresses, code_spans


@dataclass(frozen=True)
class Misshapen:
    """One reason to refuse a text: what it has that the source has not. ``security`` as in Finding."""

    message: str
    hint: str
    security: bool = True


_LENGTH_FACTOR, _LENGTH_ALLOWANCE = 4, 200  # none of 33,104 reviewed messages exceeds these (review research, §4)
_MARK_ALLOWANCE = 40
_MARKS = frozenset("[]()*_`<>{}!~^=+$|\\")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE_TEXT = re.compile("[\U000e0000-\U000e007f\ufff9-\ufffb]")
_FORBIDDEN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"-{2,}8<-{2,}"), "includes a file (a snippet)"),
    (re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}"), "holds template code"),
    (re.compile(r"-->|<[!?]|</(?![a-z])", re.I), "holds an HTML comment or declaration"),
    (re.compile(r"^[ \t]{0,3}\*?\[[^\]\n]+\]:", re.M), "defines a link, a footnote or an abbreviation"),
    (re.compile(r"^[ \t]*(?::::|///|\?\?\?|!!!|```|~~~|-{3,}[ \t]*$|={3,}[ \t]*$)", re.M), "begins a block"),
    (re.compile(r"(?:java|vb|live)script\s*:", re.I), "has an address that runs a script"),
    (re.compile(r"\bdata\s*:\s*[a-z]+/", re.I), "has an address that holds data"),
    (re.compile(r"(?<![\w-])on[a-z]{3,20}\s*=", re.I | re.A), "has an event handler"),
    (re.compile(r"\$\$"), "begins a formula"),
    (re.compile(r"\[TOC\]"), "asks for a table of contents"),
)
_TAG = re.compile(r"<\s*/?\s*([A-Za-z][A-Za-z0-9:-]*)(?=[\s/>]|$)")
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")
_HIDDEN_IN_ADDRESSES = re.compile(r"[\x00-\x20\u200b-\u200f\u2060\ufeff]+(?=[a-z\s]*:)", re.I)


def misshapen(msgid: str, msgstr: str, allowed_links: Collection[str] = ()) -> Misshapen | None:
    """Return the first reason why ``msgstr`` may not be parsed as a translation of ``msgid``; None if none.

    >>> misshapen("Pay here", "Pague aquí")
    >>> misshapen("Pay here", '--8<-- "secret.txt"').message
    'The translation includes a file (a snippet), the source does not.'
    """
    for test in (_too_long, _controls, _forbidden, _more_lines, _attribute_lists, _new_tags):
        for reason in test(msgid, msgstr):
            return reason
    return next(_new_addresses(msgid, msgstr, allowed_links), None)


def _too_long(msgid: str, msgstr: str) -> Iterator[Misshapen]:
    limit = _LENGTH_FACTOR * len(msgid) + _LENGTH_ALLOWANCE
    if len(msgstr) > limit:
        message = f"The translation has {len(msgstr)} characters, at most {limit} are allowed for this source."
        yield Misshapen(message, "translate this message alone")
    marks, wanted = (sum(character in _MARKS for character in text) for text in (msgstr, msgid))
    if marks > 2 * wanted + _MARK_ALLOWANCE:
        message = f"The translation has {marks} characters of markup, the source {wanted}."
        yield Misshapen(message, "keep the markup of the source")


def _controls(msgid: str, msgstr: str) -> Iterator[Misshapen]:
    for pattern, noun in (
        (_CONTROL, "control character"),
        (_BIDI, "bidirectional override or isolate"),
        (_INVISIBLE_TEXT, "invisible tag or annotation character"),
    ):
        added = set(pattern.findall(html.unescape(msgstr))) - set(pattern.findall(html.unescape(msgid)))
        if added:
            codes = ", ".join(f"U+{ord(character):04X}" for character in sorted(added))
            yield Misshapen(f"The translation has a {noun} ({codes}), the source does not.", "delete it")


def _forbidden(msgid: str, msgstr: str) -> Iterator[Misshapen]:
    texts, sources = (_spellings(text) for text in (msgstr, msgid))
    for pattern, deed in _FORBIDDEN:
        if _most(pattern.findall, texts) > _most(pattern.findall, sources):
            yield Misshapen(f"The translation {deed}, the source does not.", "remove it; translate the words only")


def _most(find: Callable[[str], list[str]], texts: tuple[str, ...]) -> int:
    return max(len(find(text)) for text in texts)


def _spellings(text: str) -> tuple[str, ...]:
    """The text as written, with entities resolved, and as a browser reads the scheme of an address."""
    resolved = html.unescape(text)
    return text, resolved, _HIDDEN_IN_ADDRESSES.sub("", resolved)


def _more_lines(msgid: str, msgstr: str) -> Iterator[Misshapen]:
    """A line break could begin another block. Hard breaks of the source may stay where they are."""
    if msgstr.count("\n") > msgid.count("\n"):
        message = "The translation has more lines than the source."
        yield Misshapen(message, "put the text on one line", security=False)


def _attribute_lists(msgid: str, msgstr: str) -> Iterator[Misshapen]:
    added = Counter(_ATTRIBUTES.findall(msgstr)) - Counter(_ATTRIBUTES.findall(msgid))
    if added:
        message = f"The translation has {', '.join(sorted(added))} in braces, the source does not."
        yield Misshapen(message, "keep what stands in braces as it is in the source")


def _new_tags(msgid: str, msgstr: str) -> Iterator[Misshapen]:
    """Names of HTML tags outside code. Entities are not resolved: a resolved "&lt;" is visible text."""
    texts = (_without_code(text) for text in (msgstr, msgid))
    got, wanted = (Counter(name.lower() for name in _TAG.findall(text)) for text in texts)
    harmless = {"bdi", "wbr"}  # they isolate a text's direction or allow a break; no attribute comes with them
    added = sorted(name for name in got - wanted if name not in harmless)
    if added:
        tags = ", ".join(f"<{name}>" for name in added)
        yield Misshapen(f"The translation has HTML that the source has not: {tags}.", "remove the HTML")


def _without_code(text: str) -> str:
    for span in code_spans(text):
        text = text.replace(span, " ", 1)
    return text


def _new_addresses(msgid: str, msgstr: str, allowed_links: Collection[str]) -> Iterator[Misshapen]:
    """Addresses in the visible text can mislead people even where the site does not make them links."""
    known = {*addresses(msgid), *allowed_links}
    added = [address for address in addresses(msgstr) if address not in known]
    if added:
        message = f"The translation names {', '.join(map(repr, added))}, the source does not."
        yield Misshapen(
            message, "use the address of the source, or add it to allowed_links", _is_new_host(msgid, added)
        )


def _is_new_host(msgid: str, added: list[str]) -> bool:
    return not {host_of(address) for address in added} <= {host_of(address) for address in addresses(msgid)}


def host_of(address: str) -> str:
    """The host of a web or mail address, with its scheme; "" for a relative one.

    >>> host_of("https://Example.org/a?b"), host_of("mailto:me@example.org"), host_of("../form.md")
    ('https://example.org', 'mailto:example.org', '')
    """
    compact = (
        re.sub(r"[\x00-\x20\u200b-\u200f\u2060\ufeff]", "", html.unescape(address)).replace("\\", "/").lower()
    )
    scheme = re.match(r"[a-z][a-z0-9+.-]*:", compact)
    name = scheme[0] if scheme else ""
    rest = compact[len(name) :]
    if rest.startswith("//"):
        return f"{name}//" + re.split(r"[/?#]", rest[2:], maxsplit=1)[0]
    if name == "mailto:" or (not name and "@" in rest):
        return "mailto:" + rest.split("?", 1)[0].rsplit("@", 1)[-1]
    if rest.startswith("www.") and not name:
        return "//" + re.split(r"[/?#]", rest, maxsplit=1)[0]
    return name + (rest if name else "")
