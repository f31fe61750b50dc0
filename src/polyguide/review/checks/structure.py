# SPDX-License-Identifier: Apache-2.0
"""A translation may differ from its source in words only. Everything else is compared as the site renders it.

This check bears the site's security: a translation is untrusted input, and Python-Markdown passes HTML,
script addresses and attribute lists straight through (review research, §4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from polyguide.review.checks.base import Subject
from polyguide.review.checks.shape import host_of, misshapen
from polyguide.review.finding import Finding, Severity
from polyguide.text.fingerprint import Difference, Fingerprint, differences

_HINTS = {
    "element": "keep the markup of the source: the same tags and attributes, no others",
    "url": "keep the link targets of the source, or add the localised page to allowed_links",
    "code": "copy code spans and formulas from the source unchanged",
    "formatting": "emphasise the same words as the source, if the language allows it",
    "markup": "check brackets, asterisks and backquotes: no space between ] and (",
    "block": "keep lists, headings and paragraphs as they are in the source",
}
_ORDINAL = re.compile(r"[0-9](?:st|nd|rd|th)\b")
# Wrappers that keep Latin text in its order inside a right-to-left sentence: words of another direction, no more.
_DIRECTION = re.compile(r"<(bdi|span dir=[\"']?(?:ltr|rtl|auto)[\"']?)>([^<>]*)</(?:bdi|span)>")
# Elements that a translation may not add, but that cannot harm anybody. As the fingerprint has them.
_HARMLESS = {(tag, ()) for tag in ("bdi", "br", "code", "kbd", "p", "samp", "var", "wbr")}
# A link taken apart by a space or a full-width bracket, the commonest defect of reviewed translations. Where
# the site makes bare addresses links, its target is still there and only the visible brackets tell.
_BROKEN_LINK = re.compile(r"[\]］】]\s*[(（\[［【]")


def structure(subject: Subject) -> Iterator[Finding]:
    """Links, addresses, tags, attributes, code spans and blocks are those of the source.

    The shape comes first (see ``shape.misshapen``); a text that fails it is not parsed at all.

    >>> from polyguide.text.fingerprint import Fingerprinter
    >>> inline = Fingerprinter(["attr_list"], {}).inline
    >>> good = differences(inline("See [the form](a.md)."), inline("Vea [el formulario](a.md)."))
    >>> bad = differences(inline("See [the form](a.md)."), inline("Vea [el formulario](https://evil.example)."))
    >>> len(good), [difference.what for difference in bad]
    (0, ['url', 'url'])
    """
    allowed = subject.target.allowed_links
    text = subject.translation
    if not _DIRECTION.search(subject.source):
        text = _DIRECTION.sub(r"\2", text)
    reason = misshapen(subject.source, text, allowed)
    if reason:
        yield subject.finding(
            "structure.shape", Severity.ERROR, reason.message, reason.hint, security=reason.security
        )
        return
    source = subject.context.inline_source(subject.source, subject.kind)
    translation = subject.context.inline(text, subject.kind)
    found = (*differences(source, translation, allowed_links=allowed), *_broken(source, translation))
    for difference in found:
        if _is_free(difference, subject.source):
            continue
        yield subject.finding(
            f"structure.{difference.what}",
            Severity.ERROR if difference.severe else Severity.WARNING,
            _sentence(difference.message),
            _HINTS.get(difference.what, ""),
            security=difference.severe and _endangers(difference, source, translation, allowed),
        )


def _endangers(
    difference: Difference, source: Fingerprint, translation: Fingerprint, allowed: tuple[str, ...]
) -> bool:
    """Whether the translation brings something in that could harm: a new kind of element, a new host or scheme.

    A lost link, or one to another page of a host the source links to, is a mistake but no attack.
    """
    if difference.what == "element":
        return bool(set(translation.elements) - set(source.elements) - _HARMLESS)
    if difference.what == "url":
        known = {host_of(url) for url in (*source.urls, *allowed)}
        hosts = {host_of(url) for url in translation.urls if url not in source.urls and url not in allowed}
        return bool({host for host in hosts if host} - known)
    return False


def _is_free(difference: Difference, source: str) -> bool:
    """Whether languages differ in this. Slanting is a matter of script (8 of 10 such findings were false, review
    research, §3), and the raised ending that smart symbols give "19th" is one of English."""
    element = difference.message.split()[1:2]
    if difference.what != "formatting":
        return False
    return element in (["em"], ["i"]) or (element == ["sup"] and _ORDINAL.search(source) is not None)


def _broken(source: Fingerprint, translation: Fingerprint) -> Iterator[Difference]:
    if len(_BROKEN_LINK.findall(translation.words)) > len(_BROKEN_LINK.findall(source.words)):
        yield Difference("markup", "a link is broken: its brackets are left over in the visible text")


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "。")) else text + "."
