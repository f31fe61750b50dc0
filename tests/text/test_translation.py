# SPDX-License-Identifier: Apache-2.0
"""Words change, everything else stays: ids, tabs, footnotes, references, code, blocks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rendering import render

from polyguide.text import Message

TORTURE = Path(__file__).with_name("torture.md").read_text(encoding="utf-8")


def ids(html: str) -> list[str]:
    return re.findall(r'\b(?:id|for)="([^"]*)"', html)


def test_headings_tabs_and_footnotes_keep_their_ids_in_another_script() -> None:
    def lookup(message: Message) -> str | None:
        return "翻译" if message.kind in ("heading", "tab label") else None

    page = '# One\n\n## Two\n\n### Two\n\n=== "Alpha"\n    x[^a]\n\n=== "Beta"\n    y\n\n[^a]: Note.'
    assert ids(render(page, lookup)) == ids(render(page))
    assert "one" in ids(render(page)) and "alpha" in ids(render(page))


@pytest.mark.parametrize(
    ("text", "texts", "expected"),
    [
        ("Read [Fees].\n\n[fees]: f.md", {"Read [Fees][Fees].": "读[费用][Fees]。"}, '<a href="f.md">费用</a>'),
        ("## Fees { #cost }", {"Fees": "费用"}, 'id="cost">费用'),
        ("!!! note\n    Text.", {"Note": "注意"}, '<p class="admonition-title">注意</p>'),
        ('=== "Tab"\n    Text.', {"Tab": "标签"}, ">标签</label>"),
        ("| A |\n|---|\n| b { .c } |", {"b": "乙"}, '<td class="c">乙</td>'),
        ("- [x] done", {"done": "完成"}, "完成"),
        ("The VAT.\n\n*[VAT]: Value added tax", {"Value added tax": "增值税"}, '<abbr title="增值税">VAT</abbr>'),
        ('[x](y.md "T")', {'[x](y.md "T")': '[某](y.md "题")'}, '<a href="y.md" title="题">某</a>'),
        ("x[^1]\n\n[^1]: Note.", {"Jump back to footnote {} in the text": "回到脚注{}"}, 'title="回到脚注1"'),
        ("# x", {"Permanent link": "永久链接"}, 'title="永久链接"'),
        ('``` py title="T"\nx\n```', {"T": "<题>"}, '<span class="filename">&lt;题&gt;</span>'),
        ('<p title="T">W</p>', {"T": '"题"', "W": "字"}, '<p title="&quot;题&quot;">字</p>'),
        ("<div markdown>\n\n<p>a\n  b</p>\n\n</div>", {"a b": "甲"}, "<p>甲</p>"),
        ("a  \nb", {"a  \nb": "甲  \n乙"}, "甲<br />\n乙"),
    ],
)
def test_a_translation_stands_where_its_source_stood(text: str, texts: dict[str, str], expected: str) -> None:
    assert expected in render(text, lambda message: texts.get(message.msgid))


@pytest.mark.parametrize("translation", ["", "\x02wzxhzdk:0\x03", "a\x00b", "\x1b[31m"])
def test_empty_texts_and_control_characters_leave_the_source(translation: str) -> None:
    text = "<p>raw</p>\n\nPay here."
    assert render(text, lambda message: translation) == render(text)


def test_an_unknown_text_leaves_the_source() -> None:
    assert render(TORTURE, lambda message: None) == render(TORTURE)


def test_a_context_distinguishes_equal_texts() -> None:
    text = "<!-- i18n:context button -->\n\nHome\n\nHome"
    texts = {"button": "Startseite", None: "Heim"}
    html = render(text, lambda message: texts[message.context])
    assert html.index("Startseite") < html.index("Heim")
