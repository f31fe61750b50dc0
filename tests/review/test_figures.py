# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E501
"""Wrong numbers are found in every language and way of writing; changed facts of a source are told from prose."""

from __future__ import annotations

import pytest
from entries import check

from polyguide.review.checks.figures import changed_facts
from polyguide.review.finding import Severity

WRONG = [
    # why, language, source, translation, severity
    ("fee", "es", "The fee is CNY 800.", "La tasa es de 900 CNY.", "error"),
    ("fee without its zero", "zh", "The fee is CNY 500,000.", "费用为5万元。", "error"),
    ("fee in 万 instead of 億", "ja", "CNY 120 million", "1200万元", "error"),
    ("fee a thousand times too small", "de", "CNY 20,000", "20 CNY", "error"),
    ("small fee", "fr", "The form costs CNY 5.", "Le formulaire coûte 6 CNY.", "error"),
    ("small fee lost", "fr", "The form costs CNY 5.", "Le formulaire est payant.", "error"),
    ("per cent", "ru", "11% of the price", "13 % цены", "error"),
    ("small per cent", "ar", "A deposit of 5% is due.", "يستحق إيداع قدره ٦٪.", "error"),
    ("phone number", "ko", "Call 12345.", "12346으로 전화하세요.", "error"),
    ("long phone number", "pt", "Call +86 10 6561 2345.", "Ligue +86 10 6561 2354.", "error"),
    ("day", "es", "From 26 April 2025", "Desde el 25 de abril de 2025", "error"),
    ("month", "es", "From 26 April 2025", "Desde el 26 de mayo de 2025", "error"),
    ("month in figures", "zh", "From 26 April 2025", "自2025年5月26日起", "error"),
    ("year", "ar", "From 26 April 2025", "من 26 أبريل 2024", "error"),
    ("range, as really published", "de", "For 15–25 people", "Für 15–20 Personen", "error"),
    ("deadline", "ja", "Within 30 days of entry", "入国後20日以内", "error"),
    ("small deadline", "fr", "Within 5 working days", "Dans les 7 jours ouvrables", "error"),
    ("decimal", "pt", "1.5 hectares", "15 hectares", "error"),
    ("hour", "zh", "Open until 4 pm", "开放至下午5时", "error"),
    ("minutes", "fr", "Open until 16:45", "Ouvert jusqu’à 16 h 15", "error"),
    ("number lost", "ko", "Age 18 to 70", "18세 이상", "error"),
    ("small number", "es", "Bring 3 photos.", "Traiga 2 fotos.", "warning"),
    ("number added", "es", "Bring photos.", "Traiga 24 fotos.", "warning"),
    ("said once instead of twice", "es", "CNY 800 each, CNY 800 in all", "800 CNY en total", "warning"),
]


@pytest.mark.parametrize(
    ("code", "msgid", "msgstr", "severity"), [r[1:] for r in WRONG], ids=[r[0] for r in WRONG]
)
def test_a_wrong_number_is_found(code: str, msgid: str, msgstr: str, severity: str) -> None:
    found = [finding for finding in check(msgid, msgstr, code) if finding.check == "figures"]
    assert [finding.severity for finding in found] == [Severity(severity)]


def test_the_finding_says_what_differs() -> None:
    (found,) = check("Pay CNY 800 by 26 April 2025.", "Pague 900 CNY antes del 26 de abril de 2024.")
    assert str(found) == (
        "locales/es/LC_MESSAGES/guides.po:7: [es] error figures: "
        "The source says 2025 (date), 800 (amount of money), the translation says 900, 2024.\n"
        "    → write the same numbers as the source, in the language's own format"
    )


@pytest.mark.parametrize(
    ("previous", "current", "changes"),
    [
        ("The fee is CNY 800.", "The fee is CNY 900.", ("number 800 became 900",)),
        ("Within 5 days", "Within 7 days", ("number 5 became 7",)),
        ("Bring two copies.", "Bring three copies.", ("number 2 became 3",)),
        ("From 1 May 2025", "From 1 June 2025", ("number 5 became 6",)),
        ("See [a](x.md).", "See [a](y.md).", ("link ](x.md) became ](y.md)",)),
        ("See <https://a.example>.", "See <https://b.example>.", ("link https://a.example became https://b.example", "tag <https://a.example> became <https://b.example>")),
        ("Form `JW201`", "Form `JW202`", ("code `JW201` became `JW202`",)),
        ("You may apply.", "You may not apply.", ("word not was added",)),
        ("You need no visa.", "You need a visa.", ("word no was removed",)),
        ("Residents must register.", "Residents can register.", ("word must was removed",)),
        ("You don't pay.", "You pay.", ("word don't was removed",)),
        ("Within 24 hours", "Within 24 days", ("word hours became days",)),
        ("Open until Friday", "Open until Saturday", ("word friday became saturday",)),
        ("Pay CNY 100", "Pay USD 100", ("word cny became usd",)),
    ],
)  # fmt: skip
def test_a_changed_fact_is_named(previous: str, current: str, changes: tuple[str, ...]) -> None:
    assert changed_facts(previous, current) == changes
    assert changed_facts(previous, current, "en")


@pytest.mark.parametrize(
    ("previous", "current"),
    [
        ("Bring your passport.", "Please bring your passport."),
        ("The fee is CNY 1,000.", "The charge is CNY 1000."),
        ("See [the form](a.md) first.", "First see [this form](a.md)."),
        ("**Apply** within 30 days.", "Apply within 30 days."),
        ("One of the offices", "An office"),
    ],
)
def test_other_words_touch_no_facts(previous: str, current: str) -> None:
    assert not changed_facts(previous, current, "en")


def test_only_english_sources_are_searched_for_english_words() -> None:
    assert not changed_facts("Die Gebühr ist so hoch.", "Die Gebühr ist must hoch.", "de")
