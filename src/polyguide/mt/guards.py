# SPDX-License-Identifier: Apache-2.0
"""Known ways in which translation models fail, each caught by a small check on one sentence.

Every guard takes the source and the output (codes still in place of atoms) and returns the reason to refuse
the output, or "". Rates of misses and false alarms: docs of the checks in tests/mt/test_guards.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from rapidfuzz import fuzz

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+(?:[.,'\u00a0\u202f\u066b\u066c]\d+)*|\d+")
_COPY_RATIO, _COPY_MIN_WORDS = 85.0, 4
_SIGNS = "<>≤≥=%+±×"
_REPEATS = 4
# Characters a character of the source: what human translations of whole sentences stay within.
_DENSE_SCRIPTS = frozenset({"Hans", "Hant", "Jpan", "Kore", "Hang", "Hani"})
_MIN_LENGTH_CHECKED = 40
_SHORTEST, _SHORTEST_DENSE, _LONGEST = 0.4, 0.12, 2.6


def refusal(source: str, output: str, *, target_script: str) -> str:
    """The first reason to refuse the output, "" when it may stand."""
    if not output.strip():
        return "the engine gave nothing back"
    return (
        _loop(source, output)
        or _copy(source, output)
        or _numbers(source, output)
        or _signs(source, output)
        or _length(source, output, target_script)
    )


def is_shouted(text: str) -> bool:
    """Whether all letters are capitals, as in "BRING YOUR PASSPORT"; a single short word is an acronym.

    >>> is_shouted("BRING YOUR PASSPORT"), is_shouted("FAQ"), is_shouted("Bring")
    (True, False, False)
    """
    words = _WORD.findall(text)
    return "".join(words).isupper() and (len(words) > 1 or sum(map(len, words)) > 5)


def is_acronym(text: str) -> bool:
    """Whether the text is one short word in capitals, such as "FAQ", which engines garble."""
    words = _WORD.findall(text)
    return len(words) == 1 and words[0].isupper() and 2 <= len(words[0]) <= 5


def digits(text: str) -> Counter[str]:
    """The numbers in a text as plain ASCII digits, whatever their script and separators.

    >>> digits("1,200.50 and ٣٠") == digits("30 e 1.200,50")
    True
    """
    return Counter(
        "".join(str(unicodedata.digit(character)) for character in number if character.isdigit())
        for number in _NUMBER.findall(unicodedata.normalize("NFKC", text))
    )


def _numbers(source: str, output: str) -> str:
    wanted, found = digits(source), digits(output)
    if missing := sorted((wanted - found).elements()):
        return f"the number {missing[0]} is missing"
    if added := sorted((found - wanted).elements()):
        return f"the number {added[0]} was added"
    return ""


def _signs(source: str, output: str) -> str:
    """Models drop signs of comparison, and with them the sense: "< 30 days" became "of 30 days"."""
    for sign in _SIGNS:
        if source.count(sign) != output.replace("٪", "%").replace("％", "%").count(sign):
            return f"the sign {sign} was lost or added"
    return ""


def _copy(source: str, output: str) -> str:
    words = [word for word in _WORD.findall(source) if len(word) > 1]
    if len(words) < _COPY_MIN_WORDS:
        same = _begins_alike(source, output)
    else:
        same = fuzz.ratio(source.casefold(), output.casefold()) >= _COPY_RATIO
    return "the text came back untranslated" if same else ""


def _begins_alike(source: str, output: str) -> bool:
    """Whether a short text still begins with its first two words and the second is no name.

    >>> _begins_alike("Working in Beijing", "Working in Rio de Janeiro")
    True
    >>> _begins_alike("Hotel with a pool", "Hotel con piscina"), _begins_alike("China Daily", "China Daily")
    (False, False)
    """
    words = [word.group() for word in list(_WORD.finditer(source))[:2]]
    begins = [word.group() for word in list(_WORD.finditer(output))[:2]]
    return len(words) == 2 and words[1].islower() and words == begins


def _loop(source: str, output: str) -> str:
    """A word, a phrase or a syllable four times in a row."""
    words = output.casefold().split()
    for size in range(1, 7):
        for start in range(len(words) - size * _REPEATS + 1):
            phrase = words[start : start + size]
            if phrase * _REPEATS == words[start : start + size * _REPEATS] and any(
                character.isalnum() for character in "".join(phrase)
            ):
                return "the engine repeats itself"
    looped = re.search(r"(\w{2,12}?)\1{4,}", output)
    return "the engine repeats itself" if looped and looped[0] not in source else ""


def _length(source: str, output: str, target_script: str) -> str:
    if len(source) < _MIN_LENGTH_CHECKED:
        too_long = len(output) > _MIN_LENGTH_CHECKED * _LONGEST
        return "the translation is far too long" if too_long else ""
    ratio = len(output) / len(source)
    if ratio < (_SHORTEST_DENSE if target_script in _DENSE_SCRIPTS else _SHORTEST):
        return "the translation is far too short"
    return "the translation is far too long" if ratio > _LONGEST else ""
