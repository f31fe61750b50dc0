# SPDX-License-Identifier: Apache-2.0
"""Numbers of a translation against those of its source, and whether a changed source touches facts.

A wrong fee or deadline is the worst mistake a services site can make, and reviewed translations do carry
them ("15–25 people" was published as "15–20" in five languages of the corpus the design measured).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from polyguide.review.checks.base import Subject
from polyguide.review.checks.number_words import knows_words, number_words
from polyguide.review.checks.prose import addresses, code_spans, link_targets, prose, tags
from polyguide.review.checks.quantities import Nature, Quantity, quantities
from polyguide.review.finding import Finding, Severity

_ALWAYS_DIGITS = {Nature.MONEY, Nature.PERCENT, Nature.PHONE, Nature.DATE}
_WEIGHTY = _ALWAYS_DIGITS | {Nature.MONTH, Nature.PERIOD, Nature.TIME}
# English words that turn a rule round, or say who, when and in what unit.
_RULE_WORDS = re.compile(
    r"\b(?:not|no|never|without|except|unless|only|must|(?-i:may)|cannot|none|nor|neither|shall|should|exempt"
    r"|before|after|until|least|most|free|(?:minute|hour|day|week|month|year)s?|working|business|calendar"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|CNY|RMB|USD|EUR|yuan|dollars?|euros?)\b|\b\w+n['’]t\b",
    re.IGNORECASE,
)


def figures(subject: Subject) -> Iterator[Finding]:
    """Numbers of the source are all there, and no others.

    >>> bad = differing_numbers("The fee is CNY 800.", "La tasa es de 900 CNY.", "en", "es")
    >>> bad.severity.name, bad.message
    ('ERROR', 'The source says 800 (amount of money), the translation says 900.')
    >>> differing_numbers("The fee is CNY 500,000.", "费用为50万元。", "en", "zh") is None
    True
    >>> differing_numbers("Open 9 am to 5 pm since 26 April 2025", "2025年4月26日起，9:00至17:00", "en", "zh")
    """
    differing = differing_numbers(
        subject.source, subject.translation, subject.context.source.code, subject.target.code
    )
    if differing:
        hint = "write the same numbers as the source, in the language's own format"
        yield subject.finding("figures", differing.severity, differing.message, hint)


class Differing:
    """Numbers that are only on one side, and how much that weighs."""

    def __init__(self, severity: Severity, missing: list[Quantity], added: list[Quantity]) -> None:
        self.severity = severity
        self.message = _sentence(missing, added)


def differing_numbers(source: str, translation: str, source_code: str, code: str) -> Differing | None:
    """Compare the numbers of two texts in two languages; None when they agree.

    An ERROR is a number of at least 13, a decimal, or any number beside money, per cent, phone, date
    or deadline, that is missing or was changed; the rest is a WARNING. Small numbers may be words.
    """
    source_text, text = prose(source), prose(translation)
    wanted, found = _unmatched(quantities(source_text, source_code, strict=True), quantities(text, code))
    if not wanted and not found:
        return None
    language, source_language = code.split("-")[0], source_code.split("-")[0]
    in_words = number_words(text, language)
    missing = [quantity for quantity in wanted if not quantity.values & in_words]
    explained = number_words(source_text, source_language)
    explained |= {value for item in quantities(source_text, source_code) for value in item.values}
    added = [quantity for quantity in found if not quantity.values & explained]
    present = {value for quantity in quantities(text, code) for value in quantity.values}
    weights = [_weight(item, added, present, knows_words(language)) for item in missing]
    missing = [item for item, weight in zip(missing, weights, strict=True) if weight]
    weighed = [weight for weight in weights if weight]
    if not weighed:
        added = [item for item in added if not item.is_small()]
        return Differing(Severity.WARNING, [], added) if added else None
    return Differing(Severity.ERROR if Severity.ERROR in weighed else Severity.WARNING, missing, added)


def _weight(item: Quantity, added: list[Quantity], present: set[Decimal], words_known: bool) -> Severity | None:
    """How much it weighs that the translation lacks this number; None when it may be a word."""
    if item.values & present:
        return None if item.is_small() else Severity.WARNING  # said once instead of twice
    if not item.is_small():
        return Severity.ERROR
    if added:
        return Severity.ERROR if item.nature in _WEIGHTY else Severity.WARNING
    says_nothing = item.values & {Decimal(0), Decimal(1), Decimal(2)}  # "free", "a day", a dual
    if item.nature in _ALWAYS_DIGITS and words_known and not says_nothing:
        return Severity.ERROR
    return None


def _unmatched(wanted: tuple[Quantity, ...], found: tuple[Quantity, ...]) -> tuple[list[Quantity], list[Quantity]]:
    """Pair equal numbers off; then once more with what is left taken apart into its groups of digits."""
    left, right = _pair(list(wanted), list(found))
    if any(item.parts for item in (*left, *right)):
        left, right = _pair(_apart(left), _apart(right))
    return left, right


def _pair(wanted: list[Quantity], found: list[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """Large numbers choose first: "1.000" must not be taken for the 1 that it might be in another language."""
    left, right = [], list(found)
    for item in sorted(wanted, key=lambda quantity: max(quantity.values), reverse=True):
        fitting = [other for other in right if other.values & item.values]
        if fitting:
            right.remove(min(fitting, key=lambda other: len(other.values)))
        else:
            left.append(item)
    return left, right


def _apart(items: list[Quantity]) -> list[Quantity]:
    """Numbers with ambiguous groups as one number a group. A whole that matches nothing stays whole."""
    return [
        Quantity(frozenset({part}), item.shown, item.nature)
        for item in items
        for part in (item.parts or (None,))
        if part is not None
    ] + [item for item in items if not item.parts]


def _sentence(missing: list[Quantity], added: list[Quantity]) -> str:
    """A sentence such as "The source says 800 (amount of money), the translation says 900."."""
    theirs = ", ".join(dict.fromkeys(item.shown for item in added))
    if not missing:
        return f"The translation says {theirs}, the source does not."
    ours = ", ".join(
        dict.fromkeys(
            item.shown + (f" ({item.nature})" if item.nature is not Nature.NUMBER else "") for item in missing
        )
    )
    return f"The source says {ours}, the translation " + (f"says {theirs}." if added else "does not.")


def changed_facts(previous: str, current: str, language: str = "en") -> tuple[str, ...]:
    """What changed of the facts in a source text, in words: numbers, links, code spans, and in English
    negations, modal verbs and units. Errs towards naming a fact: the price is a page in the source language.

    >>> changed_facts("The fee is CNY 800.", "The fee is CNY 900.")
    ('number 800 became 900',)
    >>> changed_facts("Bring your passport.", "Please bring your passport.")
    ()
    """
    changes = [_became("number", _values(previous, language), _values(current, language))]
    changes += [
        _became(noun, Counter(read(previous)), Counter(read(current)))
        for noun, read in (("link", _links), ("code", code_spans), ("tag", tags))
    ]
    if language.split("-")[0] == "en":
        changes.append(_became("word", _rule_words(previous), _rule_words(current)))
    return tuple(change for change in changes if change)


def _values(text: str, language: str) -> Counter[str]:
    """Numbers in digits and, above one, in words ("one" is mostly a pronoun)."""
    words = prose(text)
    found = Counter(f"{min(item.values).normalize():f}" for item in quantities(words, language, strict=True))
    in_words = number_words(words, language.split("-")[0])
    found.update(f"{value:f}" for value in in_words if value > 1)
    return found


def _links(text: str) -> tuple[str, ...]:
    return (*link_targets(text), *addresses(text))


def _rule_words(text: str) -> Counter[str]:
    return Counter(match[0].lower() for match in _RULE_WORDS.finditer(prose(text)))


def _became(noun: str, before: Counter[str], now: Counter[str]) -> str:
    """A phrase such as "number 800 became 900"; "" when nothing changed."""
    gone, come = sorted((before - now).elements()), sorted((now - before).elements())
    old, new = ", ".join(gone), ", ".join(come)
    if gone and come:
        return f"{noun} {old} became {new}"
    return f"{noun} {old} was removed" if gone else f"{noun} {new} was added" if come else ""
