# SPDX-License-Identifier: Apache-2.0
"""Small parts of the site room, with their good and bad cases."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from polyguide.languages import language
from polyguide.site import notices
from polyguide.site.bidi import isolate_numbers
from polyguide.site.run import Standing, shown_text

_ELEVEN = ("en", "zh", "zh-Hant", "ja", "ko", "fr", "de", "es", "pt", "ru", "ar")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("اتصل على +86 10 12345 الآن", 'اتصل على <bdi dir="ltr">+86 10 12345</bdi> الآن'),
        ("من 2026-11-24.", 'من <bdi dir="ltr">2026-11-24</bdi>.'),
        ("8:00–18:00 و 24/7", '<bdi dir="ltr">8:00–18:00</bdi> و <bdi dir="ltr">24/7</bdi>'),
        ("+8610", '<bdi dir="ltr">+8610</bdi>'),
        ("رسم 800 يوان", "رسم 800 يوان"),  # a plain number needs no help
        ("<code>1-2-3</code>", "<code>1-2-3</code>"),
        ('<div dir="ltr">1-2-3</div>', '<div dir="ltr">1-2-3</div>'),
        ("<bdi>1-2-3</bdi>", "<bdi>1-2-3</bdi>"),
        ("أ &lt;b&gt; 1-2", 'أ &lt;b&gt; <bdi dir="ltr">1-2</bdi>'),
    ],
)
def test_numbers_in_right_to_left_text(content: str, expected: str) -> None:
    page = LexborHTMLParser(f"<article><p>{content}</p></article>")
    isolate_numbers(page)
    assert f"<article><p>{expected}" in str(page.html).replace("</p><div", "<div")


@pytest.mark.parametrize(
    ("source", "translation", "shown"),
    [
        ("Fees", "Tasas", "Tasas"),
        ("Fees", None, "Fees"),
        ("Fees", 'Las "tasas"', "Las &quot;tasas&quot;"),
        ("Fees", "</title><script>alert(1)</script>", "Fees"),
        ("Fees", "&lt;/title&gt;&lt;script&gt;", "Fees"),  # Jinja's striptags would turn it back
        ("Fees", "&amp;lt;script&amp;gt;", "Fees"),
        ("A &gt; B", "B &gt; A", "B &gt; A"),
        ("Q&A", "P&R", "P&R"),
    ],
)
def test_titles_cannot_carry_markup(source: str, translation: str | None, shown: str) -> None:
    texts = {(None, source): translation} if translation else {}
    assert shown_text(texts, source) == shown


@pytest.mark.parametrize("code", _ELEVEN)
def test_every_language_of_the_sample_has_all_our_words(code: str) -> None:
    words, english = notices.texts(language(code)), notices.texts(language("en"))
    assert words.keys() == english.keys()
    for key, text in words.items():
        assert ("{source}" in text, "{date}" in text) == ("{source}" in english[key], "{date}" in english[key])
        assert code == "en" or text != english[key]


def test_a_language_without_our_words_gets_english_ones_marked_as_such() -> None:
    notice = notices.Notice(Standing.DRAFT, language("nl"), language("en"), original_url="/x/")
    html = notices.with_notice("<p>Hallo</p>", notice)
    assert html.startswith('<aside class="polyguide-notice polyguide-notice--draft" role="note"')
    assert 'lang="en" dir="ltr">\n<p>Draft translation (by machine, or written as a sample), not reviewed' in html


def test_an_outdated_page_that_shows_drafts_says_both() -> None:
    html = notices.with_notice(
        "", notices.Notice(Standing.UPDATING, language("es"), language("en"), has_drafts=True)
    )
    assert html.index("ha cambiado") < html.index("Borrador de traducción")


def test_a_page_without_a_date_gets_no_date_line() -> None:
    assert [notices.date_line(value, language("es")) for value in (None, "", "soon", 5)] == [""] * 4
