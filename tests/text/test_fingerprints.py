# SPDX-License-Identifier: Apache-2.0
"""A translation may differ in words only; everything else is a difference."""

from __future__ import annotations

import pytest
from rendering import CONFIGS, EXTENSIONS

from polyguide.text import Kind
from polyguide.text.fingerprint import Fingerprinter, differences, page_fingerprint

FINGERPRINTER = Fingerprinter(EXTENSIONS, CONFIGS)


def kinds_of_difference(source: str, translation: str, kind: Kind = Kind.PARAGRAPH, **options: object) -> set[str]:
    found = differences(FINGERPRINTER.inline(source, kind), FINGERPRINTER.inline(translation, kind), **options)  # type: ignore[arg-type]
    return {difference.what for difference in found if difference.severe}


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Pay **now** at [the office](x.md).", "在[办事处](x.md)**立即**付款。"),
        ("Read [Fees][fees].", "Lea [Tasas][fees]."),
        ("Form `JW201`[^1]", "[^1] Formulario `JW201`"),
        ('![Alt](x.svg "Title"){ width="3" }', '![Texto](x.svg "Título"){ width="3" }'),
        ("1st floor", "1er étage"),
        ("Up to 3 days", "1. Januar"),
        ("The VAT", "Die Mehrwertsteuer (VAT)"),
        ('<span title="a">b</span>', '<span title="c">d</span>'),
        ("Press ++ctrl+c++", "按 ++ctrl+c++"),
        ("Fee { .right }", "Fee { .right }"),
    ],
)
def test_other_words_are_no_difference(source: str, translation: str) -> None:
    assert kinds_of_difference(source, translation) == set()


@pytest.mark.parametrize(
    ("source", "translation", "what"),
    [
        ("Pay [here](x.md).", "Pague aquí.", "url"),
        ("Pay [here](x.md).", "Pague [aquí](y.md).", "url"),
        ("Pay [here](x.md).", "Pague [aquí] (x.md).", "url"),
        ("Pay [here](x.md).", "Pague ［aquí］（x.md）.", "url"),
        ("Pay.", "Pague [aquí](javascript:alert(1)).", "url"),
        ("Pay.", "Pague <script>alert(1)</script>.", "element"),
        ("Pay.", 'Pague <img src=x onerror="alert(1)">.', "element"),
        ("Pay.", "Pague.\n{: onclick=alert(1) }", "element"),
        ("Pay [here](x.md).", "Pague [aquí](x.md){ onclick=alert(1) }.", "element"),
        ("Pay [here](x.md).", "Pague [aquí](x.md){ href=https://evil.example }.", "url"),
        ("Form `JW201`", "Formulario `JW202`", "code"),
        ("Form `JW201`", "Formulario JW201", "code"),
        ("Pay **now**.", "Pague **ahora.", "markup"),
        ("Pay.", "Pague `ahora.", "markup"),
        ("Note[^1]", "Nota[^2]", "url"),
        ("Pay.", "Pague <!-- x -->.", "element"),
        ("The VAT", 'El <abbr title="x" onclick="alert(1)">IVA</abbr>', "element"),
    ],
)
def test_more_or_less_than_words_is_a_difference(source: str, translation: str, what: str) -> None:
    assert what in kinds_of_difference(source, translation)


def test_a_heading_may_not_get_another_id() -> None:
    assert kinds_of_difference("Fees", "Tasas { #evil }", Kind.HEADING) == {"element"}


def test_a_localised_link_may_be_allowed() -> None:
    source, translation = "See [it](https://en.example.org/).", "Véalo [aquí](https://es.example.org/)."
    assert kinds_of_difference(source, translation) == {"url"}
    assert kinds_of_difference(source, translation, allowed_links=("https://es.example.org/",)) == set()


def test_lost_emphasis_is_a_blemish_and_no_danger() -> None:
    found = differences(FINGERPRINTER.inline("Pay **now**."), FINGERPRINTER.inline("Pague ahora."))
    assert [(difference.what, difference.severe) for difference in found] == [("formatting", False)]


def test_pages_are_compared_by_their_blocks_in_order() -> None:
    source = page_fingerprint("<p>a</p><ul><li>b</li></ul>")
    assert not differences(source, page_fingerprint("<p>x</p><ul><li>y</li></ul>"))
    moved = differences(source, page_fingerprint("<ul><li>y</li></ul><p>x</p>"))
    assert [difference.what for difference in moved] == ["block"]


@pytest.mark.parametrize(
    "html", ["<p>a <![x b</p>", "<p>a <![if IE]> b</p>", "<p>a <![CDATA[ b ]]></p>", "<p>a <!x</p>"]
)
def test_declarations_in_html_are_markup_as_in_browsers(html: str) -> None:
    assert differences(page_fingerprint("<p>a b</p>"), page_fingerprint(html))
