# SPDX-License-Identifier: Apache-2.0
"""Whether the words look translated at all: same as the source, wrong script, invisible characters,
forbidden terms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from polyguide.review.checks.base import Subject
from polyguide.review.checks.prose import prose, words
from polyguide.review.finding import Finding, Severity

_SAME_WORDS = 4
_SCRIPT_WORDS = 5
_SCRIPT_SHARE = 0.25
# Zero width space, byte-order mark, soft hyphen, word joiner, Hangul fillers. The (non-)joiners of Arabic
# and Indic scripts and the direction marks LRM, RLM, ALM are legitimate and not here.
_INVISIBLE = re.compile("[\u200b\ufeff\u00ad\u2060\u115f\u1160\u3164\u180e]")
_SPACELESS = {"Thai", "Khmr", "Laoo", "Mymr"}  # scripts that separate words by a zero width space
# Beginnings of Unicode character names, by ISO 15924 code.
_SCRIPT_NAMES = {
    "Arab": ("ARABIC",), "Armn": ("ARMENIAN",), "Beng": ("BENGALI",), "Cyrl": ("CYRILLIC",),
    "Deva": ("DEVANAGARI",),
    "Ethi": ("ETHIOPIC",), "Geor": ("GEORGIAN",), "Grek": ("GREEK",), "Hans": ("CJK",), "Hant": ("CJK",),
    "Hebr": ("HEBREW",), "Jpan": ("CJK", "HIRAGANA", "KATAKANA"), "Khmr": ("KHMER",),
    "Kore": ("HANGUL", "CJK"),
    "Laoo": ("LAO",), "Mong": ("MONGOLIAN",), "Mymr": ("MYANMAR",), "Taml": ("TAMIL",), "Thai": ("THAI",),
    "Tibt": ("TIBETAN",),
}  # fmt: skip


def wording(subject: Subject) -> Iterator[Finding]:
    """The translation is in the target language, as far as its characters tell.

    >>> is_untranslated("Bring your passport and a photo.", "Bring your passport and a photo.")
    True
    >>> is_untranslated("Beijing 12345", "Beijing 12345")
    False
    >>> round(script_share("请携带护照 passport", "Hans"), 2)
    0.38
    """
    yield from _same(subject)
    yield from _invisible(subject)
    yield from _script(subject)
    yield from _forbidden_terms(subject)


def is_untranslated(source: str, translation: str) -> bool:
    """Whether a text of at least four words of prose is the same in both."""
    ours = words(source)
    return len(ours) >= _SAME_WORDS and [word.casefold() for word in ours] == [
        word.casefold() for word in words(translation)
    ]


def script_share(text: str, script: str) -> float:
    """The share of letters that belong to an ISO 15924 script; 1.0 for a text without letters, or for a
    script that is not listed here."""
    names = _SCRIPT_NAMES.get(script)
    letters = [character for character in prose(text) if character.isalpha()]
    if not names or not letters:
        return 1.0
    return sum(_in_script(character, names) for character in letters) / len(letters)


@cache
def _in_script(character: str, names: tuple[str, ...]) -> bool:
    return unicodedata.name(character, "").startswith(names)


def _same(subject: Subject) -> Iterator[Finding]:
    if is_untranslated(subject.source, subject.translation):
        message = "The translation is the same as the source."
        hint = "translate it; leave it empty if it should stay in the source language"
        yield subject.finding("wording.same", subject.severity_once_reviewed(), message, hint)


def _invisible(subject: Subject) -> Iterator[Finding]:
    if subject.target.language.script in _SPACELESS:
        return
    found = set(_INVISIBLE.findall(subject.translation)) - set(subject.source)
    if found:
        codes = ", ".join(f"U+{ord(character):04X}" for character in sorted(found))
        message = f"The translation has invisible characters: {codes}."
        yield subject.finding("wording.invisible", subject.severity_once_reviewed(), message, "delete them")


def _script(subject: Subject) -> Iterator[Finding]:
    language = subject.target.language
    share = script_share(subject.translation, language.script)
    if share < _SCRIPT_SHARE and len(words(subject.source)) >= _SCRIPT_WORDS:
        message = f"Only {share:.0%} of the letters are in the script of {language.english}."
        yield subject.finding("wording.script", Severity.WARNING, message, "check that the text is translated")


def _forbidden_terms(subject: Subject) -> Iterator[Finding]:
    """Forms that the glossary forbids, where the source has the term; whole words where words have spaces."""
    source, translation = prose(subject.source).casefold(), prose(subject.translation).casefold()
    for term in subject.context.terms:
        if not term.forbidden or not _occurs(term.term.casefold(), source):
            continue
        for form in term.forbidden:
            if _occurs(form.casefold(), translation):
                message = f"The glossary forbids {form!r} for {term.term!r}."
                yield subject.finding("wording.forbidden", Severity.ERROR, message, f"write {term.translation!r}")


def _occurs(form: str, text: str) -> bool:
    if form not in text:
        return False
    start = r"(?<!\w)" if re.match(r"[a-zÀ-ɏͰ-ӿ]", form) else ""
    end = r"(?!\w)" if re.search(r"[a-zÀ-ɏͰ-ӿ]$", form) else ""
    return re.search(start + re.escape(form) + end, text) is not None
