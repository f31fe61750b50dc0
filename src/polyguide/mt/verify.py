# SPDX-License-Identifier: Apache-2.0
"""The last word on every machine translation: rendered by the site's own Markdown it may differ in words only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from polyguide.mt.markup import Atom, Node, Pair, Syntax, parse, words
from polyguide.mt.segments import has_letters
from polyguide.text.fingerprint import Fingerprinter, differences
from polyguide.text.messages import Kind


def syntax_of(kind: Kind) -> Syntax:
    """What is special in a message of this kind: no Markdown is applied to titles or inside raw HTML."""
    if kind is Kind.HTML:
        return Syntax.HTML
    return Syntax.MARKDOWN if kind.is_markdown else Syntax.PLAIN


def difference(source: str, translation: str, kind: Kind, fingerprinter: Fingerprinter) -> str:
    """Why the translation is not the source in other words; "" when it is.

    Atoms and pairs are compared one by one, then both texts as the site renders them.
    """
    before, after = parse(source, syntax_of(kind)), parse(translation, syntax_of(kind))
    if _skeleton(before) != _skeleton(after):
        return "code, links or markup differ from the source"
    if _empty_pairs(after) > _empty_pairs(before):
        return "a link or an emphasis lost its words"
    # Emphasis has been compared above; what renderers add to figures ("1st" → 1<sup>st</sup>) is no loss.
    found = differences(fingerprinter.inline(source, kind), fingerprinter.inline(translation, kind))
    return next((one.message for one in found if one.severe), "")


def _skeleton(nodes: Iterable[Node]) -> Counter[tuple[str, str]]:
    """Every atom, and every pair with its target, by number of times."""
    found: Counter[tuple[str, str]] = Counter()
    for node in nodes:
        if isinstance(node, Atom):
            found["atom", node.text] += 1
        elif isinstance(node, Pair):
            found[node.kind, node.opening] += 1
            found += _skeleton(node.children) + _skeleton(node.closing)
    return found


def _empty_pairs(nodes: Iterable[Node]) -> int:
    """Pairs without a letter of their own."""
    return sum(
        (not has_letters(words(node.children))) + _empty_pairs(node.children)
        for node in nodes
        if isinstance(node, Pair)
    )
