# SPDX-License-Identifier: Apache-2.0
"""The words of a message: its text without code, addresses and markup, for checks that read rather than parse."""

from __future__ import annotations

import html
import re
from functools import lru_cache

_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_TARGET = re.compile(r"\]\((?:[^()\s]|\([^()]*\))*(?:\s+[\"']([^\"']*)[\"'])?\s*\)")
_REFERENCE = re.compile(r"\]\s?\[[^\[\]]*\]")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]")
_TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")
_ATTRIBUTES = re.compile(r"\{[^{}]*\}")
_EMAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_ADDRESS = re.compile(
    r"(?<![a-z0-9+.-])(?:[a-z][a-z0-9+.-]*://|www\.)[a-z0-9._~:/?#@!$&'*+,;=%\[\]-]*[a-z0-9/_=#-]", re.I | re.A
)
_WORD = re.compile(r"[^\W\d_]{2,}")


@lru_cache(maxsize=4096)  # several checks read the same text
def prose(text: str) -> str:
    """Return the text a visitor reads, without code spans, link targets, tags, addresses and attribute lists.

    >>> prose("See [the form](https://a.example/2024) and `JW202`, <b>page 3</b>.").split()
    ['See', '[the', 'form]', 'and', ',', 'page', '3', '.']
    """
    text = _CODE.sub(" ", text)
    text = _FOOTNOTE.sub(" ", text)
    text = _TARGET.sub(lambda match: f"] {match[1] or ''}", text)
    text = _REFERENCE.sub("]", text)
    text = _TAG.sub(" ", text)
    text = _ATTRIBUTES.sub(" ", text)
    text = _ADDRESS.sub(" ", text)
    return html.unescape(_EMAIL.sub(" ", text))


def words(text: str) -> list[str]:
    """The words of at least two letters in ``prose(text)``.

    >>> words("Open `index.html` at www.example.org or ask us.")
    ['Open', 'at', 'or', 'ask', 'us']
    """
    return _WORD.findall(prose(text))


def addresses(text: str) -> tuple[str, ...]:
    """Web and mail addresses written out in the text, in order, wherever they stand.

    >>> addresses("Write to help@example.org or see (https://example.org/a).")
    ('https://example.org/a', 'help@example.org')
    """
    return (*_ADDRESS.findall(text), *_EMAIL.findall(text))


def link_targets(text: str) -> tuple[str, ...]:
    """Targets of inline and reference links, in order."""
    inline = [match[0] for match in _TARGET.finditer(text)]
    return (*inline, *_REFERENCE.findall(text))


def code_spans(text: str) -> tuple[str, ...]:
    """Code spans with their backticks, in order."""
    return tuple(match[0] for match in _CODE.finditer(text))


def tags(text: str) -> tuple[str, ...]:
    """Raw HTML tags and autolinks outside code spans, in order."""
    return tuple(_TAG.findall(_CODE.sub(" ", text)))
