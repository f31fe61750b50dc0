# SPDX-License-Identifier: Apache-2.0
"""The known failures of translation models are refused; honest translations are not."""

from __future__ import annotations

import pytest

from polyguide.mt.guards import digits, is_acronym, is_shouted, refusal

GOOD = [
    ("The fee is 1,200.50 yuan.", "A taxa é de 1.200,50 yuans.", "Latn"),
    ("Valid for 30 days", "有效期30天", "Hans"),
    ("Valid for 30 days", "صالح لمدة ٣٠ يومًا", "Arab"),
    ("Alipay, WeChat Pay", "Alipay, WeChat Pay", "Latn"),
    ("You must register your address within 24 hours of your arrival.", "您须在抵达后24小时内登记住址。", "Hans"),
    ("No, no, no", "Não, não, não", "Latn"),
    ("Work permit", "Разрешение на работу", "Cyrl"),
]
BAD = [
    ("The fee is 800.", "A taxa é.", "Latn", "the number 800 is missing"),
    ("The fee is XQ0.", "A taxa é XQ0 (2017).", "Latn", "the number 2017 was added"),
    ("Bring the passport and visa", "Bring the passport and visa.", "Latn", "the text came back untranslated"),
    ("Go there", "vai vai vai vai vai", "Latn", "the engine repeats itself"),
    ("Go there", "a loja a loja a loja a loja", "Latn", "the engine repeats itself"),
    ("Go there", "mainstremainstremainstremainstremainstre", "Latn", "the engine repeats itself"),
    ("Entry < 30 days", "Entrada de 30 dias", "Latn", "the sign < was lost or added"),
    ("Go there", "  ", "Latn", "the engine gave nothing back"),
    ("Your employer applies for the work permit before you come.", "Sim.", "Latn", "far too short"),
    (
        "Go there",
        "palavra diferente " + "abcdefgh ijklmnop " * 2 + "muito longa demais " * 3,
        "Latn",
        "far too long",
    ),
]


@pytest.mark.parametrize(("source", "output", "script"), GOOD)
def test_honest_translations_pass(source: str, output: str, script: str) -> None:
    assert refusal(source, output, target_script=script) == ""


@pytest.mark.parametrize(("source", "output", "script", "reason"), BAD)
def test_known_failures_are_refused(source: str, output: str, script: str, reason: str) -> None:
    assert reason in refusal(source, output, target_script=script)


def test_numbers_are_the_same_in_all_scripts_and_notations() -> None:
    assert digits("1,200.50 and 30") == digits("٣٠ と 1.200,50")
    assert digits("12 3") != digits("1 23")


@pytest.mark.parametrize(
    ("text", "shouted", "acronym"),
    [
        ("BRING YOUR PASSPORT", True, False),
        ("WARNING", True, False),
        ("FAQ", False, True),
        ("VAT 13", False, True),
        ("Bring", False, False),
        ("A", False, False),
        ("请带护照", False, False),
    ],
)
def test_capitals_are_told_apart(text: str, shouted: bool, acronym: bool) -> None:
    assert (is_shouted(text), is_acronym(text)) == (shouted, acronym)
