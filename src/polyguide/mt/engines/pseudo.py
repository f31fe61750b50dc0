# SPDX-License-Identifier: Apache-2.0
"""A pseudo-locale: every letter is changed and texts grow by about a third, so that whatever stays in plain
English on a page is text that extraction missed, and a layout that breaks would break in German too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from polyguide.config import Site
from polyguide.mt.engines.base import Engine, Hypothesis, fingerprint_of

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "åƀçđéƒğĥîĵķľɱñöþǫřšţüṽŵẋýžÅƁÇĐÉƑĞĤÎĴĶĽṀÑÖÞǪŘŠŢÜṼŴẊÝŽ"
_LETTERS = str.maketrans(_PLAIN, _ACCENTED)
_ORDINAL = re.compile(r"\b(\d+(?:st|nd|rd|th))\b")
_DOT_BELOW = "\u0323"
_GROWTH = 0.35
_FILLER, _END = "·", "⟫"


class PseudoEngine(Engine):
    """Serves every pair; made for layout tests, never for publishing."""

    name = "pseudo"
    by_run = True

    def __init__(self, site: Site, argument: str = "") -> None:
        fingerprint = fingerprint_of([_ACCENTED, _END, str(_GROWTH)])
        self._pairs = {(site.source.code, target.code): fingerprint for target in site.targets}

    def pairs(self) -> Mapping[tuple[str, str], str]:
        return self._pairs

    def translate(self, sentences: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        return [Hypothesis(pseudo(sentence)) for sentence in sentences]


def pseudo(text: str) -> str:
    """Change every letter; long texts end with a mark, up to 35 % longer.

    >>> pseudo("Fee"), pseudo("Bring your passport.")
    ('Ƒéé', 'Ɓřîñğ ýöüř þåššþöřţ. ·····⟫')
    """
    parts = _ORDINAL.split(text)  # "1st" stays: renderers that raise its letters know English ordinals only
    parts[::2] = ["".join(map(_change, part)) for part in parts[::2]]
    changed = "".join(parts)
    growth = int(len(text) * _GROWTH) - 2
    return f"{changed} {_FILLER * growth}{_END}" if growth > 2 else changed


def _change(character: str) -> str:
    accented = character.translate(_LETTERS)
    if accented != character or not unicodedata.category(character).startswith("L"):
        return accented
    return character + _DOT_BELOW
