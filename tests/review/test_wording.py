# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E501
"""Text that was not translated, is in the wrong script, hides characters or uses forbidden terms."""

from __future__ import annotations

import pytest
from entries import check

from polyguide.catalog.glossary import Term
from polyguide.review.finding import Severity

TERM = Term("residence permit", "permiso de residencia", forbidden=("carta de residencia", "permiso"), line=2)
CHINESE = Term("work permit", "工作许可", forbidden=("工作签证",))


@pytest.mark.parametrize(
    ("code", "msgid", "msgstr", "checks"),
    [
        ("es", "Bring your passport and a photo.", "Bring your passport and a photo.", ["wording.same"]),
        ("es", "Open `a.html` at www.example.org", "Open `a.html` at www.example.org", []),
        ("es", "Beijing 12345", "Beijing 12345", []),
        ("es", "Beijing Municipal Commerce", "Beijing Municipal Commerce", []),
        ("es", "Pay the fee.", "Pague\u200b la tasa.", ["wording.invisible"]),
        ("es", "Pay the fee.", "\ufeffPague la tasa.", ["wording.invisible"]),
        ("de", "Pay the fee.", "Zahlen Sie die Ge\u00adbühr.", ["wording.invisible"]),
        ("th", "Pay the fee.", "ชำระ\u200bค่าธรรมเนียม", []),
        ("fa", "Books are sold here.", "کتاب\u200cها اینجا فروخته می\u200cشوند.\u200f", []),
        ("zh", "Bring your passport and a photo.", "Bring your 护照 and one photo now.", ["wording.script"]),
        ("ru", "Bring your passport and a photo.", "Возьмите паспорт и фото.", []),
        ("zh", "Call `PSB` now", "Call `PSB` now", []),
    ],
)
def test_words(code: str, msgid: str, msgstr: str, checks: list[str]) -> None:
    assert [finding.check for finding in check(msgid, msgstr, code)] == checks


def test_what_is_an_error_in_a_reviewed_text_is_a_warning_in_a_draft() -> None:
    text = "Bring your passport and a photo."
    assert [finding.severity for finding in check(text, text)] == [Severity.ERROR]
    assert [finding.severity for finding in check(text, text, fuzzy=True)] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("code", "term", "msgid", "msgstr", "messages"),
    [
        ("es", TERM, "Residence permit", "Carta de residencia", ["The glossary forbids 'carta de residencia' for 'residence permit'."]),
        ("es", TERM, "Residence permit", "Permisología", []),
        ("es", TERM, "Driving permit", "Carta de residencia", []),
        ("zh", CHINESE, "Get a work permit", "办理工作签证", ["The glossary forbids '工作签证' for 'work permit'."]),
    ],
)  # fmt: skip
def test_forbidden_terms_are_errors(code: str, term: Term, msgid: str, msgstr: str, messages: list[str]) -> None:
    found = check(msgid, msgstr, code, [term])
    assert [finding.message for finding in found] == messages
    assert all(finding.severity is Severity.ERROR for finding in found)
